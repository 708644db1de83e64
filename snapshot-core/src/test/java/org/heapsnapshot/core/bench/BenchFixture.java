package org.heapsnapshot.core.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** The program of {@link BenchTest}: what it does its arguments say. */
final class BenchFixture {
  private BenchFixture() {}

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "print" -> System.out.println(System.getProperty("word", "hello"));
      case "time" -> System.out.println(System.nanoTime());
      case "count" -> count(Path.of("count"), Path.of(args[1]));
      case "exit" -> System.exit(Integer.getInteger("code", 0));
      case "serve" -> serve(Integer.parseInt(args[1]));
      case "line" -> {
        System.out.println("ready");
        Thread.sleep(60_000);
      }
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  /** Says how often it ran in this directory, which must hold another file. */
  private static void count(Path file, Path needed) throws IOException {
    Files.readString(needed);
    int before = Files.exists(file) ? Integer.parseInt(Files.readString(file)) : 0;
    Files.writeString(file, Integer.toString(before + 1));
    System.out.println(before);
  }

  /** Answers rightly from the third time on. */
  private static void serve(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5);
    int[] asked = new int[1];
    server.createContext(
        "/",
        exchange -> {
          asked[0]++;
          byte[] body = (asked[0] < 3 ? "starting" : "up " + port).getBytes();
          exchange.sendResponseHeaders(asked[0] == 1 ? 503 : 200, body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
  }
}
