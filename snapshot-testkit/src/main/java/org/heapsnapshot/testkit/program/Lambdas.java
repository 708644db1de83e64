package org.heapsnapshot.testkit.program;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/** Lambdas and method references of program code held as state. */
final class Lambdas {
  static final IntUnaryOperator PLAIN = x -> x + 1;
  static final List<String> LOG = new ArrayList<>();
  static final Function<String, Integer> CAPTURING = capturing(new int[] {100});
  static final Supplier<List<String>> CONSTRUCTOR = ArrayList::new;
  static final Function<String, String> STATIC_METHOD = Lambdas::shout;
  static final BiFunction<String, String, String> INSTANCE_METHOD = String::concat;
  static final Runnable BOUND = LOG::clear;
  static final Supplier<Supplier<String>> NESTED = () -> () -> "inner";
  static final Function<Integer, int[]> ARRAY = int[]::new;
  static final WithDefault WIDER = () -> 20;
  static final Supplier<Supplier<String>> SAME_SITE = Lambdas::site;

  private Lambdas() {}

  /** Is a class as others are, with a serial form. */
  static final class Travelling {
    static final SerializableSupplier SERIALIZABLE = () -> "travelled";

    private Travelling() {}
  }

  interface SerializableSupplier extends Supplier<String>, Serializable {}

  interface WithDefault {
    int value();

    default int doubled() {
      return 2 * value();
    }
  }

  private static Function<String, Integer> capturing(int[] cells) {
    return text -> {
      cells[0] += text.length();
      LOG.add(text);
      return cells[0];
    };
  }

  private static String shout(String text) {
    return text + "!";
  }

  private static Supplier<String> site() {
    return () -> "one object for each site";
  }

  static void check(Checks checks) throws IOException, ClassNotFoundException {
    checks.equal("plain", 42, PLAIN.applyAsInt(41));
    CAPTURING.apply("abc");
    checks.equal("capturing", 105, CAPTURING.apply("de"));
    checks.equal("captured list", List.of("abc", "de"), LOG);
    BOUND.run();
    checks.that("bound receiver", LOG.isEmpty());
    checks.that("constructor", CONSTRUCTOR.get() != CONSTRUCTOR.get());
    checks.equal("static method", "hey!", STATIC_METHOD.apply("hey"));
    checks.equal("instance method", "ab", INSTANCE_METHOD.apply("a", "b"));
    checks.equal("nested", "inner", NESTED.get().get());
    checks.equal("array constructor", 3, ARRAY.apply(3).length);
    checks.equal("default method", 40, WIDER.doubled());
    checks.equal("composed", "hey!!", STATIC_METHOD.andThen(Lambdas::shout).apply("hey"));
    checks.same("one object for a site", SAME_SITE.get(), SAME_SITE.get());
    checks.equal("serialized", "travelled", ((Supplier<?>) copy(Travelling.SERIALIZABLE)).get());
  }

  private static Object copy(Object object) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }
}
