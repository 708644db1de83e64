package org.heapsnapshot.core.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.heapsnapshot.core.jvm.InstalledJdks;
import org.heapsnapshot.core.jvm.TargetJdk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JdkClassFilesTest {

  static Stream<TargetJdk> jdks() {
    return InstalledJdks.find().stream();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldReadTheClassesOfEveryJdk(TargetJdk jdk) throws Exception {
    try (JdkClassFiles files = JdkClassFiles.open(jdk.home())) {
      assertEquals(jdk.feature() + 44, files.find("java/lang/String")[7]);
      assertNull(files.find("java/lang/NoSuchClass"));
      assertNull(files.find("no/such/package/Type"));
      assertNull(files.find("Unnamed"));
      assertNull(files.find("java/Type"));
      ClassHierarchy hierarchy = files.hierarchy();
      assertEquals(
          Optional.of(true), hierarchy.isSubtype("java/util/ArrayList", "java/io/Serializable"));
      assertEquals(Optional.of(false), hierarchy.isSubtype("java/sql/Driver", "java/util/List"));
      assertTrue(
          method(hierarchy, "java/lang/Class", "forName", "(Ljava/lang/String;)Ljava/lang/Class;")
              .callerSensitive());
      assertFalse(method(hierarchy, "java/util/List", "hashCode", "()I").callerSensitive());
      assertEquals(
          "java/lang/Object",
          hierarchy
              .resolve("java/util/List", "getClass", "()Ljava/lang/Class;")
              .orElseThrow()
              .declaring()
              .name());
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldKnowThePackagesOfEveryJdk(TargetJdk jdk) throws Exception {
    try (JdkClassFiles files = JdkClassFiles.open(jdk.home())) {
      assertTrue(files.hasPackage("java.util"));
      assertTrue(files.hasPackage("org.xml.sax.helpers"));
      assertFalse(files.hasPackage("org.xml"), "it only holds packages");
      assertFalse(files.hasPackage("java"));
      assertFalse(files.hasPackage("no.such.one"));
      assertFalse(files.hasPackage(""));
    }
  }

  private static ClassFacts.Method method(
      ClassHierarchy hierarchy, String owner, String name, String descriptor) {
    return hierarchy.resolve(owner, name, descriptor).orElseThrow().method();
  }

  @Test
  void throwsWhenThereIsNoJdk(@TempDir Path empty) {
    assertThrows(IOException.class, () -> JdkClassFiles.open(empty).close());
  }
}
