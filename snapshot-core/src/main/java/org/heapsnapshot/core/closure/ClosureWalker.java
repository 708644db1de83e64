package org.heapsnapshot.core.closure;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.core.classpath.ClassFiles;
import org.heapsnapshot.core.classpath.ClassPath;
import org.heapsnapshot.core.train.Profile;

/**
 * The stage <em>closure</em>: every class of the program that its entry points can reach.
 *
 * <p>Reached are the main class and a launcher agent; what a reached class names in its constant
 * pool, its supertypes among them; a class whose whole binary name is a string constant of a
 * reached class, as for {@code Class.forName}; the providers of a service once the service is
 * reached (of a service of the JDK at once, for the JDK asks for those); what the training runs
 * loaded; and what GraalVM metadata in the class path registers for reflection, once the condition
 * of the registration is reached.
 *
 * <p>A class file that cannot be read is reported and left alone.
 *
 * <p>Thread-safety: an instance is for one thread and one walk.
 */
public final class ClosureWalker {
  private final ClassPath classPath;
  private final ClassFiles files;
  private final Profile profile;

  private final Map<String, String> reasons = new LinkedHashMap<>();
  private final Map<String, String> unreadable = new LinkedHashMap<>();
  private final Deque<String> open = new ArrayDeque<>();

  /** What joins the closure once a class is reached, by that class. */
  private final Map<String, List<Waiting>> waiting = new HashMap<>();

  private record Waiting(String className, String reason) {}

  /**
   * A walk over one class path.
   *
   * @param profile what training found, or null
   */
  public ClosureWalker(ClassPath classPath, ClassFiles files, Profile profile) {
    this.classPath = classPath;
    this.files = files;
    this.profile = profile;
  }

  /** Walks the closure. The same inputs give the same product in the same order. */
  public Closure walk() {
    reach(classPath.mainClass(), "main class");
    String agent = classPath.manifestAttributes().get("Launcher-Agent-Class");
    if (agent != null) {
      reach(agent.trim(), "launcher agent named by the manifest");
    }
    drain();
    if (profile != null) {
      profile.loaded().forEach(name -> reach(name, "loaded in training"));
    }
    for (Registration service : ServiceFiles.read(files)) {
      reachOrWait(service);
    }
    NativeImageMetadata metadata = NativeImageMetadata.read(files);
    metadata.registrations().forEach(this::reachOrWait);
    unreadable.putAll(metadata.unreadable());
    drain();
    return new Closure(
        Collections.unmodifiableMap(reasons),
        Collections.unmodifiableMap(unreadable),
        metadata.runTimeHints());
  }

  private void reachOrWait(Registration registration) {
    String condition = registration.condition();
    if (condition == null || !files.hasClass(condition) || reasons.containsKey(condition)) {
      reach(registration.className(), registration.reason());
    } else {
      waiting
          .computeIfAbsent(condition, c -> new ArrayList<>())
          .add(new Waiting(registration.className(), registration.reason()));
    }
  }

  private void reach(String className, String reason) {
    if (files.hasClass(className)
        && !unreadable.containsKey(className)
        && reasons.putIfAbsent(className, reason) == null) {
      open.add(className);
    }
  }

  private void drain() {
    for (String name; (name = open.poll()) != null; ) {
      visit(name);
      for (Waiting later : waiting.getOrDefault(name, List.of())) {
        reach(later.className(), later.reason());
      }
    }
  }

  private void visit(String className) {
    try {
      ConstantPool pool = new ConstantPool(files.classBytes(className));
      if (!pool.thisClass().equals(className)) {
        throw new UnreadableClassException("holds the class " + pool.thisClass());
      }
      String named = "named in the constant pool of " + className;
      pool.forEachClassName(name -> reach(name, named));
      String text = "named by a string constant of " + className;
      pool.forEachString(
          string -> {
            if (string.indexOf('.') > 0) {
              reach(string, text);
            }
          });
    } catch (UnreadableClassException | IOException e) {
      // As if it had not been found: the JVM could not load it either.
      unreadable.put(className, where(className) + e.getMessage());
      reasons.remove(className);
    }
  }

  private String where(String className) {
    var resource = files.find(org.heapsnapshot.core.classpath.ClassPathResource.nameOf(className));
    return files.entries().get(resource.entry()).path().getFileName()
        + "!/"
        + resource.storedName()
        + ": ";
  }
}
