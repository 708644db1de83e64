package org.heapsnapshot.core.jvm;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.core.SnapshotException;

/**
 * Command lines of child JVMs that run with the agent. Immutable.
 *
 * @param jdk the target JDK
 * @param agentJar the jar that holds the agent and everything it needs
 * @param jvmArgs the user's own options
 * @param extensions what is on the class path behind the program
 * @param serializers what the extension for Kryo is told of
 */
public record ObservedJvm(
    TargetJdk jdk,
    Path agentJar,
    List<String> jvmArgs,
    ExtensionJars extensions,
    Serializers serializers) {

  /** Without serializers. */
  public ObservedJvm(TargetJdk jdk, Path agentJar, List<String> jvmArgs, ExtensionJars extensions) {
    this(jdk, agentJar, jvmArgs, extensions, Serializers.NONE);
  }

  /** Without extensions but those in the agent's jar. */
  public ObservedJvm(TargetJdk jdk, Path agentJar, List<String> jvmArgs) {
    this(jdk, agentJar, jvmArgs, ExtensionJars.NONE);
  }

  /** The same with serializers. */
  public ObservedJvm with(Serializers named) {
    return new ObservedJvm(jdk, agentJar, jvmArgs, extensions, named);
  }

  /** The jar this code runs from, which is the agent as well. */
  public static Path ownJar() {
    String named = System.getProperty("snapshot.agent.jar");
    try {
      Path own =
          named != null
              ? Path.of(named)
              : Path.of(
                  ObservedJvm.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (!Files.isRegularFile(own)) {
        throw new SnapshotException(
            "The agent must be a jar, but the tool runs from "
                + own
                + "; start it through the snapshot script or its jar");
      }
      return own;
    } catch (URISyntaxException e) {
      throw new SnapshotException("The tool cannot find its own jar: " + e.getMessage(), e);
    }
  }

  /** The same with other options of the user. */
  public ObservedJvm with(List<String> options) {
    return new ObservedJvm(jdk, agentJar, options, extensions, serializers);
  }

  /**
   * A command line.
   *
   * @param options options of this start alone, before the user's
   * @param classPath what {@code -cp} gets
   */
  public List<String> command(
      Path taskFile,
      List<String> options,
      List<Path> classPath,
      String mainClass,
      List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(jdk.launcher().toString());
    command.add("-javaagent:" + agentJar + "=" + taskFile);
    command.add("--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED");
    command.addAll(extensions.options());
    command.addAll(serializers.jvmOptions());
    command.addAll(options);
    command.addAll(jvmArgs);
    command.add("-cp");
    List<String> entries = new ArrayList<>();
    classPath.forEach(entry -> entries.add(entry.toString()));
    extensions.jars().forEach(entry -> entries.add(entry.toString()));
    command.add(String.join(System.getProperty("path.separator"), entries));
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }
}
