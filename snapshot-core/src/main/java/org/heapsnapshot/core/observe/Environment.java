package org.heapsnapshot.core.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.heapsnapshot.core.FactOptions;

/**
 * Where an observing JVM runs. The two captures run in environments that differ in everything that
 * must not matter (net 2); what can be a token is one, recognizable wherever it turns up. A fact
 * that the user makes a guard is the real one in both.
 *
 * @param options JVM options
 * @param largerHeap whether the heap that the user allows is larger here
 * @param variables the whole environment
 * @param directory working directory, or null for the tool's own
 * @param host what the machine is called, or empty for its own name
 * @param tokens the tokens of this environment
 */
record Environment(
    List<String> options,
    boolean largerHeap,
    Map<String, String> variables,
    Path directory,
    String host,
    Tokens tokens) {
  private static final int FIRST_MARK = 14;
  private static final int SECOND_MARK = 17;

  /** Where the state that goes into the image is captured. */
  static Environment first(Path work, FactOptions facts, Set<String> decoys) {
    Builder builder = new Builder(work, facts, Tokens.draw(FIRST_MARK));
    builder.options.add("-Xshare:auto");
    builder.unless(MachineFact.LOCALE, "-Duser.language=en", "-Duser.country=US");
    builder.unless(MachineFact.TIME_ZONE, "-Duser.timezone=UTC");
    // Which no program names: a writer in it took it from the stream (since JDK 19).
    builder.options.add("-Dstdout.encoding=ISO-8859-15");
    builder.options.add("-Dstderr.encoding=ISO-8859-15");
    return builder.build(decoys);
  }

  /** Where the same state has to come out. */
  static Environment second(Path work, FactOptions facts, Set<String> decoys) {
    Builder builder = new Builder(work, facts, Tokens.draw(SECOND_MARK));
    builder.options.add("-Xshare:off");
    builder.options.add("-XX:+UnlockExperimentalVMOptions");
    builder.options.add("-XX:hashCode=0");
    builder.options.add("-ea");
    int processors = Runtime.getRuntime().availableProcessors() == 7 ? 5 : 7;
    builder.unless(MachineFact.LOCALE, "-Duser.language=tr", "-Duser.country=TR");
    builder.unless(MachineFact.TIME_ZONE, "-Duser.timezone=Asia/Kathmandu");
    builder.options.add("-Dstdout.encoding=ISO-8859-13");
    builder.options.add("-Dstderr.encoding=ISO-8859-13");
    builder.unless(MachineFact.PROCESSORS, "-XX:ActiveProcessorCount=" + processors);
    builder.unless(MachineFact.MAX_MEMORY, "-XX:MaxRAMPercentage=37");
    builder.largerHeap = !facts.guards().contains(MachineFact.MAX_MEMORY.fact());
    return builder.build(decoys);
  }

  /** Collects what both have in common. */
  private static final class Builder {
    private boolean largerHeap;

    /** What JDKs before 18 take the encoding of files from, which becomes a guard. */
    private static final List<String> ENCODING = List.of("LANG", "LC_ALL", "LC_CTYPE");

    private final List<String> options = new ArrayList<>();
    private final Path work;
    private final FactOptions facts;
    private final Tokens tokens;

    Builder(Path work, FactOptions facts, Tokens tokens) {
      this.work = work;
      this.facts = facts;
      this.tokens = tokens;
    }

    void unless(MachineFact fact, String... added) {
      if (!facts.guards().contains(fact.fact())) {
        options.addAll(List.of(added));
      }
    }

    Environment build(Set<String> decoys) {
      unless(MachineFact.USER_HOME, "-Duser.home=" + directory(MachineFact.USER_HOME));
      unless(MachineFact.TEMPORARY, "-Djava.io.tmpdir=" + directory(MachineFact.TEMPORARY));
      unless(MachineFact.USER_NAME, "-Duser.name=" + tokens.of("user.name"));
      unless(MachineFact.OS_VERSION, "-Dos.version=5.15.0-" + tokens.of("os.version"));
      boolean real = facts.guards().contains(MachineFact.USER_DIR.fact());
      Path directory = real ? null : directory(MachineFact.USER_DIR);
      boolean ownName = facts.guards().contains(MachineFact.HOST.fact());
      String host = ownName ? "" : tokens.of(MachineFact.HOST.fact());
      return new Environment(options, largerHeap, variables(decoys), directory, host, tokens);
    }

    private Path directory(MachineFact fact) {
      try {
        return Files.createDirectories(work.resolve(tokens.of(fact.fact())));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Map<String, String> variables(Set<String> decoys) {
      Map<String, String> variables = new TreeMap<>();
      for (String name : MachineVariables.DECOYS) {
        variables.put(name, tokens.of(MachineFact.VARIABLE + name));
      }
      for (String name : decoys) {
        if (MachineVariables.canBeToken(name)) {
          variables.put(name, tokens.of(MachineFact.VARIABLE + name));
        }
      }
      if (!facts.guards().contains(MachineFact.LIBRARY_PATH.fact())) {
        // The JVM makes java.library.path of it.
        variables.put("LD_LIBRARY_PATH", work.resolve(tokens.of("java.library.path")).toString());
      }
      inherit(variables, ENCODING);
      inherit(variables, facts.variables());
      for (String guard : facts.guards()) {
        if (guard.startsWith(MachineFact.VARIABLE)) {
          inherit(variables, List.of(guard.substring(MachineFact.VARIABLE.length())));
        }
      }
      if (facts.guards().contains(MachineFact.TIME_ZONE.fact())) {
        inherit(variables, List.of("TZ"));
      }
      return variables;
    }

    private static void inherit(Map<String, String> variables, List<String> names) {
      for (String name : names) {
        String value = System.getenv(name);
        if (value == null) {
          variables.remove(name);
        } else {
          variables.put(name, value);
        }
      }
    }
  }
}
