package org.heapsnapshot.testkit.graph;

import java.util.HashMap;

/** The program's classes in generated graphs. */
public final class GraphTypes {
  private GraphTypes() {}

  /** A field of every kind. Not a key: its hash is its identity. */
  public static class Node {
    boolean flag;
    byte tiny;
    short small;
    char letter;
    int number;
    long wide;
    float real;
    double precise;
    String text;
    Object first;
    Object second;
    Object[] array;
    Node node;
  }

  /** Adds fields to those of its superclass and hides one of them. */
  public static final class SubNode extends Node {
    Object first;
    long more;
    final Inner inner = new Inner();

    /** Knows its outer object. */
    final class Inner {
      Object held;
    }
  }

  /** A key whose hash is made of two other keys. */
  public record Couple(Object left, Object right) {}

  /** A key of primitive values. */
  public record Numbers(int number, long wide, double precise, char letter) {}

  /** A key that counts its hashes; equal by a value. */
  public static final class Counted {
    final Object value;
    transient int hashed;

    Counted(Object value) {
      this.value = value;
    }

    @Override
    public int hashCode() {
      hashed = 1;
      return value.hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Counted that && value.equals(that.value);
    }
  }

  /** An enum with bodies. */
  public enum Shade {
    DARK {
      @Override
      int depth() {
        return 9;
      }
    },
    MIDDLE,
    LIGHT;

    int depth() {
      return 1;
    }
  }

  /** A program's own map. */
  public static final class NamedMap extends HashMap<Object, Object> {
    private static final long serialVersionUID = 1L;
    String name;
    transient Object owner;
  }
}
