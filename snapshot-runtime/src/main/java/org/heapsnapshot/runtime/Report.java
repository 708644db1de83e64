package org.heapsnapshot.runtime;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.heapsnapshot.runtime.image.Image;
import org.heapsnapshot.runtime.image.Refusal;
import org.heapsnapshot.runtime.restore.Restoration;

/**
 * The file that the property {@code snapshot.report} names: one line of JSON.
 *
 * <pre>
 *   outcome         "restored", "fallback", "off"
 *   cause, reason   of a fallback: constant of LoadResult, and the line of the log; else null
 *   image           as -Dsnapshot names it, or null
 *   jdk             java.vm.version
 *   sharing         whether this JVM uses a class archive or AOT cache, be it the JDK's own
 *   archive         what -Dsnapshot.archive says, or null
 *   archiveAccepted whether that archive is in use (a refused one turns sharing off), or null
 *   millis          the whole boot
 *   phases          {name: milliseconds}
 *   classes         number of restored initializers, with
 *   lazyClasses     those that are restored when they are initialized
 *   objects         number of objects, with
 *   strings         those that are strings
 *   reseeded        number of collections that were rebuilt before main, with
 *   reseededEntries the entries that were put
 *   rehashedStable  number of collections rebuilt although their hash values are stable
 *   copiedHashed    number of hashed collections that came back before main without a rehash
 *   offsetsComputed whether field offsets were computed rather than taken from the image
 * </pre>
 *
 * <p>What a start did not reach is 0, or absent from {@code phases}.
 */
final class Report {
  private final StringBuilder json = new StringBuilder(512);

  private Report() {}

  /** Writes the report of a start without an image. */
  static void off() {
    Report report = new Report();
    report.outcome("off", null, null);
    report.finish();
  }

  /** Writes the report of a start with an image. */
  static void write(Boot boot, String outcome, Refusal refusal) {
    Report report = new Report();
    report.outcome(outcome, refusal, boot.path());
    report.raw("millis", Log.millis(System.nanoTime() - boot.startNanos()));
    report.phases(boot);
    if (boot.restoration() != null) {
      report.counts(boot.image(), boot.restoration(), refusal == null);
    }
    report.finish();
  }

  private void outcome(String outcome, Refusal refusal, String path) {
    json.append('{');
    text("outcome", outcome);
    text("cause", refusal == null ? null : refusal.result().name());
    text("reason", refusal == null ? null : refusal.getMessage());
    text("image", path);
    text("jdk", System.getProperty("java.vm.version"));
    String info = System.getProperty("java.vm.info", "");
    boolean sharing = info.contains("sharing") || info.contains("aot");
    raw("sharing", String.valueOf(sharing));
    String archive = System.getProperty("snapshot.archive");
    text("archive", archive);
    raw("archiveAccepted", archive == null ? "null" : String.valueOf(sharing));
  }

  private void phases(Boot boot) {
    name("phases");
    json.append('{');
    raw("read", Log.millis(boot.readNanos()));
    raw("check", Log.millis(boot.checkNanos()));
    if (boot.restoration() != null) {
      for (int i = 0; i < Restoration.phaseCount(); i++) {
        raw(Restoration.phaseName(i), Log.millis(boot.restoration().phaseNanos(i)));
      }
    }
    json.append('}');
  }

  private void counts(Image image, Restoration restoration, boolean restored) {
    raw("classes", String.valueOf(image.statics.classCount));
    raw("lazyClasses", String.valueOf(restored ? restoration.lazyClasses() : 0));
    raw("declinedClasses", String.valueOf(restored ? restoration.declinedClasses() : 0));
    text("declined", restored ? restoration.difference() : null);
    raw("objects", String.valueOf(image.objects.lastObject));
    raw("strings", String.valueOf(image.strings.objectCount));
    int reseeded = restoration.reseeded();
    raw("reseeded", String.valueOf(reseeded));
    raw("reseededEntries", String.valueOf(restoration.reseededEntries()));
    raw("rehashedStable", String.valueOf(Math.max(0, reseeded - image.reseeds.count)));
    raw("copiedHashed", String.valueOf(restored ? restoration.copiedHashed() : 0));
    raw("offsetsComputed", String.valueOf(restoration.offsetsComputed()));
  }

  private void finish() {
    json.append("}\n");
    String file = System.getProperty("snapshot.report");
    try (OutputStream out = new FileOutputStream(file)) {
      out.write(json.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      Log.warn("the report cannot be written: " + e.getMessage());
    }
  }

  private void text(String name, String value) {
    name(name);
    if (value == null) {
      json.append("null");
      return;
    }
    json.append('"');
    for (int i = 0; i < value.length(); i++) {
      escape(value.charAt(i));
    }
    json.append('"');
  }

  private void escape(char c) {
    if (c == '"' || c == '\\') {
      json.append('\\').append(c);
    } else if (c < ' ') {
      json.append("\\u00").append(c < 16 ? '0' : '1').append("0123456789abcdef".charAt(c & 15));
    } else {
      json.append(c);
    }
  }

  private void raw(String name, String value) {
    name(name);
    json.append(value);
  }

  private void name(String name) {
    if (json.charAt(json.length() - 1) != '{') {
      json.append(',');
    }
    json.append('"').append(name).append("\":");
  }
}
