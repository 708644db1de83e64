package org.heapsnapshot.core.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.heapsnapshot.core.KryoStreams;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * Entry point of the agent in child JVMs. Puts the hooks on the boot class path, instruments the
 * JDK and the program, and hands over to {@link TrainChild} or leaves the rest to {@link
 * ObserveChild}.
 */
public final class Agent {
  private static final String[] HOOKS = {
    "Hooks", "Hooks$1", "NetworkHooks", "TimeHooks", "Sink", "StandIn", "InitializerStack"
  };

  private static Session session;

  /**
   * What the main classes of child JVMs need of the agent.
   *
   * @param standIns null in a training or rehearsing JVM, where every call is made
   */
  record Session(
      ChildTask task,
      Instrumentation instrumentation,
      Effects effects,
      ProgramTransformer transformer,
      CallRecorder recorder,
      StandIns standIns) {}

  private Agent() {}

  /** Exit code of a JVM whose classes cannot be observed: none that programs are known to use. */
  private static final int TRANSFORMATION_FAILED = 113;

  /** Called by the JVM before {@code main}; {@code argument} is the file of a {@link ChildTask}. */
  public static void premain(String argument, Instrumentation instrumentation) throws Exception {
    ChildTask task = KryoStreams.read(Path.of(argument), ChildTask.class);
    appendHooks(instrumentation, Path.of(argument).toAbsolutePath().getParent());
    warmUp();
    boolean verify = task.kind().equals("verify");
    boolean train = task.kind().equals("train");
    ClassLoader program = ClassLoader.getSystemClassLoader();
    boolean rehearse = task.kind().equals("rehearse");
    Effects effects = verify ? Effects.none() : Effects.load();
    Factories factories = Factories.load();
    Attribution.endAt(factories.boundaries());
    CallRecorder recorder = new CallRecorder();
    StandIns standIns = train || rehearse ? null : new StandIns(LoggerFactories.load(), program);
    ProgramTransformer transformer =
        new ProgramTransformer(program, effects, watched(task), standIns);
    if (rehearse || task.kind().equals("observe")) {
      transformer.record(factories, recorder);
    }
    session = new Session(task, instrumentation, effects, transformer, recorder, standIns);
    if (verify) {
      transformer.verify();
    }
    if (train) {
      transformer.measure(LoggerFactories.load());
      TrainChild.install(session);
    }
    if (rehearse) {
      // As calls, for what they do is not what the initializer does.
      transformer.measure(LoggerFactories.load());
      RehearseChild.install(session);
    }
    instrumentation.addTransformer(transformer);
    if (task.kind().equals("observe")) {
      instrumentation.setNativeMethodPrefix(transformer, NativeMethods.PREFIX);
    }
    // To verify, for the clocks alone: what they say is kept, and would be taken for a difference.
    int defaultZone = recorder.site(Factories.DEFAULT_ZONE, "()Ljava/util/TimeZone;");
    new JdkTransformer(effects, defaultZone).install(instrumentation);
  }

  /** Internal names of the classes whose use by an initializer is to be told. */
  private static Set<String> watched(ChildTask task) {
    Set<String> watched = new HashSet<>();
    for (String name : task.runTime()) {
      watched.add(name.replace('.', '/'));
    }
    for (String name : task.late()) {
      watched.add(name.replace('.', '/'));
    }
    return watched;
  }

  /**
   * Ends this JVM: a class without its hooks goes unobserved, and the JVM ignores what a
   * transformer throws.
   *
   * @return never
   */
  static Error failed(String className, Throwable t) {
    try {
      System.err.println("snapshot: cannot put the hooks of the observation in " + className);
      t.printStackTrace();
      System.err.flush();
    } finally {
      Runtime.getRuntime().halt(TRANSFORMATION_FAILED); // Also when there is no room to say so.
    }
    return new Error(t);
  }

  static Session session() {
    return session;
  }

  /** The hooks are classes of this jar; JDK code can see them only through the boot loader. */
  private static void appendHooks(Instrumentation instrumentation, Path work) throws IOException {
    // Where the tool deletes it: a JVM that is halted deletes nothing.
    Path jar = Files.createTempFile(work, "hooks", ".jar");
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : HOOKS) {
        String entry = "org/heapsnapshot/hooks/" + name + ".class";
        zip.putNextEntry(new ZipEntry(entry));
        try (InputStream in = Agent.class.getClassLoader().getResourceAsStream(entry)) {
          in.transferTo(zip);
        }
        zip.closeEntry();
      }
    }
    instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(jar.toFile()));
  }

  /** Loads what the transformers use before they are asked to transform what they load. */
  private static void warmUp() throws IOException {
    try (InputStream in = Agent.class.getResourceAsStream("Agent.class")) {
      ClassReader reader = new ClassReader(in.readAllBytes());
      ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
      reader.accept(
          new org.objectweb.asm.ClassVisitor(org.objectweb.asm.Opcodes.ASM9, writer) {}, 0);
      writer.toByteArray();
    }
  }
}
