package org.heapsnapshot.core.archive;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file of {@code -Dsnapshot.report}, as far as archives and comparisons are concerned. */
public final class StartReport {
  private StartReport() {}

  /**
   * Why a start did not restore its image; null when it did, or when there is no report because the
   * program is no image.
   */
  public static String fallbackOrNull(Path report) {
    if (!Files.exists(report)) {
      return null;
    }
    try {
      JsonObject json = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
      String outcome = text(json.get("outcome"));
      return outcome.equals("restored") ? null : outcome + ", " + text(json.get("reason"));
    } catch (IOException | JsonParseException | IllegalStateException e) {
      return "its report cannot be read: " + e;
    }
  }

  /**
   * Whether the JVM of a start used the archive that its flags name.
   *
   * @return false too when there is no report, or it names no archive
   */
  public static boolean archiveAccepted(Path report) {
    try {
      JsonObject json = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
      JsonElement accepted = json.get("archiveAccepted");
      return accepted != null && !accepted.isJsonNull() && accepted.getAsBoolean();
    } catch (IOException | JsonParseException | IllegalStateException e) {
      return false;
    }
  }

  private static String text(JsonElement element) {
    return element == null || element.isJsonNull() ? "no reason given" : element.getAsString();
  }
}
