package org.heapsnapshot.core.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.heapsnapshot.core.SnapshotException;

/**
 * Asks a server until its answer is right, then ends the server. Used from the thread that watches
 * the process; {@link #answer} and {@link #atNanos} once the process has ended.
 */
final class FirstAnswer {
  private static final long PAUSE_MILLIS = 2;
  private static final int PATIENCE_MILLIS = 10_000;

  private final BenchPlan.HttpQuestion question;
  private final URL url;
  private volatile String last = "no connection";
  private volatile String answer;
  private volatile long atNanos;

  FirstAnswer(BenchPlan.HttpQuestion question, String url) {
    this.question = question;
    try {
      this.url = new URL(url);
    } catch (IOException e) {
      throw new SnapshotException("no URL to ask: " + e.getMessage(), e);
    }
  }

  /** Status and body of the right answer, or null when there was none. */
  String answer() {
    return answer;
  }

  /** When it was there, as {@code System.nanoTime}. */
  long atNanos() {
    return atNanos;
  }

  /** What came instead, for a message. */
  String last() {
    return last;
  }

  /** Asks, and asks the process to end. */
  void watch(ProcessHandle process) {
    try {
      while (process.isAlive() && !ask()) {
        Thread.sleep(PAUSE_MILLIS);
      }
      process.destroy();
      process.onExit().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.TimeoutException e) {
      process.destroyForcibly();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("the end of a process does not fail", e);
    }
  }

  private boolean ask() {
    try {
      HttpURLConnection connection = (HttpURLConnection) url.openConnection();
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      connection.setRequestProperty("Connection", "close");
      int status = connection.getResponseCode();
      String body;
      try (InputStream in =
          status >= HttpURLConnection.HTTP_BAD_REQUEST
              ? connection.getErrorStream()
              : connection.getInputStream()) {
        body = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
      long now = System.nanoTime();
      last = "status " + status + ", body:\n" + body;
      if (status != question.status()
          || question.expect() != null && !question.expect().matcher(body).find()) {
        return false;
      }
      atNanos = now;
      answer = last;
      return true;
    } catch (IOException e) {
      return false; // not there yet
    }
  }
}
