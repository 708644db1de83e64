package org.heapsnapshot.extension.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import clojure.lang.Namespace;
import clojure.lang.Symbol;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.heapsnapshot.extension.clojure.NamespaceInitializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Clojure does before a program begins is preloaded, but not what the user has it do. */
class NamespaceInitializerTest {
  private static final Symbol USER = Symbol.intern("user");

  private final NamespaceInitializer initializer = new NamespaceInitializer();

  @TempDir private Path directory;

  @Test
  void shouldMakeTheNamespaceOfTheUserButNotRunItsScript() throws Exception {
    Files.writeString(
        directory.resolve("user.clj"), "(System/setProperty \"user.script\" \"has run\")");
    Thread thread = Thread.currentThread();
    ClassLoader own = thread.getContextClassLoader();
    URL[] urls = {directory.toUri().toURL()};
    try (URLClassLoader withScript = new URLClassLoader(urls, own)) {
      thread.setContextClassLoader(withScript);
      initializer.preload("user,clojure.set");
    } finally {
      thread.setContextClassLoader(own);
    }
    assertNull(System.getProperty("user.script"));
    assertNotNull(Namespace.find(Symbol.intern("clojure.set")));
    assertNull(Namespace.find(USER));

    initializer.preload("user");
    assertNotNull(Namespace.find(USER).getMapping(Symbol.intern("map")));
    assertNull(System.getProperty("user.script"));
  }

  @Test
  void shouldSayWhatItLooksAt() {
    assertEquals("clojure.server", initializer.propertiesOf("clojure.lang.RT"));
    assertEquals("clojure.compiler.", initializer.propertiesOf("clojure.lang.Compiler"));
    assertNull(initializer.propertiesOf("user"));
    assertEquals("clojure.lang.RT", initializer.firstClass("clojure.set"));
  }
}
