package org.heapsnapshot.testkit.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Every way in which an image can be wrong, made from a valid one. A start from each must fall back
 * with one line that holds all of {@link #words}, and the program must behave as without an image.
 *
 * <p>Those that change a number make the checksums right again, so that the check of the number
 * itself is tested.
 */
public enum InvalidImage {
  MISSING("cannot be opened", InvalidImage::missing),
  EMPTY("empty", image -> new byte[0]),
  UNFINISHED("not written to its end", InvalidImage::unfinished),
  FOREIGN_TEXT("not an image", image -> utf8("hello, this is no image\n".repeat(400))),
  FOREIGN_ZIP("not an image", InvalidImage::foreignZip),
  ONE_BYTE("shorter", image -> Arrays.copyOf(image, 1)),
  TRUNCATED_MANIFEST("shorter", image -> Arrays.copyOf(image, 100)),
  TRUNCATED_HEADER("shorter", image -> truncated(image, 40)),
  TRUNCATED_SECTION_TABLE("shorter", image -> truncated(image, 100)),
  TRUNCATED_HEAP("shorter", image -> truncated(image, 430)),

  WRONG_MAGIC(Form.FLIPPED, edit -> edit.flip(edit.header(1), 0), "another magic"),
  FLIPPED_HEADER(Form.FLIPPED, edit -> edit.flip(edit.header(40), 3), "header", "damaged"),
  FLIPPED_SECTION_TABLE(Form.FLIPPED, edit -> edit.flip(edit.entry("UNITS") + 16, 3), "damaged"),
  FLIPPED_FINGERPRINT("FINGERPRINT"),
  FLIPPED_STRINGS("STRINGS"),
  FLIPPED_STRING_OBJECTS("STRING_OBJECTS"),
  FLIPPED_CLASSES("CLASSES"),
  FLIPPED_UNITS("UNITS"),
  FLIPPED_INSTANCES("INSTANCES"),
  FLIPPED_ARRAYS("ARRAYS"),
  FLIPPED_PRIMITIVES("PRIMITIVES"),
  FLIPPED_SYMBOLS("SYMBOLS"),
  FLIPPED_RECIPES("RECIPES"),
  FLIPPED_STATICS("STATICS"),
  FLIPPED_RESEED("RESEED"),
  FLIPPED_GUARDS("GUARDS"),
  FLIPPED_CONSTANTS("CONSTANTS"),
  FLIPPED_METADATA("METADATA"),
  FLIPPED_MADE("MADE"),

  OLDER_FORMAT(Form.CHANGED, edit -> edit.putInt(edit.header(8), 0), "older format"),
  NEWER_FORMAT(Form.CHANGED, edit -> edit.putInt(edit.header(8), 2), "newer format"),
  OTHER_HEADER_LENGTH(Form.CHANGED, edit -> edit.putInt(edit.header(12), 128), "header"),
  OTHER_SECTION_COUNT(Form.CHANGED, edit -> edit.putInt(edit.header(16), 15), "header"),
  OTHER_IMAGE_ID(Form.CHANGED, edit -> edit.flip(edit.header(32), 0), "another build"),
  OTHER_JDK(Form.CHANGED, edit -> edit.word("FINGERPRINT", 0, 11), "another JDK release"),
  OTHER_VM(Form.CHANGED, HeapDamage::otherVm, "another VM"),
  OTHER_FIELDS(Form.CHANGED, HeapDamage::otherFields, "build it for this JDK"),

  SECTIONS_SWAPPED(Form.TABLE, edit -> edit.putInt(edit.entry("UNITS"), 6), "section table"),
  SECTION_OUTSIDE(
      Form.TABLE, edit -> edit.putInt(edit.entry("UNITS") + 8, 0x7FFF_FFF8), "section table"),
  SECTION_NEGATIVE(
      Form.TABLE, edit -> edit.putInt(edit.entry("UNITS") + 20, 0x8000_0000), "section table"),
  SECTION_NOT_ALIGNED(Form.TABLE, edit -> edit.putInt(edit.entry("UNITS") + 8, 1), "section table"),

  HUGE_LAYOUT_COUNT("FINGERPRINT", 1, Integer.MAX_VALUE),
  HUGE_STRINGS("STRINGS", 0, Integer.MAX_VALUE),
  HUGE_STRINGS_DATA("STRINGS", 1, Integer.MAX_VALUE),
  HUGE_STRINGS_NEEDED("STRINGS", 2, Integer.MAX_VALUE),
  HUGE_STRINGS_NEEDED_DATA("STRINGS", 3, Integer.MAX_VALUE),
  HUGE_STRING_OBJECTS("STRING_OBJECTS", 0, Integer.MAX_VALUE),
  HUGE_CLASSES("CLASSES", 0, Integer.MAX_VALUE),
  HUGE_FIELDS("CLASSES", 1, Integer.MAX_VALUE),
  HUGE_UNITS("UNITS", 0, Integer.MAX_VALUE),
  HUGE_INSTANCES("INSTANCES", 0, Integer.MAX_VALUE),
  HUGE_ARRAYS("ARRAYS", 0, Integer.MAX_VALUE),
  HUGE_SYMBOLS("SYMBOLS", 0, Integer.MAX_VALUE),
  HUGE_RECIPES("RECIPES", 0, Integer.MAX_VALUE),
  HUGE_STATICS("STATICS", 0, Integer.MAX_VALUE),
  HUGE_RESEED("RESEED", 0, Integer.MAX_VALUE),
  HUGE_GUARDS("GUARDS", 0, Integer.MAX_VALUE),
  /** Four times the count is small again: an overflow would pass for a small table. */
  OVERFLOWING_STRING_OBJECTS("STRING_OBJECTS", 0, 0x4000_0001),
  OVERFLOWING_STATICS("STATICS", 0, 0x4000_0000),
  NEGATIVE_LAYOUT_COUNT("FINGERPRINT", 1, -1),
  NEGATIVE_STRINGS("STRINGS", 0, -1),
  NEGATIVE_STRINGS_DATA("STRINGS", 1, -4),
  NEGATIVE_STRINGS_NEEDED("STRINGS", 2, -1),
  NEGATIVE_STRINGS_NEEDED_DATA("STRINGS", 3, -4),
  NEGATIVE_STRING_OBJECTS("STRING_OBJECTS", 0, -1),
  NEGATIVE_CLASSES("CLASSES", 0, -1),
  NEGATIVE_FIELDS("CLASSES", 1, -1),
  NEGATIVE_UNITS("UNITS", 0, -1),
  NEGATIVE_INSTANCES("INSTANCES", 0, -1),
  NEGATIVE_ARRAYS("ARRAYS", 0, Integer.MIN_VALUE),
  NEGATIVE_SYMBOLS("SYMBOLS", 0, -1),
  NEGATIVE_RECIPES("RECIPES", 0, -1),
  NEGATIVE_STATICS("STATICS", 0, -1),
  NEGATIVE_RESEED("RESEED", 0, Integer.MIN_VALUE),
  NEGATIVE_GUARDS("GUARDS", 0, -1),

  DANGLING_STATIC(Form.CHANGED, HeapDamage::danglingStatic, "contradicts"),
  DANGLING_FIELD(Form.CHANGED, HeapDamage::danglingField, "contradicts"),
  DANGLING_ELEMENT(Form.CHANGED, HeapDamage::danglingElement, "contradicts"),
  DANGLING_COLLECTION(Form.CHANGED, HeapDamage::danglingCollection, "contradicts"),
  DANGLING_NAME(Form.CHANGED, HeapDamage::danglingName, "contradicts"),
  DANGLING_CLASS(Form.CHANGED, HeapDamage::danglingClass, "contradicts"),
  WRONG_COLLECTION(Form.CHANGED, HeapDamage::wrongCollection, "contradicts"),
  WRONG_BOOLEAN(Form.CHANGED, HeapDamage::wrongBoolean, "contradicts"),
  NEGATIVE_LENGTH(Form.CHANGED, HeapDamage::negativeLength, "contradicts"),
  HUGE_LENGTH(Form.CHANGED, HeapDamage::hugeLength, "contradicts"),
  DECREASING_STARTS(Form.CHANGED, HeapDamage::decreasingStarts, "contradicts"),
  FEWER_ROWS(Form.CHANGED, HeapDamage::fewerRows, "contradicts"),
  UNKNOWN_RECIPE(Form.CHANGED, HeapDamage::unknownRecipe, "contradicts"),
  LATER_ARGUMENT(Form.CHANGED, HeapDamage::laterArgument, "contradicts"),
  UNKNOWN_CALL(Form.CHANGED, HeapDamage::unknownCall, "a call of the JDK failed"),
  DANGLING_CALL(Form.CHANGED, HeapDamage::danglingCall, "contradicts"),
  UNKNOWN_SYMBOL(Form.CHANGED, HeapDamage::unknownSymbol, "contradicts"),
  UNKNOWN_GUARD(Form.CHANGED, HeapDamage::unknownGuard, "contradicts"),
  UNKNOWN_UNIT(Form.CHANGED, HeapDamage::unknownUnit, "contradicts"),
  LATE_AT_BOOT(Form.CHANGED, HeapDamage::lateAtBoot, "contradicts"),
  MISSING_CLASS(Form.CHANGED, HeapDamage::missingClass, "cannot be loaded"),
  WRONG_FIELD_TYPE(Form.CHANGED, HeapDamage::wrongFieldType, "not what it was at build");

  /** What of the file is left. */
  private enum Form {
    /** No program can be started from it. */
    GONE,
    /** Bits of the heap are flipped, checksums are not made right. */
    FLIPPED,
    /** Numbers of the header or of sections are changed, checksums made right. */
    CHANGED,
    /** Numbers of the section table are changed, the checksum of the header made right. */
    TABLE
  }

  private final Form form;
  private final UnaryOperator<byte[]> damage;
  private final List<String> words;

  /** The file as a whole is another. */
  InvalidImage(String word, UnaryOperator<byte[]> damage) {
    this.form = Form.GONE;
    this.damage = damage;
    this.words = List.of(word);
  }

  InvalidImage(Form form, Consumer<HeapEdit> change, String... words) {
    this.form = form;
    this.damage = image -> changed(form, image, change);
    this.words = List.of(words);
  }

  /** A bit of a section is flipped. */
  InvalidImage(String section) {
    this(
        Form.TABLE,
        edit -> {
          // An empty section has no bit but those of its checksum.
          boolean empty = edit.length(section) == 0;
          edit.flip(empty ? edit.entry(section) + 4 : edit.start(section), 0);
        },
        "section",
        "damaged",
        section);
  }

  /** A count of a section is another. */
  InvalidImage(String section, int word, int value) {
    this(Form.CHANGED, edit -> edit.word(section, word, value), "contradicts", section);
  }

  /**
   * The damaged bytes.
   *
   * @return empty when the image has nothing of the kind to damage
   * @throws IllegalStateException for {@link #MISSING}, which has no bytes
   */
  public Optional<byte[]> damage(byte[] valid) {
    try {
      return Optional.of(damage.apply(valid));
    } catch (IllegalArgumentException nothingToDamage) {
      return Optional.empty();
    }
  }

  /**
   * Writes a damaged copy of an image. For {@link #MISSING} nothing is there afterwards.
   *
   * @return whether the image has something of the kind to damage
   */
  public boolean write(Path valid, Path damaged) throws IOException {
    if (this == MISSING) {
      Files.deleteIfExists(damaged);
      return true;
    }
    Optional<byte[]> bytes = damage(Files.readAllBytes(valid));
    if (bytes.isPresent()) {
      Files.write(damaged, bytes.get());
    }
    return bytes.isPresent();
  }

  /**
   * Whether the damaged file still is a jar from which the program starts; otherwise it can only be
   * named by {@code -Dsnapshot} beside the valid file on the class path.
   */
  public boolean isStartable() {
    return form != Form.GONE;
  }

  /** What the line must hold that says why the image is not used; case matters. */
  public List<String> words() {
    return words;
  }

  private static byte[] changed(Form form, byte[] image, Consumer<HeapEdit> change) {
    HeapEdit edit = new HeapEdit(image);
    change.accept(edit);
    return switch (form) {
      case CHANGED -> edit.finish();
      case TABLE -> edit.finishHeader();
      default -> edit.bytes();
    };
  }

  private static byte[] truncated(byte[] image, int heapBytes) {
    return Arrays.copyOf(image, new HeapEdit(image).heapOffset() + heapBytes);
  }

  private static byte[] missing(byte[] image) {
    throw new IllegalStateException("a file that is not there has no bytes");
  }

  private static byte[] unfinished(byte[] image) {
    byte[] unfinished = image.clone();
    unfinished[0] = 0;
    return unfinished;
  }

  /** The second entry has another name. */
  private static byte[] foreignZip(byte[] image) {
    String text = new String(image, StandardCharsets.ISO_8859_1);
    return text.replace("META-INF/snapshot/heap", "META-INF/another/thing")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
