package org.heapsnapshot.testkit.programs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Prints what its arguments ask for, one line each: {@code file:PATH} the contents of a file
 * (relative to the working directory), {@code property:NAME} a system property, {@code write:PATH}
 * writes a file, anything else the argument itself.
 */
public final class Args {
  private static final Map<String, Answer> ANSWERS = new LinkedHashMap<>();

  static {
    ANSWERS.put("file:", name -> Files.readString(Path.of(name)).strip());
    ANSWERS.put("property:", System::getProperty);
    ANSWERS.put("write:", name -> Files.writeString(Path.of(name), "written\n").toString());
  }

  private Args() {}

  interface Answer {
    String to(String name) throws IOException;
  }

  public static void main(String[] args) throws IOException {
    System.out.println("arguments " + args.length);
    for (String argument : args) {
      System.out.println(answer(argument));
    }
  }

  private static String answer(String argument) throws IOException {
    for (Map.Entry<String, Answer> entry : ANSWERS.entrySet()) {
      String prefix = entry.getKey();
      if (argument.startsWith(prefix)) {
        return argument + "=" + entry.getValue().to(argument.substring(prefix.length()));
      }
    }
    return "argument " + argument;
  }
}
