package org.heapsnapshot.runtime.format;

/** Ids of the sections, in the order in which they lie in the heap. */
public final class SectionId {
  public static final int FINGERPRINT = 1;
  public static final int STRINGS = 2;
  public static final int STRING_OBJECTS = 3;
  public static final int CLASSES = 4;
  public static final int UNITS = 5;
  public static final int INSTANCES = 6;
  public static final int ARRAYS = 7;
  public static final int PRIMITIVES = 8;
  public static final int SYMBOLS = 9;
  public static final int RECIPES = 10;
  public static final int STATICS = 11;
  public static final int RESEED = 12;
  public static final int GUARDS = 13;
  public static final int CONSTANTS = 14;
  public static final int METADATA = 15;
  public static final int MADE = 16;

  /** Number of sections in version 1. */
  public static final int COUNT = 16;

  private SectionId() {}

  /** The name of a section, for messages; {@code section N} when there is none of that id. */
  public static String name(int id) {
    switch (id) {
      case FINGERPRINT:
        return "FINGERPRINT";
      case STRINGS:
        return "STRINGS";
      case STRING_OBJECTS:
        return "STRING_OBJECTS";
      case CLASSES:
        return "CLASSES";
      case UNITS:
        return "UNITS";
      case INSTANCES:
        return "INSTANCES";
      case ARRAYS:
        return "ARRAYS";
      case PRIMITIVES:
        return "PRIMITIVES";
      case SYMBOLS:
        return "SYMBOLS";
      case RECIPES:
        return "RECIPES";
      case STATICS:
        return "STATICS";
      case RESEED:
        return "RESEED";
      case GUARDS:
        return "GUARDS";
      case CONSTANTS:
        return "CONSTANTS";
      case METADATA:
        return "METADATA";
      case MADE:
        return "MADE";
      default:
        return "section " + id;
    }
  }
}
