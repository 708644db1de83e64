package org.heapsnapshot.core.classpath;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.heapsnapshot.core.SnapshotException;

/** Refuses a main class that the class path does not have, and names what may have been meant. */
final class MainClassCheck {
  private static final int MOST_SUGGESTIONS = 3;
  private static final int NEAR = 2;

  private MainClassCheck() {}

  static void check(ClassPath classPath, int feature) {
    String main = classPath.mainClass();
    try (ClassFiles files = ClassFiles.open(classPath, feature)) {
      if (files.hasClass(main)) {
        return;
      }
      List<String> near = near(main.replace('/', '.'), files);
      throw new SnapshotException(
          "main class "
              + main
              + " is not on the class path ("
              + (classPath.entries().size() == 1
                  ? classPath.entries().get(0)
                  : classPath.entries().size()
                      + " entries, the first "
                      + classPath.entries().get(0))
              + ")"
              + (near.isEmpty()
                  ? "; check --main"
                  : "; did you mean " + String.join(", ", near) + "?"));
    }
  }

  private static List<String> near(String wanted, ClassFiles files) {
    String simple = simple(wanted);
    List<String> near = new ArrayList<>();
    for (int pass = 0; pass < 3 && near.size() < MOST_SUGGESTIONS; pass++) {
      for (String name : files.classNames()) {
        boolean matches =
            switch (pass) {
              case 0 -> name.equalsIgnoreCase(wanted);
              case 1 -> simple(name).equals(simple);
              default ->
                  distance(
                          simple(name).toLowerCase(Locale.ROOT),
                          simple.toLowerCase(Locale.ROOT),
                          NEAR)
                      <= NEAR;
            };
        if (matches && !near.contains(name) && near.size() < MOST_SUGGESTIONS) {
          near.add(name);
        }
      }
    }
    return near;
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** Levenshtein distance, or something above {@code limit} when it is above. */
  private static int distance(String a, String b, int limit) {
    if (Math.abs(a.length() - b.length()) > limit) {
      return limit + 1;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
