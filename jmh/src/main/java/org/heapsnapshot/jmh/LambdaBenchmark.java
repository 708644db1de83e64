package org.heapsnapshot.jmh;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.heapsnapshot.core.rewrite.ClassFileHierarchy;
import org.heapsnapshot.core.rewrite.LambdaRewriting;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The first pass through the lambda call sites of {@link LambdaSites}: linked by {@code
 * invokedynamic}, against the named classes that {@code build} writes in their place. Single shots,
 * each in a JVM of its own and with a class loader of its own; both read their class files from
 * memory, so that no archive helps either.
 *
 * <p>JMH has used lambdas before: what the first one of all costs a JVM is not in it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(20)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class LambdaBenchmark {
  private static final String HOST = LambdaSites.class.getName();

  private Map<String, byte[]> compiled;
  private Map<String, byte[]> rewritten;

  /** Rewrites the class as {@code build} does. */
  @Setup
  public void rewrite() throws IOException {
    ClassLoader loader = LambdaBenchmark.class.getClassLoader();
    String name = HOST.replace('.', '/');
    try (InputStream in = loader.getResourceAsStream(name + ".class")) {
      compiled = Map.of(name, in.readAllBytes());
    }
    LambdaRewriting rewriting = LambdaRewriting.of(compiled, ClassFileHierarchy.ofLoader(loader));
    rewritten = rewriting.classFiles();
    if (!rewriting.kept().isEmpty() || rewritten.size() < 2) {
      throw new IllegalStateException("not all sites were rewritten: " + rewriting.kept());
    }
  }

  /** As the compiler wrote them. */
  @Benchmark
  public Object[] invokeDynamic() throws ReflectiveOperationException {
    return reach(compiled);
  }

  /** As the image has them. */
  @Benchmark
  public Object[] namedClasses() throws ReflectiveOperationException {
    return reach(rewritten);
  }

  private static Object[] reach(Map<String, byte[]> classFiles)
      throws ReflectiveOperationException {
    Class<?> host = new Defining(classFiles).loadClass(HOST);
    return (Object[]) ((Supplier<?>) host.getConstructor().newInstance()).get();
  }

  /** Defines the classes that it has, rather than those of its parent. */
  private static final class Defining extends ClassLoader {
    private final Map<String, byte[]> classFiles;

    Defining(Map<String, byte[]> classFiles) {
      super(LambdaBenchmark.class.getClassLoader());
      this.classFiles = classFiles;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      byte[] classFile = classFiles.get(name.replace('.', '/'));
      if (classFile == null) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? defineClass(name, classFile, 0, classFile.length) : loaded;
    }
  }
}
