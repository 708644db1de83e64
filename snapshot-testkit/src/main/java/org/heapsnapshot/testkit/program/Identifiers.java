package org.heapsnapshot.testkit.program;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Small values of the JDK: identifiers, paths, optionals. */
final class Identifiers {
  static final UUID ID = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");
  static final UUID NAMED = UUID.nameUUIDFromBytes(new byte[] {1, 2, 3});
  static final URI ADDRESS = URI.create("http://example.org:8080/a?b=c#d");
  static final Path RELATIVE = Path.of("a", "b", "..", "c");
  static final File FILE = new File("dir", "name");
  static final Optional<String> PRESENT = Optional.of("x");
  static final Optional<String> ABSENT = Optional.empty();
  static final OptionalInt NUMBER = OptionalInt.of(3);

  private Identifiers() {}

  static void check(Checks checks) {
    checks.equal("id", "01234567-89ab-cdef-0123-456789abcdef", ID.toString());
    checks.equal("named id", UUID.nameUUIDFromBytes(new byte[] {1, 2, 3}), NAMED);
    checks.that("address", ADDRESS.getPort() == 8080 && ADDRESS.getFragment().equals("d"));
    checks.equal("path", Path.of("a", "c"), RELATIVE.normalize());
    checks.that("file", FILE.getName().equals("name") && FILE.getParent().equals("dir"));
    checks.that("optional", PRESENT.isPresent() && PRESENT.get() == "x");
    checks.same("empty optional is one object", Optional.empty(), ABSENT);
    checks.equal("number", 3, NUMBER.getAsInt());
  }
}
