package org.heapsnapshot.testkit.program;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/** Reflective objects and handles as state: none of them can be copied field by field. */
final class Reflection {
  static final Method METHOD;
  static final Field FIELD;
  static final Constructor<Target> CONSTRUCTOR;
  static final MethodHandle HANDLE;
  static final VarHandle VARIABLE;

  static {
    try {
      METHOD = Target.class.getDeclaredMethod("twice");
      FIELD = Target.class.getDeclaredField("number");
      CONSTRUCTOR = Target.class.getDeclaredConstructor(int.class);
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      HANDLE = lookup.findVirtual(Target.class, "twice", MethodType.methodType(int.class));
      VARIABLE = lookup.findVarHandle(Target.class, "number", int.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private Reflection() {}

  static final class Target {
    volatile int number;

    Target(int number) {
      this.number = number;
    }

    int twice() {
      return 2 * number;
    }
  }

  static void check(Checks checks) throws Throwable {
    Target target = CONSTRUCTOR.newInstance(4);
    checks.equal("method", 8, METHOD.invoke(target));
    FIELD.setInt(target, 5);
    checks.equal("field", 10, target.twice());
    checks.equal("method handle", 10, (int) HANDLE.invokeExact(target));
    checks.that("var handle", VARIABLE.compareAndSet(target, 5, 6) && target.number == 6);
    checks.equal("equal to a new look-up", Target.class.getDeclaredMethod("twice"), METHOD);
  }
}
