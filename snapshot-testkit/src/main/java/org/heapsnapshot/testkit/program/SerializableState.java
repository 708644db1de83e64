package org.heapsnapshot.testkit.program;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * Serializable classes without a declared {@code serialVersionUID}: the default is computed from
 * the members of the class, initializer included, so adding one would change it. The number is
 * printed: a difference shows in the output.
 */
final class SerializableState {
  static final WithInitializer HELD = new WithInitializer("kept");

  private SerializableState() {}

  @SuppressWarnings("serial") // the default serialVersionUID is what is tested
  static class WithInitializer implements Serializable {
    static final Map<String, Integer> TABLE = new HashMap<>(Map.of("one", 1));

    final String text;

    WithInitializer(String text) {
      this.text = text;
    }

    int look(String key) {
      Runnable lambda = () -> TABLE.merge(key, 1, Integer::sum);
      lambda.run();
      return TABLE.get(key);
    }
  }

  @SuppressWarnings("serial") // the default serialVersionUID is what is tested
  static class WithoutInitializer implements Serializable {
    int number = 5;
  }

  @SuppressWarnings("serial") // the default serialVersionUID is what is tested
  enum Constant implements Serializable {
    ONLY
  }

  static void check(Checks checks) throws IOException, ClassNotFoundException {
    checks.that("uid " + uid(WithInitializer.class), true);
    checks.that("uid without initializer " + uid(WithoutInitializer.class), true);
    WithInitializer copy = (WithInitializer) copy(HELD);
    checks.that("copy", copy != HELD && copy.text.equals("kept"));
    checks.equal(
        "copy without initializer",
        5,
        ((WithoutInitializer) copy(new WithoutInitializer())).number);
    checks.same("enum copy", Constant.ONLY, copy(Constant.ONLY));
    checks.equal("lambda in a serializable class", 2, HELD.look("one"));
  }

  private static long uid(Class<?> type) {
    return ObjectStreamClass.lookup(type).getSerialVersionUID();
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
