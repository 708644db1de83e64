package org.heapsnapshot.testkit.programs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;

/** Class files from moulds, and what programs do with the classes that they define of them. */
final class Moulds {
  private Moulds() {}

  /** A class file from a mould, with as many letters in the place of its name. */
  static byte[] file(String... names) {
    try (InputStream in = Moulds.class.getResourceAsStream(names[0] + ".class")) {
      String file = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      for (int i = 0; i < names.length; i += 2) {
        String name = names[i + 1] + "$".repeat(names[i].length() - names[i + 1].length());
        file = file.replace("programs/" + names[i], "programs/" + name);
      }
      return file.getBytes(StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Object instance(Class<?> type, int number) {
    try {
      Object object = type.getConstructor().newInstance();
      type.getField("number").setInt(object, number);
      return object;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  static Method method(Class<?> type, String name) {
    try {
      return type.getMethod(name);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  static Constructor<?> constructor(Class<?> type) {
    try {
      return type.getConstructor();
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  static String text(Object object) throws ReflectiveOperationException {
    return (String) method(object.getClass(), "text").invoke(object);
  }
}
