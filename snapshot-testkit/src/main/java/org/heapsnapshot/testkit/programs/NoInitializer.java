package org.heapsnapshot.testkit.programs;

import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A main class without an initializer, serializable, without a declared {@code serialVersionUID}:
 * it prints the default one, which an added initializer would change.
 */
@SuppressWarnings("serial") // the default serialVersionUID is what is tested
public class NoInitializer implements Serializable {
  public static void main(String[] args) {
    System.out.println(
        "uid " + ObjectStreamClass.lookup(NoInitializer.class).getSerialVersionUID());
    System.out.println("state " + State.LIST);
  }

  static final class State {
    static final List<String> LIST = new ArrayList<>(List.of("built", "early"));

    private State() {}
  }
}
