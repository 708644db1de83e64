package org.heapsnapshot.core.closure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.TreeSet;
import org.heapsnapshot.core.fixture.Compiled;
import org.junit.jupiter.api.Test;

class SetPropertiesTest {
  @Test
  void shouldFindConstantNamesOutsideOfInitializers() {
    Set<String> names = new TreeSet<>();
    Compiled.of(
            """
            package a;
            public class Main {
              static final String KEY = "constant";
              static { System.setProperty("of an initializer", ""); }
              public static void main(String[] args) {
                System.setProperty("literal", args.length == 0 ? "a" : args[0].trim());
                String chosen = args.length == 1 ? "one" : "another";
                System.setProperty(chosen, "value");
                Runnable r = () -> System.setProperty(KEY, "value");
                System.setProperty(args[0], "computed");
                System.getProperty("read");
                new java.util.Properties().setProperty("of a table", "value");
                System.clearProperty("cleared");
                System.getProperties().setProperty("of all", "value");
                java.util.Properties all = System.getProperties();
                all.put("put", "value");
                all.remove("removed");
                new java.util.HashMap<String, String>().put("of a map", "value");
              }
            }
            """)
        .values()
        .forEach(file -> SetProperties.add(file, names));
    assertEquals(
        Set.of("literal", "one", "another", "constant", "cleared", "of all", "put", "removed"),
        names);
  }
}
