package org.heapsnapshot.core.rewrite;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles sources in memory. */
public final class Compiler {
  private Compiler() {}

  /** A source file, whose name is that of its first top-level class. */
  public record Source(String name, String text) {}

  /** Internal names to class files. */
  public static Map<String, byte[]> compile(int release, Source... sources) {
    return compile(List.of("--release", "" + release), sources);
  }

  /** As {@link #compile}, against the running JDK and all that it exports. */
  static Map<String, byte[]> compileHere(Source... sources) {
    return compile(List.of(), sources);
  }

  /** As {@link #compileHere}, with jars on the class path. */
  static Map<String, byte[]> compileAgainst(List<Path> jars, Source... sources) {
    String path = jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    return compile(List.of("--class-path", path), sources);
  }

  private static Map<String, byte[]> compile(List<String> target, Source... sources) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();
    List<JavaFileObject> units = new ArrayList<>();
    for (Source source : sources) {
      units.add(new SourceFile(source));
    }
    StringWriter messages = new StringWriter();
    JavaFileManager files =
        new ForwardingJavaFileManager<JavaFileManager>(
            javac.getStandardFileManager(null, null, null)) {
          @Override
          public JavaFileObject getJavaFileForOutput(
              Location where, String name, JavaFileObject.Kind kind, javax.tools.FileObject from) {
            return new ClassFile(name.replace('.', '/'), written);
          }
        };
    List<String> options = new ArrayList<>(List.of("-g", "-nowarn", "-proc:none"));
    options.addAll(target);
    boolean done = javac.getTask(messages, files, null, options, null, units).call();
    if (!done) {
      throw new IllegalArgumentException(messages.toString());
    }
    Map<String, byte[]> classFiles = new LinkedHashMap<>();
    written.forEach((name, bytes) -> classFiles.put(name, bytes.toByteArray()));
    return classFiles;
  }

  private static final class SourceFile extends SimpleJavaFileObject {
    private final String text;

    SourceFile(Source source) {
      super(URI.create("string:///" + source.name().replace('.', '/') + ".java"), Kind.SOURCE);
      text = source.text();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class ClassFile extends SimpleJavaFileObject {
    private final String name;
    private final Map<String, ByteArrayOutputStream> written;

    ClassFile(String name, Map<String, ByteArrayOutputStream> written) {
      super(URI.create("mem:///" + name + ".class"), Kind.CLASS);
      this.name = name;
      this.written = written;
    }

    @Override
    public OutputStream openOutputStream() {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      written.put(name, bytes);
      return bytes;
    }
  }
}
