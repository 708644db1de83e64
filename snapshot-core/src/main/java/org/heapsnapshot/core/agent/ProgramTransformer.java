package org.heapsnapshot.core.agent;

import java.lang.instrument.ClassFileTransformer;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.heapsnapshot.core.capture.ProgramLoaders;
import org.heapsnapshot.core.jvm.ExtensionJars;
import org.heapsnapshot.hooks.Hooks;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Instruments the program's own classes as they are loaded: initializers tell when they begin and
 * end, call sites of intrinsics tell that they are reached, and so do sites that touch a {@code
 * RUN_TIME} class. Remembers what the loaded class files say about constants.
 */
final class ProgramTransformer implements ClassFileTransformer {
  private static final List<URL> EXTENSIONS = ExtensionJars.ofThisJvm();

  private final ClassLoader program;
  private final Effects effects;
  private final Set<String> watched;
  private final StandIns standIns;
  private final MadeClasses made = new MadeClasses();
  private LoggerFactories measured;
  private boolean verifying;
  private final List<String> loaded = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Set<String>> constants = new ConcurrentHashMap<>();
  private final Map<String, String> notInstrumented =
      Collections.synchronizedMap(new LinkedHashMap<>());
  private final Set<String> withInitializer = ConcurrentHashMap.newKeySet();
  private final Set<String> catching = ConcurrentHashMap.newKeySet();
  private Factories factories;
  private CallRecorder recorder;

  /**
   * @param program the loader whose classes are the program
   * @param watched internal names of the classes whose use is reported
   * @param standIns answers in place of factories, or null when they are to answer themselves
   */
  ProgramTransformer(ClassLoader program, Effects effects, Set<String> watched, StandIns standIns) {
    this.program = program;
    this.effects = effects;
    this.watched = watched;
    this.standIns = standIns;
  }

  /** Has the calls of factories recorded. To be said before the first class is transformed. */
  void record(Factories recorded, CallRecorder by) {
    factories = recorded;
    recorder = by;
  }

  /**
   * No class is known to be made then, and those of loaders that an image can hold count as such.
   */
  void verify() {
    verifying = true;
  }

  /** Measures what these take when initializers call them. */
  void measure(LoggerFactories called) {
    measured = called;
  }

  /** The classes that initializers make. */
  MadeClasses made() {
    return made;
  }

  /** Binary names of the program's classes in loading order. */
  List<String> loaded() {
    synchronized (loaded) {
      return new ArrayList<>(loaded);
    }
  }

  /** Names of the static fields with a ConstantValue attribute. */
  Set<String> constantFields(String binaryName) {
    return constants.getOrDefault(binaryName, Set.of());
  }

  /** Whether the class file has an initializer. */
  boolean hasInitializer(String binaryName) {
    return withInitializer.contains(binaryName);
  }

  /** Whether the class may catch what a call throws that is to be made again. */
  boolean mayCatch(String binaryName) {
    return catching.contains(binaryName);
  }

  /** Classes that could not be instrumented, with the reason. */
  Map<String, String> notInstrumented() {
    synchronized (notInstrumented) {
      return new LinkedHashMap<>(notInstrumented);
    }
  }

  /** Whether a class comes from the jar of the agent, with its libraries, or of an extension. */
  static boolean isOurs(ProtectionDomain domain) {
    CodeSource own = ProgramTransformer.class.getProtectionDomain().getCodeSource();
    CodeSource source = domain == null ? null : domain.getCodeSource();
    URL location = source == null ? null : source.getLocation();
    return location != null
        && (location.equals(own.getLocation()) || EXTENSIONS.contains(location));
  }

  /**
   * Whether the JDK made the class for {@code java.lang.reflect.Proxy}: no other process has it
   * under the same name, so it is not of the closure.
   */
  static boolean isProxy(String name) {
    String simple = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('.')) + 1);
    return simple.startsWith("$Proxy")
        && simple.length() > 6
        && Character.isDigit(simple.charAt(simple.length() - 1));
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String told, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
    if (loader == null || redefined != null || isOurs(domain)) {
      return null;
    }
    String name = told == null ? nameIn(bytes) : told;
    if (name == null) {
      return null;
    }
    if (isProxy(name) || StandInClass.isOne(name)) {
      return null;
    }
    long paused = Hooks.pause();
    try {
      boolean isMade = made.defining(loader, name, domain, bytes) != null || verifying;
      if (!isClassFile(bytes)) {
        return null;
      }
      if (loader != program && !(isMade && ProgramLoaders.isPlain(loader, program))) {
        return null;
      }
      String binaryName = name.replace('/', '.');
      loaded.add(binaryName);
      return instrument(binaryName, bytes);
    } catch (Throwable t) {
      throw Agent.failed(name, t);
    } finally {
      Hooks.resume(paused);
    }
  }

  /** Whether the JVM may take it; what else a program hands to it fails there (JVMS 4.1). */
  private static boolean isClassFile(byte[] bytes) {
    return bytes.length > 9
        && bytes[0] == (byte) 0xCA
        && bytes[1] == (byte) 0xFE
        && bytes[2] == (byte) 0xBA
        && bytes[3] == (byte) 0xBE;
  }

  /** Who calls {@code defineClass} need not tell the name. */
  private static String nameIn(byte[] bytes) {
    try {
      return new ClassReader(bytes).getClassName();
    } catch (RuntimeException e) {
      return null; // Not a class file that the JVM takes, either.
    }
  }

  private byte[] instrument(String binaryName, byte[] bytes) {
    try {
      ClassReader reader = new ClassReader(bytes);
      ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
      List<Integer> locals = factories == null ? null : FactorySites.locals(reader, factories);
      ClassVisitor target = writer;
      if (factories != null) {
        target = new NativeMethods(writer, effects.ofNativeMethods().index());
        if (CaughtCalls.in(reader)) {
          catching.add(binaryName);
        }
      }
      reader.accept(new Instrumenter(target, binaryName, locals), 0);
      return writer.toByteArray();
    } catch (RuntimeException | StackOverflowError e) {
      // Too large with the hooks in, or not understood, or loaded where the program's own stack is
      // about to end: the class runs as it is, unobserved.
      notInstrumented.put(binaryName, e.toString());
      return null;
    }
  }

  /**
   * Collects constants and hands methods to {@link InitializerHooks}, {@link SiteHooks} and {@link
   * LoggerHooks}.
   */
  private final class Instrumenter extends ClassVisitor {
    private final String binaryName;
    private final List<Integer> locals;
    private int methods;
    private int major;
    private boolean ofLogging;

    /**
     * @param locals those of each method, or null when no factory is called
     */
    Instrumenter(ClassVisitor next, String binaryName, List<Integer> locals) {
      super(Opcodes.ASM9, next);
      this.binaryName = binaryName;
      this.locals = locals;
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        String signature,
        String superName,
        String[] interfaces) {
      major = version & 0xFFFF;
      ofLogging = standIns != null && standIns.factories().isOfLoggingSystem(name);
      super.visit(version, open(access), name, signature, superName, interfaces);
    }

    @Override
    public FieldVisitor visitField(
        int access, String name, String descriptor, String signature, Object value) {
      if (value != null && (access & Opcodes.ACC_STATIC) != 0) {
        Set<String> names = constants.get(binaryName);
        if (names == null) {
          names = new HashSet<>();
          constants.put(binaryName, names);
        }
        names.add(name);
      }
      return super.visitField(access, name, descriptor, signature, value);
    }

    /** Stand-ins override what the loggers of logging systems do not allow anybody else. */
    private int open(int access) {
      return ofLogging ? access & ~Opcodes.ACC_FINAL : access;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      String host = binaryName.replace('.', '/');
      MethodVisitor method =
          super.visitMethod(open(access), name, descriptor, signature, exceptions);
      method = new SiteHooks(method, effects, watched, host);
      if (standIns != null && !ofLogging) {
        method = new LoggerHooks(method, standIns, host);
      }
      if (measured != null && !measured.isOfLoggingSystem(host)) {
        method = new LoggerTimes(method, measured);
      }
      if (name.equals("<clinit>")) {
        withInitializer.add(binaryName);
        method = new InitializerHooks(method, binaryName, major);
      }
      if (locals != null) {
        method = new FactorySites(method, factories, recorder, locals.get(methods++));
      }
      return method;
    }
  }
}
