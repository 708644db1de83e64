package org.heapsnapshot.testkit.programs;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Prints, a line each, what its initializers made to be unlike anything another process makes. No
 * two starts may print the same line.
 */
public final class Unique {
  private Unique() {}

  static final class Ids {
    static final UUID ID = UUID.randomUUID();
    static final String NAME = "node-" + ID;
  }

  static final class Seeds {
    static final long SEED = new Random().nextLong();
    static final long SPLIT = new SplittableRandom().nextLong();
    static final double ANY = Math.random();
    static final long OF_THREAD = ThreadLocalRandom.current().nextLong();
  }

  static final class Secrets {
    static final byte[] SALT = new byte[16];

    static {
      new SecureRandom().nextBytes(SALT);
    }
  }

  /** As drivers of databases number what they insert: time, process, a counter from anywhere. */
  static final class Machine {
    static final UUID ID =
        UUID.nameUUIDFromBytes(
            (System.nanoTime() + "@" + ProcessHandle.current().pid())
                .getBytes(StandardCharsets.UTF_8));
    static final AtomicInteger COUNTER = new AtomicInteger(new SecureRandom().nextInt());
  }

  static final class Temporary {
    static final Path PATH;
    static final File FILE;

    static {
      try {
        PATH = Files.createTempFile("unique", ".tmp");
        FILE = File.createTempFile("unique", ".tmp");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Draws once more for every value, from a generator it keeps. */
  static final class Generator {
    static final Random RANDOM = new Random();
    static final long FIRST = RANDOM.nextLong();
  }

  /** What the others make is in here, in another form. */
  static final class Derived {
    static final String KEY = Long.toHexString(Seeds.SEED ^ Ids.ID.getMostSignificantBits());
  }

  /** The same everywhere, so that there is something to restore. */
  static final class Table {
    static final int[] SQUARES = new int[100];

    static {
      for (int i = 0; i < SQUARES.length; i++) {
        SQUARES[i] = i * i;
      }
    }
  }

  public static void main(String[] args) throws IOException {
    Object[] unique = {
      Ids.ID,
      Ids.NAME,
      Seeds.SEED,
      Seeds.SPLIT,
      Seeds.ANY,
      Seeds.OF_THREAD,
      new java.math.BigInteger(Secrets.SALT),
      Machine.ID,
      Machine.COUNTER.incrementAndGet() + " of " + Machine.ID,
      Temporary.PATH.getFileName(),
      Temporary.FILE.getName(),
      Generator.FIRST,
      Generator.RANDOM.nextLong(),
      Derived.KEY
    };
    Files.delete(Temporary.PATH);
    Files.delete(Temporary.FILE.toPath());
    for (int i = 0; i < unique.length; i++) {
      System.out.println(Table.SQUARES[i] + ": " + unique[i]);
    }
  }
}
