package org.heapsnapshot.core.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.core.observe.Conviction;
import org.heapsnapshot.hooks.InitializerStack;

/**
 * File systems that initializers open over jars of the program, by URI. One that is closed when the
 * outermost initializer ends was a way to read an input of the build, and no effect; another stays
 * registered in the JDK, where no image holds it and other code finds it. Thread-safe. No lambdas,
 * as in {@link ObserveSink}.
 */
final class OpenedArchives {
  private static final class Opening {
    final String display;
    final List<String> evidence;
    final Set<String> initializers = new LinkedHashSet<>();

    Opening(String display, List<String> evidence) {
      this.display = display;
      this.evidence = evidence;
    }
  }

  private final Map<URI, Opening> openings = new LinkedHashMap<>();

  /**
   * Called before a file system is opened.
   *
   * @return false when it is registered already: whoever did that has left it so
   */
  synchronized boolean opening(
      URI uri, Effects.Effect effect, Attribution attribution, InitializerStack stack) {
    Opening opening = openings.get(uri);
    if (opening == null) {
      if (isOpen(uri)) {
        return false;
      }
      opening = new Opening(effect.display(), attribution.evidence());
      openings.put(uri, opening);
    }
    for (int i = 0; i < stack.depth(); i++) {
      opening.initializers.add(stack.name(i));
    }
    return true;
  }

  /**
   * Called when the outermost initializer ends; forgets what it answered, and closes it, so that
   * the next initializer finds what it would find without this one.
   */
  synchronized List<Conviction> leftOpen() {
    List<Conviction> result = new ArrayList<>();
    for (Map.Entry<URI, Opening> e : openings.entrySet()) {
      if (!isOpen(e.getKey())) {
        continue;
      }
      close(e.getKey());
      Opening opening = e.getValue();
      String what = "its initializer leaves a file system open: " + opening.display;
      for (String name : opening.initializers) {
        result.add(new Conviction(name, "EFFECT", what, opening.evidence, "", ""));
      }
    }
    openings.clear();
    return result;
  }

  private static void close(URI uri) {
    try {
      FileSystems.getFileSystem(uri).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOpen(URI uri) {
    try {
      FileSystem found = FileSystems.getFileSystem(uri);
      return found.isOpen();
    } catch (FileSystemNotFoundException e) {
      return false;
    }
  }
}
