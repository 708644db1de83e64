package org.heapsnapshot.core.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.heapsnapshot.core.jvm.ChildJvm;
import org.heapsnapshot.core.jvm.ChildResult;
import org.heapsnapshot.core.jvm.TargetJdk;
import org.heapsnapshot.core.jvm.TemporaryDirectory;

/**
 * Makes the archive of one program: a static CDS archive before JDK 24, an AOT cache from there on
 * (JEP 483, JEP 514). Both come about in two steps: every training run records, then one JVM writes
 * the archive without running the program.
 *
 * <p>One of the program's start commands is trained: {@code flags} and {@code program} are the very
 * words of later starts, for an archive is valid only under them.
 */
final class ClassArchive {
  private final TargetJdk jdk;
  private final List<String> flags;
  private final List<String> program;
  private final List<String> notes;

  /**
   * @param flags the flags of every later start
   * @param program {@code -cp PATH MAIN} or {@code -jar FILE}
   * @param notes where to say what went wrong
   */
  ClassArchive(TargetJdk jdk, List<String> flags, List<String> program, List<String> notes) {
    this.jdk = jdk;
    this.flags = List.copyOf(flags);
    this.program = List.copyOf(program);
    this.notes = notes;
  }

  /**
   * Trains and writes.
   *
   * @return whether the archive is there and the JVM accepts it; if not, a note says why and no
   *     file is left
   */
  boolean write(Path archive, TrainingRuns training) {
    Path unfinished = archive.resolveSibling(archive.getFileName() + ".tmp");
    try (TemporaryDirectory work = TemporaryDirectory.create("snapshot-archive")) {
      Files.deleteIfExists(archive);
      List<Path> recorded = record(work.path(), training);
      if (recorded.isEmpty()) {
        notes.add("no archive: no training run left a record of its classes");
        return false;
      }
      if (!dump(work.path(), recorded, unfinished) || !accepted(unfinished)) {
        return false;
      }
      Files.move(unfinished, archive, StandardCopyOption.REPLACE_EXISTING);
      return true;
    } catch (IOException e) {
      notes.add("no archive: " + e);
      return false;
    } finally {
      delete(unfinished);
    }
  }

  private List<Path> record(Path work, TrainingRuns training) throws IOException {
    List<Path> recorded = new ArrayList<>();
    for (int i = 0; i < training.runs().size(); i++) {
      String name = "training run " + (i + 1) + " of the archive";
      Path record = work.resolve("run" + i + (jdk.hasAotCache() ? ".aotconfig" : ".classlist"));
      Path report = work.resolve("run" + i + ".json");
      List<String> command = recording(record, report);
      command.addAll(training.runs().get(i));
      ChildResult run =
          ChildJvm.of(command).timeout(training.timeout()).until(training.until()).run();
      if (!run.succeeded()) {
        notes.add(name + ": " + run.describe());
      }
      String fallback = StartReport.fallbackOrNull(report);
      if (fallback != null) {
        notes.add(name + " did not restore the image: " + fallback);
      }
      if (Files.exists(record) && Files.size(record) > 0) {
        recorded.add(record);
      }
    }
    return recorded;
  }

  private List<String> recording(Path record, Path report) {
    List<String> command = new ArrayList<>();
    command.add(jdk.launcher().toString());
    if (jdk.hasAotCache()) {
      command.add("-XX:AOTMode=record");
      command.add("-XX:AOTConfiguration=" + record);
      command.add("-Xlog:class+load:file=\"" + loadLog(record) + "\":none");
    } else {
      command.add("-XX:DumpLoadedClassList=" + record);
    }
    command.add("-Dsnapshot.report=" + report);
    command.addAll(flags);
    command.addAll(program);
    return command;
  }

  private boolean dump(Path work, List<Path> recorded, Path archive) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(jdk.launcher().toString());
    if (jdk.hasAotCache()) {
      command.add("-XX:AOTMode=create");
      command.add("-XX:AOTConfiguration=" + richest(recorded));
      command.add("-XX:AOTCache=" + archive);
    } else {
      command.add("-Xshare:dump");
      command.add("-XX:SharedClassListFile=" + oneList(work, recorded));
      command.add("-XX:SharedArchiveFile=" + archive);
    }
    command.addAll(flags);
    // Without the main class: -Xshare:dump ignores it, and no other run is wanted here.
    command.addAll(program.subList(0, 2));
    ChildResult dumped = ChildJvm.of(command).timeout(TrainingRuns.DEFAULT_TIMEOUT).run();
    boolean there = dumped.succeeded() && Files.exists(archive);
    if (!there) {
      notes.add("no archive: writing it failed, " + dumped.describe() + ": " + dumped.lastLines(3));
    }
    return there;
  }

  private static Path oneList(Path work, List<Path> lists) throws IOException {
    if (lists.size() == 1) {
      return lists.get(0);
    }
    Path merged = work.resolve("merged.classlist");
    ClassLists.merge(lists, merged);
    return merged;
  }

  /** Where a recording run lists the classes it loads, a line each. */
  private static Path loadLog(Path record) {
    return record.resolveSibling(record.getFileName() + ".loaded");
  }

  /** No JDK merges AOT configurations: that of the run that loaded most classes stands for all. */
  private Path richest(List<Path> recorded) throws IOException {
    Path richest = recorded.get(0);
    long most = -1;
    for (Path candidate : recorded) {
      long loaded = recorded.size() == 1 ? 0 : lines(loadLog(candidate));
      if (loaded > most) {
        richest = candidate;
        most = loaded;
      }
    }
    if (recorded.size() > 1) {
      notes.add(
          "the AOT cache holds the classes of one training run only, the one that loaded most: JDK "
              + jdk.feature()
              + " cannot merge several");
    }
    return richest;
  }

  private static long lines(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return lines.count();
    }
  }

  /** A start that must use it: what the JVM would otherwise hide by running without it. */
  private boolean accepted(Path archive) {
    List<String> command = new ArrayList<>();
    command.add(jdk.launcher().toString());
    command.addAll(LaunchFlags.requiring(archive, jdk));
    command.addAll(flags);
    command.add("-cp");
    command.add(program.get(1));
    command.add("-version");
    ChildResult started = ChildJvm.of(command).timeout(TrainingRuns.DEFAULT_TIMEOUT).run();
    if (!started.succeeded()) {
      notes.add("no archive: the JVM does not accept it: " + started.lastLines(3));
    }
    return started.succeeded();
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // A left-over *.tmp is in nobody's way: the next build overwrites it.
    }
  }
}
