package org.heapsnapshot.testkit.program;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers of any size. */
final class BigNumbers {
  static final BigInteger FACTOR = new BigInteger("123456789012345678901234567890");
  static final BigInteger NEGATIVE = FACTOR.negate().pow(3);
  static final BigInteger SMALL = BigInteger.valueOf(7);
  static final BigInteger CONSTANT = BigInteger.valueOf(1);
  static final BigDecimal DECIMAL = new BigDecimal("-12.3400");
  static final BigDecimal LARGE = new BigDecimal(FACTOR, 10);
  static final MathContext CONTEXT = new MathContext(5, RoundingMode.HALF_DOWN);

  private BigNumbers() {}

  static void check(Checks checks) {
    checks.equal("integer", "123456789012345678901234567890", FACTOR.toString());
    checks.equal("power", FACTOR.multiply(FACTOR).multiply(FACTOR).negate(), NEGATIVE);
    checks.equal("hash", new BigInteger(FACTOR.toByteArray()).hashCode(), FACTOR.hashCode());
    checks.same("cached", BigInteger.valueOf(7), SMALL);
    checks.same("constant", BigInteger.ONE, CONSTANT);
    checks.equal("decimal", "-12.3400", DECIMAL.toPlainString());
    checks.equal("arithmetic", new BigDecimal("-24.6800"), DECIMAL.add(DECIMAL));
    checks.equal("scale", 10, LARGE.scale());
    checks.equal("context", "1.2346E+19", LARGE.round(CONTEXT).toString());
  }
}
