package org.heapsnapshot.testkit.programs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A little of everything that an image can hold, so that there is something of each section to
 * damage: strings, boxes, arrays of references and of primitives, a boolean field, a recipe, a
 * call, a stable and an unstable table, a guard, a class whose initializer reads the clock, and two
 * classes that need each other, which are restored before main. Prints its state, the resource
 * {@code note.txt} when the class path has one, and each argument.
 */
public final class Furnished {
  private static final Map<String, Integer> SIZES = new HashMap<>();
  private static final Map<Object, String> BY_IDENTITY = new IdentityHashMap<>();
  private static final List<Chair> CHAIRS = new ArrayList<>();
  private static final Pattern WORD = Pattern.compile("[a-z]+");
  private static final Comparator<String> BY_LENGTH = Comparator.comparing(String::length);
  private static final long[] SQUARES = new long[100];
  private static final String COLOUR = System.getProperty("furnished.colour", "none");

  static {
    for (int i = 0; i < SQUARES.length; i++) {
      SQUARES[i] = (long) i * i;
    }
    for (String name : List.of("stool", "bench", "throne")) {
      Chair chair = new Chair(name, name.length() > 5);
      CHAIRS.add(chair);
      SIZES.put(name, name.length());
      BY_IDENTITY.put(chair, name);
    }
  }

  private Furnished() {}

  private static final class Chair {
    final String name;
    final boolean soft;

    Chair(String name, boolean soft) {
      this.name = name;
      this.soft = soft;
    }
  }

  /** With {@link Lid} one boot unit: each has an instance of the other. */
  private static final class Pot {
    static final Lid LID = new Lid();
    final int litres;

    private Pot(int litres) {
      this.litres = litres;
    }
  }

  private static final class Lid {
    static final Pot POT = new Pot(SQUARES.length);

    private Lid() {}
  }

  /** Its initializer must run at every start. */
  private static final class Clock {
    static final long START = System.nanoTime() - 1;

    private Clock() {}
  }

  public static void main(String[] args) throws IOException {
    for (Chair chair : CHAIRS) {
      System.out.println(
          chair.name
              + (chair.soft ? " soft " : " hard ")
              + SIZES.get(chair.name)
              + " known as "
              + BY_IDENTITY.get(chair));
    }
    System.out.println("squares " + SQUARES[99] + " word " + WORD.matcher("bench").matches());
    System.out.println("length " + BY_LENGTH.compare("bench", "throne"));
    System.out.println("pot " + Lid.POT.litres + " lid " + (Pot.LID != null));
    System.out.println("colour " + COLOUR + " time " + (Clock.START - System.nanoTime() <= 0));
    try (InputStream note = Furnished.class.getResourceAsStream("/note.txt")) {
      System.out.println(
          "note "
              + (note == null ? "none" : new String(note.readAllBytes(), StandardCharsets.UTF_8)));
    }
    for (String argument : args) {
      System.out.println("argument " + argument);
    }
  }
}
