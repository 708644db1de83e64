package org.heapsnapshot.runtime.format;

/**
 * {@code kind} of a row of RESEED: the class whose table is rebuilt, and the fields that are set at
 * boot, whether or not they have a column.
 *
 * <pre>
 *   kind  class                                   set at boot
 *   1     java.util.HashMap                       table size threshold
 *   2     java.util.LinkedHashMap                 those of HashMap, head tail
 *   3     java.util.IdentityHashMap               table size
 *   4     java.util.WeakHashMap                   table size threshold queue
 *   5     java.util.concurrent.ConcurrentHashMap  table baseCount sizeCtl counterCells
 *   6     java.util.Hashtable                     table count threshold
 *   7     java.util.ImmutableCollections$SetN     elements size
 *   8     java.util.ImmutableCollections$MapN     table size
 *   9     the class of the object                 the fields without a column
 *   10    the class of the object                 the fields without a column
 *   11    java.lang.ClassValue                    hashCodeForCache identity
 * </pre>
 *
 * <p>A {@code threshold} that has a column tells the capacity of the new table; {@code loadFactor},
 * {@code accessOrder} and cached views are carried as any field is. The first entry of kind 9 is
 * the class of the handler that makes the object, the others are what it makes it of. The fields of
 * kind 10 are {@code int}s, and hold the identity hashes of the keys. The entries of kind 11 are
 * classes with their values, which the JDK keeps in the classes.
 */
public final class ReseedKind {
  public static final int HASH_MAP = 1;
  public static final int LINKED_HASH_MAP = 2;
  public static final int IDENTITY_HASH_MAP = 3;
  public static final int WEAK_HASH_MAP = 4;
  public static final int CONCURRENT_HASH_MAP = 5;
  public static final int HASHTABLE = 6;
  public static final int SET_N = 7;
  public static final int MAP_N = 8;

  /** Made by a {@link org.heapsnapshot.runtime.extension.Handler}. */
  public static final int HANDLED = 9;

  /** Not rebuilt: it holds identity hashes, as fields. */
  public static final int IDENTITY_HASH = 10;

  /** Values that the program computed for classes. */
  public static final int CLASS_VALUE = 11;

  /** The greatest kind. */
  public static final int LAST = CLASS_VALUE;

  private ReseedKind() {}
}
