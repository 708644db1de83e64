package org.heapsnapshot.observed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicReference;

/** Initializers whose state cannot be carried, or is another in another environment. */
public final class Stateful {
  private Stateful() {}

  static final class HoldsThread {
    static final AtomicReference<Thread> NESTED = new AtomicReference<>(Thread.currentThread());
  }

  static final class HoldsRandom {
    static final Random RANDOM = new Random(1);
  }

  static final class HoldsZone {
    static final String ZONE = TimeZone.getDefault().getID();
  }

  static final class HoldsLocale {
    static final String LOCALE = Locale.getDefault().toLanguageTag();
  }

  static final class LowerCases {
    static final String LOWER = "TITLE".toLowerCase(Locale.getDefault());
  }

  static final class HoldsDirectory {
    static final String DIRECTORY = Path.of("").toAbsolutePath().toString();
  }

  static final class HoldsHash {
    static final String HASH = new Object().toString();
  }

  static final class HoldsOrder {
    static final List<String> ORDER = new ArrayList<>();

    private static final class Named {
      private final String name;

      Named(String name) {
        this.name = name;
      }
    }

    static {
      Set<Named> names = new HashSet<>();
      for (int i = 0; i < 50; i++) {
        names.add(new Named("name " + i));
      }
      names.forEach(HoldsOrder::add);
    }

    private static void add(Named named) {
      ORDER.add(named.name);
    }
  }

  /** Reaches the thread of another class; its own initializer is harmless. */
  static final class Borrower {
    static final Object BORROWED = Lender.THREAD;
  }

  static final class Lender {
    static final Thread THREAD = Thread.currentThread();
  }
}
