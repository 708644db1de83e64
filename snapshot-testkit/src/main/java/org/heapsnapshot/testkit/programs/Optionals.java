package org.heapsnapshot.testkit.programs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;

/**
 * Its initializers look for a resource, a class and services that are not there; prints what they
 * have found, as its arguments ask.
 */
public final class Optionals {
  /** A resource. */
  public static final String RESOURCE = "optional/settings.txt";

  /** A class. */
  public static final String CLASS = "optional.Extra";

  private Optionals() {}

  static final class Found {
    static final List<String> NAMES = new ArrayList<>();

    static {
      if (Optionals.class.getResource("/" + RESOURCE) != null) {
        NAMES.add("resource");
      }
      try {
        NAMES.add(Class.forName(CLASS).getName());
      } catch (ClassNotFoundException e) {
        NAMES.add("no class");
      }
      for (Runnable service : ServiceLoader.load(Runnable.class)) {
        NAMES.add(service.getClass().getName());
      }
    }
  }

  /** What it looks for depends on the language. */
  static final class Spoken {
    static final boolean FOUND =
        Optionals.class.getResource("/optional/words_" + Locale.getDefault().getLanguage()) != null;

    private Spoken() {}
  }

  /** Other jars than those of the program have one, too. */
  static final class Manifests {
    static final int COUNT = count("META-INF/MANIFEST.MF");

    private static int count(String name) {
      try {
        return Collections.list(ClassLoader.getSystemResources(name)).size();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Takes no arguments. */
  public static void main(String[] args) {
    System.out.println(Found.NAMES + " " + Spoken.FOUND + " " + Manifests.COUNT);
  }
}
