package org.heapsnapshot.testkit.programs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Prints {@code READY}, then answers each line of standard input: {@code stop} ends it with exit
 * code 0; at the end of the input it waits for ever, as a server does whose input is closed.
 */
public final class Server {
  private static final Map<String, String> ANSWERS = new HashMap<>();

  static {
    ANSWERS.put("ping", "pong");
    ANSWERS.put("stop", "stopping");
  }

  private Server() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    System.out.println("READY");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(ANSWERS.getOrDefault(line, "unknown " + line));
      if (line.equals("stop")) {
        return;
      }
    }
    new CountDownLatch(1).await();
  }
}
