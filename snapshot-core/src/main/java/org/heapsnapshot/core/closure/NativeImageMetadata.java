package org.heapsnapshot.core.closure;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.heapsnapshot.core.classpath.ClassFiles;
import org.heapsnapshot.core.classpath.ClassPathResource;

/**
 * What library authors tell GraalVM in {@code META-INF/native-image}: the classes they use by
 * reflection ({@code reflect-config.json}, {@code jni-config.json}, {@code
 * reachability-metadata.json}), and the initializers that must not run at build time ({@code
 * native-image.properties}). Source: GraalVM reference manual, "Reachability Metadata" and "Native
 * Image Build Configuration".
 *
 * <p>Such files are hints: one that cannot be parsed is reported and left alone.
 */
final class NativeImageMetadata {
  private static final String DIRECTORY = "META-INF/native-image/";
  private static final String AT_RUN_TIME = "--initialize-at-run-time=";

  private final ClassFiles files;
  private final List<Registration> registrations = new ArrayList<>();
  private final Map<String, String> runTimeHints = new LinkedHashMap<>();
  private final Map<String, String> unreadable = new LinkedHashMap<>();

  private NativeImageMetadata(ClassFiles files) {
    this.files = files;
  }

  static NativeImageMetadata read(ClassFiles files) {
    NativeImageMetadata metadata = new NativeImageMetadata(files);
    for (ClassPathResource first : files.resources()) {
      if (first.name().startsWith(DIRECTORY) && !first.isDirectory()) {
        files.findAll(first.name()).forEach(metadata::readFile);
      }
    }
    return metadata;
  }

  /** Classes registered for reflection, with the condition of the registration. */
  List<Registration> registrations() {
    return Collections.unmodifiableList(registrations);
  }

  /** As {@link Closure#runTimeHints}. */
  Map<String, String> runTimeHints() {
    return Collections.unmodifiableMap(runTimeHints);
  }

  /** Files that could not be parsed, with what is wrong. */
  Map<String, String> unreadable() {
    return Collections.unmodifiableMap(unreadable);
  }

  private void readFile(ClassPathResource file) {
    String name = file.name().substring(file.name().lastIndexOf('/') + 1);
    String where = files.entries().get(file.entry()).path().getFileName() + "!/" + file.name();
    try {
      switch (name) {
        case "reflect-config.json", "jni-config.json" -> registered(json(file), "name", where);
        case "reachability-metadata.json" -> {
          JsonObject root = json(file).getAsJsonObject();
          for (String section : List.of("reflection", "jni")) {
            if (root.has(section)) {
              registered(root.get(section), "type", where);
            }
          }
        }
        case "native-image.properties" -> properties(file, where);
        default -> {
          // Resources, proxies and the like name no classes.
        }
      }
    } catch (IOException | JsonParseException | IllegalStateException e) {
      unreadable.put(where, "not readable as GraalVM metadata: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      unreadable.put(where, "not readable as properties: " + e.getMessage());
    }
  }

  private JsonElement json(ClassPathResource file) throws IOException {
    return JsonParser.parseString(new String(files.read(file), StandardCharsets.UTF_8));
  }

  private void registered(JsonElement list, String key, String where) {
    JsonArray array = list.getAsJsonArray();
    for (JsonElement element : array) {
      JsonObject entry = element.getAsJsonObject();
      JsonElement type = entry.get(key);
      // A type may also be an object that describes a proxy.
      if (type != null && type.isJsonPrimitive()) {
        registrations.add(
            new Registration(
                type.getAsString(), condition(entry), "registered for reflection in " + where));
      }
    }
  }

  private static String condition(JsonObject entry) {
    if (!entry.has("condition")) {
      return null;
    }
    JsonObject condition = entry.get("condition").getAsJsonObject();
    for (String key : List.of("typeReached", "typeReachable")) {
      if (condition.has(key) && condition.get(key).isJsonPrimitive()) {
        return condition.get(key).getAsString();
      }
    }
    return null;
  }

  private void properties(ClassPathResource file, String where) throws IOException {
    Properties properties = new Properties();
    properties.load(new ByteArrayInputStream(files.read(file)));
    for (String argument : properties.getProperty("Args", "").trim().split("\\s+")) {
      if (argument.startsWith(AT_RUN_TIME)) {
        for (String name : argument.substring(AT_RUN_TIME.length()).split(",")) {
          hint(name.trim(), where);
        }
      }
    }
  }

  /** A name is a class, or the package of a class here; other names concern other programs. */
  private void hint(String name, String where) {
    if (files.hasClass(name)) {
      runTimeHints.putIfAbsent(name, where);
    } else if (!name.isEmpty() && isPackage(name + ".")) {
      runTimeHints.putIfAbsent(name + ".", where);
    }
  }

  private boolean isPackage(String prefix) {
    return files.classNames().stream().anyMatch(c -> c.startsWith(prefix));
  }
}
