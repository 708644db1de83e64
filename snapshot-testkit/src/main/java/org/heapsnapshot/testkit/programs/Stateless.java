package org.heapsnapshot.testkit.programs;

/** Prints its arguments. No class of it has an initializer or a static field. */
public final class Stateless {
  private Stateless() {}

  public static void main(String[] args) {
    System.out.println("status " + System.getProperty("snapshot.status"));
    for (String argument : args) {
      System.out.println(argument);
    }
  }
}
