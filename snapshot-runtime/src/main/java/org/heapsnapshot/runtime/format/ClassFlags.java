package org.heapsnapshot.runtime.format;

/**
 * {@code flags} of a row of CLASSES.
 *
 * <pre>
 *   31..10  9        8            7     6     5         4          3          2      1..0
 *   zero    loaders  placeholder  made  late  restored  instances  primitive  array  loader
 * </pre>
 */
public final class ClassFlags {
  public static final int LOADER_MASK = 3;
  public static final int LOADER_BOOT = 0;
  public static final int LOADER_PLATFORM = 1;

  /** The loader of the image. */
  public static final int LOADER_APPLICATION = 2;

  /** A class loader of the program, which section MADE names. */
  public static final int LOADER_PROGRAM = 3;

  public static final int ARRAY = 1 << 2;
  public static final int PRIMITIVE = 1 << 3;

  /** Instances of the class are carried. */
  public static final int INSTANCES = 1 << 4;

  /** The initializer of the class was restored. */
  public static final int RESTORED = 1 << 5;

  /**
   * A class of a boot unit that boot does not initialize: its initializer has something left to do
   * at the natural time of the class. It has no instances in boot units.
   */
  public static final int LATE = 1 << 6;

  /** The program made the class while it was observed: its class file is in section MADE. */
  public static final int MADE = 1 << 7;

  /** Instances of the class are placeholders, as {@link DeferredLayout} says. */
  public static final int PLACEHOLDER = 1 << 8;

  /** Instances of the class are class loaders: section MADE says how each is made. */
  public static final int LOADERS = 1 << 9;

  /** Every bit that has a meaning. */
  public static final int MASK = 0x3FF;

  private ClassFlags() {}
}
