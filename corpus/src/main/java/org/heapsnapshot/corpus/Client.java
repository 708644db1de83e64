package org.heapsnapshot.corpus;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * What a server of the corpus is there for: waits until it answers, asks one thing, ends it.
 *
 * <p>Thread-safety: {@link #run} on one thread; {@link #answer} once that has ended.
 */
final class Client implements Runnable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long PAUSE_MILLIS = 20;

  private final Program.Server server;
  private final String root;
  private volatile String answer = "";

  Client(Program.Server server, int port) {
    this.server = server;
    this.root = "http://127.0.0.1:" + port;
  }

  /** Status, content type and body of the answer; or why there was none. */
  String answer() {
    return answer;
  }

  @Override
  public void run() {
    HttpClient http = HttpClient.newHttpClient();
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (answer.isEmpty()) {
        try {
          HttpRequest get = HttpRequest.newBuilder(URI.create(root + server.request())).build();
          answer = text(http.send(get, BodyHandlers.ofString()));
        } catch (IOException e) {
          if (System.nanoTime() > end) {
            answer = "no answer: " + e;
          }
          Thread.sleep(PAUSE_MILLIS);
        }
      }
      HttpRequest stop =
          HttpRequest.newBuilder(URI.create(root + server.stop()))
              .POST(BodyPublishers.noBody())
              .build();
      http.send(stop, BodyHandlers.discarding());
    } catch (IOException e) {
      // It ended before it had said so: its exit code and output tell whether it did so rightly.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String text(HttpResponse<String> response) {
    String type = response.headers().firstValue("content-type").orElse("no content type");
    return response.statusCode() + " " + type + "\n" + response.body() + "\n";
  }
}
