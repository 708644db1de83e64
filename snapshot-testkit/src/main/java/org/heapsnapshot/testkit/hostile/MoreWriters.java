package org.heapsnapshot.testkit.hostile;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.heapsnapshot.testkit.hostile.Hostile.Expected;
import org.heapsnapshot.testkit.hostile.Hostile.Net;

/** The same through others: nested initializers, superclasses, several registries. */
final class MoreWriters {
  private MoreWriters() {}

  static final class Registry {
    static final Set<String> NAMES = new HashSet<>();

    private Registry() {}

    static void add(String name) {
      NAMES.add(name);
    }
  }

  /** The entry is made by an initializer that this one runs. */
  @Hostile(cause = "REACHES", reason = "Inner", nets = Net.WRITES)
  static final class Outer {
    static final String NAME = Inner.NAME;

    static void touch() {}
  }

  @Hostile(cause = "WRITES", reason = "Registry", nets = Net.WRITES)
  static final class Inner {
    static final String NAME = "inner".concat("most");

    static {
      Registry.add(NAME);
    }
  }

  /** It runs the initializer of the registry itself, and writes when that is done. */
  static final class FreshRegistry {
    static final Set<String> NAMES = new HashSet<>();

    private FreshRegistry() {}
  }

  @Hostile(cause = "WRITES", reason = "FreshRegistry", nets = Net.WRITES)
  static final class FirstUser {
    static {
      FreshRegistry.NAMES.add("first user");
    }

    static void touch() {}
  }

  static class Plugin {
    Plugin(String name) {
      Registry.add(name);
    }
  }

  /** The constructor that registers is inherited. */
  @Hostile(cause = "WRITES", reason = "Registry", nets = Net.WRITES)
  static final class ByConstructor extends Plugin {
    static final Plugin ONLY = new ByConstructor();

    private ByConstructor() {
      super("by constructor");
    }

    static void touch() {}
  }

  /** Fills a registry of its own through a class it runs: whoever has one has the other. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class OwnRegistry {
    static final Set<String> NAMES = new HashSet<>();
    static final String FIRST = OwnEntry.NAME;
  }

  @Hostile(verdict = Expected.EITHER)
  static final class OwnEntry {
    static final String NAME = "entry".concat("!");

    static {
      OwnRegistry.NAMES.add(NAME);
    }
  }

  /** Asks for what others remember of themselves. */
  static final class Remembering {
    static final Remembering ONLY = new Remembering();
    private int hash;

    @Override
    public int hashCode() {
      if (hash == 0) {
        hash = 31 * "remembered".length() + 7;
      }
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Remembering;
    }
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class AsksForHash {
    static final int HASH = Remembering.ONLY.hashCode();

    static void touch() {}
  }

  static Object written(Start start) {
    String seen = new TreeSet<>(FreshRegistry.NAMES) + " ";
    if (!start.shy()) {
      Outer.touch();
      FirstUser.touch();
      ByConstructor.touch();
      AsksForHash.touch();
    }
    return seen
        + new TreeSet<>(Registry.NAMES)
        + " "
        + new TreeSet<>(FreshRegistry.NAMES)
        + " "
        + OwnRegistry.NAMES
        + " "
        + Remembering.ONLY.hashCode();
  }
}
