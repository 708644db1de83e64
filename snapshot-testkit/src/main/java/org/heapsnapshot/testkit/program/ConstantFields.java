package org.heapsnapshot.testkit.program;

import java.lang.reflect.Field;

/**
 * Fields with a ConstantValue attribute (JVMS 4.7.2), which the JVM sets before any initializer.
 */
final class ConstantFields {
  static final int NUMBER = 123_456;
  static final long WIDE = 1L << 40;
  static final double FRACTION = 0.125;
  static final char LETTER = 'λ';
  static final String TEXT = "constant text";
  static final String COMPUTED = new StringBuilder(TEXT).reverse().toString();

  private ConstantFields() {}

  static void check(Checks checks) throws ReflectiveOperationException {
    checks.equal("int", 123_456, read("NUMBER"));
    checks.equal("long", 1L << 40, read("WIDE"));
    checks.equal("double", 0.125, read("FRACTION"));
    checks.equal("char", 'λ', read("LETTER"));
    checks.same("string is the literal", "constant text", read("TEXT"));
    checks.equal("computed beside constants", "txet tnatsnoc", read("COMPUTED"));
  }

  private static Object read(String name) throws ReflectiveOperationException {
    Field field = ConstantFields.class.getDeclaredField(name);
    return field.get(null);
  }
}
