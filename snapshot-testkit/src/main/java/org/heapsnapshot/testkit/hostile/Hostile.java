package org.heapsnapshot.testkit.hostile;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a build must find out about the initializer of a fixture. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Hostile {
  /** The verdict. */
  Expected verdict() default Expected.RUN_TIME;

  /** The cause of the verdict, such as {@code EFFECT}; empty where several are right. */
  String cause() default "";

  /** What the reason or its evidence must contain. */
  String reason() default "";

  /** The nets that catch it, each on its own. */
  Net[] nets() default {};

  /** Whether the line it prints differs between any two starts. */
  boolean random() default false;

  /** Verdicts. */
  enum Expected {
    BUILD_TIME,
    RUN_TIME,
    /** Both are right; how much is restored may grow. What the program prints decides. */
    EITHER
  }

  /** What finds it. */
  enum Net {
    EFFECTS,
    PERTURBATION,
    HEAP,
    WRITES,
    REHEARSAL
  }
}
