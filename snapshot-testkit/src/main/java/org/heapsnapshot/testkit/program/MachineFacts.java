package org.heapsnapshot.testkit.program;

import java.io.File;
import java.nio.file.Path;

/** Initializers that read facts of the machine and the process. */
final class MachineFacts {
  private MachineFacts() {}

  static final class Processors {
    static final int COUNT = Runtime.getRuntime().availableProcessors();

    private Processors() {}
  }

  static final class Memory {
    static final long MAX = Runtime.getRuntime().maxMemory();

    private Memory() {}
  }

  static final class Directories {
    static final Path HERE = Path.of("").toAbsolutePath();
    static final File TEMPORARY = new File(System.getProperty("java.io.tmpdir"));
    static final String HOME = System.getProperty("user.home");

    private Directories() {}
  }

  static final class Environment {
    static final String PATH = System.getenv("PATH");
    static final String ABSENT = System.getenv("FIXTURE_ABSENT");

    private Environment() {}
  }

  static final class Process {
    static final long ID = ProcessHandle.current().pid();
    static final Thread THREAD = Thread.currentThread();

    private Process() {}
  }

  static void check(Checks checks) {
    checks.equal("processors", Runtime.getRuntime().availableProcessors(), Processors.COUNT);
    checks.equal("memory", Runtime.getRuntime().maxMemory(), Memory.MAX);
    checks.equal("working directory", Path.of("").toAbsolutePath(), Directories.HERE);
    checks.equal(
        "temporary directory",
        System.getProperty("java.io.tmpdir"),
        Directories.TEMPORARY.getPath());
    checks.equal("home", System.getProperty("user.home"), Directories.HOME);
    checks.equal("environment", System.getenv("PATH"), Environment.PATH);
    checks.equal("absent variable", System.getenv("FIXTURE_ABSENT"), Environment.ABSENT);
    checks.equal("process", ProcessHandle.current().pid(), Process.ID);
    checks.same("thread", Thread.currentThread(), Process.THREAD);
  }
}
