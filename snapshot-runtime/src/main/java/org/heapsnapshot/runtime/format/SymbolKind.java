package org.heapsnapshot.runtime.format;

/**
 * {@code kind} of a row of SYMBOLS.
 *
 * <pre>
 *   kind  class                argument                                      the object is
 *   0     the class            0                                             the Class itself
 *   1     declaring JDK class  field, a static reference field               what the field holds
 *   2     JDK enum class       string                                        the constant
 *   3     box class            the value                                     valueOf(value)
 *   4     absent (-1)          0 boot (not used), 1 platform, 2 application  the class loader
 * </pre>
 */
public final class SymbolKind {
  public static final int CLASS = 0;
  public static final int STATIC_FIELD = 1;
  public static final int ENUM_CONSTANT = 2;
  public static final int BOX = 3;
  public static final int LOADER = 4;

  private SymbolKind() {}
}
