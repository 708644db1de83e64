package org.heapsnapshot.testkit.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipFile;
import org.heapsnapshot.testkit.image.HandMadeImage;
import org.heapsnapshot.testkit.image.InvalidImage;
import org.heapsnapshot.testkit.image.VariedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InvalidImageTest {
  /** Damage that is none for a parser, which knows neither the machine nor the classes. */
  private static final Set<InvalidImage> VALID_ELSEWHERE =
      Set.of(
          InvalidImage.OTHER_JDK,
          InvalidImage.OTHER_VM,
          InvalidImage.OTHER_FIELDS,
          InvalidImage.MISSING_CLASS,
          InvalidImage.WRONG_FIELD_TYPE);

  /** The hand-made heap has no instance with a boolean, and no call. */
  private static final Set<InvalidImage> NOTHING_TO_DAMAGE =
      Set.of(InvalidImage.WRONG_BOOLEAN, InvalidImage.UNKNOWN_CALL, InvalidImage.DANGLING_CALL);

  @TempDir Path directory;

  private static byte[] valid() {
    return HandMadeImage.write(SmallHeap.make(), Map.of("p/Main.class", new byte[] {1}));
  }

  @ParameterizedTest
  @EnumSource
  void shouldDamage(InvalidImage invalid) {
    assumeTrue(invalid != InvalidImage.MISSING);
    byte[] valid = valid();
    Optional<byte[]> damaged = invalid.damage(valid);
    assertEquals(NOTHING_TO_DAMAGE.contains(invalid), damaged.isEmpty());
    assertFalse(damaged.isPresent() && Arrays.equals(valid, damaged.get()));
    assertFalse(invalid.words().isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void throwsWhenParsed(InvalidImage invalid) throws IOException {
    assumeTrue(invalid != InvalidImage.MISSING && !NOTHING_TO_DAMAGE.contains(invalid));
    byte[] damaged = invalid.damage(valid()).orElseThrow();
    Path file = Files.write(directory.resolve("damaged.img"), damaged);
    if (VALID_ELSEWHERE.contains(invalid)) {
      // The image id is of the heap as it was; everything else is right.
      ParseException thrown =
          assertThrows(ParseException.class, () -> ReferenceParser.parseImage(file));
      assertTrue(thrown.getMessage().contains("image id"), thrown.getMessage());
      return;
    }
    ParseException thrown =
        assertThrows(ParseException.class, () -> ReferenceParser.parseImage(file));
    boolean outside =
        !invalid.isStartable()
            || invalid == InvalidImage.WRONG_MAGIC
            || invalid.name().startsWith("FLIPPED");
    List<String> surface = List.of("CRC-32", "headerCrc", "image id:");
    assertTrue(
        outside || surface.stream().noneMatch(thrown.getMessage()::contains), thrown.getMessage());
  }

  @ParameterizedTest
  @EnumSource
  void shouldLeaveAZipWhenStartable(InvalidImage invalid) throws IOException {
    Path valid = Files.write(directory.resolve("valid.img"), valid());
    Path damaged = directory.resolve("damaged.img");
    Files.write(damaged, new byte[] {1});
    assumeTrue(invalid.write(valid, damaged));
    assertEquals(invalid == InvalidImage.MISSING, Files.notExists(damaged));
    if (invalid.isStartable()) {
      try (ZipFile zip = new ZipFile(damaged.toFile())) {
        assertEquals(4, zip.size());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldVary(VariedImage varied) throws IOException {
    byte[] valid = valid();
    byte[] other = varied.vary(valid);
    assertFalse(Arrays.equals(valid, other));
    Path file = Files.write(directory.resolve("varied.img"), other);
    ParseException thrown =
        assertThrows(ParseException.class, () -> ReferenceParser.parseImage(file));
    assertTrue(thrown.getMessage().contains("image id"), thrown.getMessage());
  }

  @Test
  void shouldNotChangeTheValidImage() {
    byte[] valid = valid();
    byte[] before = valid.clone();
    for (InvalidImage invalid : InvalidImage.values()) {
      if (invalid != InvalidImage.MISSING) {
        invalid.damage(valid);
      }
    }
    assertTrue(Arrays.equals(before, valid));
  }
}
