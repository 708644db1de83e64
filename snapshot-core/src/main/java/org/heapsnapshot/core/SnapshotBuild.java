package org.heapsnapshot.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.heapsnapshot.core.archive.Archive;
import org.heapsnapshot.core.archive.BuildOrigin;
import org.heapsnapshot.core.archive.InitializerTime;
import org.heapsnapshot.core.archive.StockComparison;
import org.heapsnapshot.core.archive.StockResult;
import org.heapsnapshot.core.archive.TrainingRuns;
import org.heapsnapshot.core.archive.WrittenArchive;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.classpath.ClassFiles;
import org.heapsnapshot.core.classpath.ClassPath;
import org.heapsnapshot.core.classpath.ClassPathReader;
import org.heapsnapshot.core.closure.AssertionFields;
import org.heapsnapshot.core.closure.ClassConstants;
import org.heapsnapshot.core.closure.Closure;
import org.heapsnapshot.core.closure.ClosureWalker;
import org.heapsnapshot.core.closure.FirstClasses;
import org.heapsnapshot.core.closure.SetProperties;
import org.heapsnapshot.core.encode.Deferral;
import org.heapsnapshot.core.encode.EncodedHeap;
import org.heapsnapshot.core.encode.HeapEncoder;
import org.heapsnapshot.core.encode.IdentityHashes;
import org.heapsnapshot.core.encode.LateCheck;
import org.heapsnapshot.core.intern.Intern;
import org.heapsnapshot.core.intern.InternedStrings;
import org.heapsnapshot.core.jvm.ExtensionJars;
import org.heapsnapshot.core.jvm.ObservedJvm;
import org.heapsnapshot.core.jvm.Serializers;
import org.heapsnapshot.core.jvm.TargetJdk;
import org.heapsnapshot.core.jvm.TemporaryDirectory;
import org.heapsnapshot.core.observe.Conviction;
import org.heapsnapshot.core.observe.Observe;
import org.heapsnapshot.core.observe.Observed;
import org.heapsnapshot.core.observe.Verdict;
import org.heapsnapshot.core.report.ImageReport;
import org.heapsnapshot.core.rewrite.ClassFileHierarchy;
import org.heapsnapshot.core.rewrite.ClassHierarchy;
import org.heapsnapshot.core.rewrite.ImageIdClass;
import org.heapsnapshot.core.rewrite.JdkClassFiles;
import org.heapsnapshot.core.rewrite.LateScript;
import org.heapsnapshot.core.train.Profile;
import org.heapsnapshot.core.train.ProfileText;
import org.heapsnapshot.core.train.Train;
import org.heapsnapshot.core.train.TrainedRun;
import org.heapsnapshot.core.write.ImagePlan;
import org.heapsnapshot.core.write.ImageWriter;
import org.heapsnapshot.core.write.WrittenImage;

/**
 * The pipeline from a program to its image: the one entry point of {@code train} and {@code build}.
 *
 * <p>Thread-safety: an instance is for one thread and one job.
 */
public final class SnapshotBuild {
  private static final int COSTLIEST = 10;

  private final BuildRequest request;
  private final Progress progress;
  private final List<String> notes = new ArrayList<>();

  /** A job that has not started. */
  public SnapshotBuild(BuildRequest request, Progress progress) {
    this.request = request;
    this.progress = progress;
  }

  /** The program, open, and the JVM it is observed in. */
  private record Program(
      TargetJdk jdk,
      ObservedJvm jvm,
      ClassPath unmodified,
      SerializerClassPath all,
      ClassFiles files,
      Path work) {
    ClassPath classPath() {
      return all.classPath();
    }
  }

  private ObservedJvm observedJvm(TargetJdk jdk) {
    ExtensionJars extensions = ExtensionJars.of(request.extensions());
    return new ObservedJvm(jdk, ObservedJvm.ownJar(), request.jvmArgs(), extensions);
  }

  /**
   * Runs the training runs of the request and nothing else.
   *
   * @throws SnapshotException when the program cannot be found or a training run fails or hangs
   */
  public Profile train() {
    try (TemporaryDirectory work = TemporaryDirectory.create("snapshot-train")) {
      TargetJdk jdk = TargetJdk.of(request.javaHome());
      progress.stage("classpath");
      ClassPath classPath =
          new ClassPathReader(request, jdk.feature(), work.path(), progress).read();
      ObservedJvm jvm = observedJvm(jdk);
      return train(jvm, classPath, work.path());
    }
  }

  /**
   * Says what an image of the program could save at most: the program runs once, traced, and then
   * several times with the best archive that its JDK offers.
   *
   * @throws SnapshotException when the program cannot be found, or a run fails or hangs
   */
  public EstimateSummary estimate() {
    try (TemporaryDirectory work = TemporaryDirectory.create("snapshot-estimate")) {
      TargetJdk jdk = TargetJdk.of(request.javaHome());
      progress.stage("classpath");
      ClassPath classPath =
          new ClassPathReader(request, jdk.feature(), work.path(), progress).read();
      ObservedJvm jvm = observedJvm(jdk);
      Profile profile = train(jvm, classPath, work.path());
      progress.stage("measure");
      TrainingRuns runs =
          TrainingRuns.of(profile.runs(), request.trainUntil(), request.trainTimeout());
      InitializerTime.Measured measured =
          new InitializerTime(jdk, request.jvmArgs())
              .measure(classPath, runs, InitializerTime.DEFAULT_STARTS);
      List<Profile.Initialized> dearest = new ArrayList<>(profile.initialized());
      dearest.sort(Comparator.comparingLong(Profile.Initialized::selfNanos).reversed());
      return new EstimateSummary(
          measured.archive(),
          measured.wallMillis(),
          measured.initializerMillis(),
          measured.starts(),
          List.copyOf(dearest),
          dearest.stream().mapToLong(Profile.Initialized::selfNanos).sum());
    }
  }

  private Profile train(ObservedJvm jvm, ClassPath classPath, Path work) {
    progress.stage("train");
    return new Train(jvm, classPath, work, progress)
        .run(request.train(), request.trainUntil(), request.trainTimeout());
  }

  /**
   * Builds the image (and its archive, when asked for) and puts them at {@code request.output()}.
   * When it fails, an image that was there before stays as it was.
   *
   * @throws SnapshotException when the image cannot be built
   */
  public BuildSummary build() {
    OutputCheck.writable(request.output());
    try (TemporaryDirectory work = TemporaryDirectory.create("snapshot-build")) {
      TargetJdk jdk = TargetJdk.of(request.javaHome());
      progress.stage("classpath");
      ClassPath classPath =
          new ClassPathReader(request, jdk.feature(), work.path(), progress).read();
      ObservedJvm jvm = observedJvm(jdk);
      SerializerClassPath all =
          SerializerClassPath.of(request, classPath, jdk.feature(), work.path());
      try (ClassFiles files = ClassFiles.open(all.classPath(), jdk.feature());
          JdkClassFiles target = JdkClassFiles.open(jdk.home())) {
        return build(new Program(jdk, jvm, classPath, all, files, work.path()), target);
      } catch (IOException e) {
        throw new SnapshotException(
            "Cannot read the modules of the JDK at " + jdk.home() + ": " + e.getMessage(), e);
      }
    }
  }

  private BuildSummary build(Program program, JdkClassFiles target) {
    Function<String, byte[]> find =
        name -> {
          byte[] own = bytes(program.files(), name.replace('/', '.'));
          return own != null ? own : target.find(name);
        };
    new SerializerCheck(find).check(request.serializers());
    Profile profile = profile(program);
    progress.stage("closure");
    Closure closure = new ClosureWalker(program.classPath(), program.files(), profile).walk();
    progress.note(closure.reasons().size() + " classes");
    closure.unreadable().forEach((entry, why) -> notes.add("left alone: " + entry + ": " + why));
    ClassHierarchy hierarchy = new ClassFileHierarchy(find);
    Observed observed = observe(program, target, profile, closure, hierarchy);
    notes.addAll(ConditionalNote.of(observed.observation()));
    notes.addAll(SerializerNotes.of(observed.heap(), program.all().serializers()));
    progress.stage("encode");
    Map<String, LateScript> late = new LateScripts(observed.heap()).all();
    IdentityHashes identityHashes = new IdentityHashes(program.files()::classBytes);
    Placeholders placeholders =
        Placeholders.of(
            ExtensionJars.of(request.extensions()).loader(),
            hierarchy,
            name -> bytes(program.files(), name.replace('/', '.')));
    Placeholders.Deferred deferred =
        placeholders.put(
            new MadeRewriting(hierarchy).rewrite(observed.heap(), late),
            observed.observation().conditional(),
            new Deferral(identityHashes));
    CapturedHeap captured = deferred.heap();
    deferred.fields().forEach(f -> notes.add("what " + f + " holds is restored when it is read"));
    Map<String, String> metadata = metadata(program, profile, observed);
    Map<String, List<String>> constants = ClassConstants.of(closure, program.files());
    InternedStrings strings =
        new Intern().intern(captured, observed.observation().guards(), constants, metadata);
    EncodedHeap heap =
        new HeapEncoder(identityHashes)
            .withLazyUnits()
            .encode(
                captured,
                strings,
                observed.observation().guards(),
                observed.observation().conditional(),
                constants,
                metadata);
    progress.stage("write");
    ReportMaker report = new ReportMaker(program.jdk(), program.classPath(), profile, observed);
    ProgramRewriting rewriting =
        ProgramRewriting.forImage(
            hierarchy,
            program.jdk().feature(),
            deferred.reads(),
            program.classPath().mainClass(),
            heap.restoredClasses(),
            late);
    WrittenImage image =
        new ImageWriter()
            .write(
                new ImagePlan(
                    program.classPath(),
                    program.files(),
                    profile,
                    heap,
                    program.jdk().feature(),
                    program.work(),
                    request.keepClassPath(),
                    rewriting,
                    HeapEncoder::seal,
                    id -> ImageIdClass.generate(id, hasState(captured, hierarchy)),
                    written -> {
                      Map<String, byte[]> entries =
                          extraEntries(captured, hierarchy, report, closure, heap, written);
                      entries.putAll(ImageCalls.entries(captured));
                      return entries;
                    }),
                request.output());
    if (!rewriting.refused().isEmpty()) {
      throw new IllegalStateException("restored but not rewritten: " + rewriting.refused());
    }
    notes.addAll(image.notes());
    return finish(program, profile, observed, heap, image);
  }

  /** Whether a start skips or restores anything: a row may be that of a class that has neither. */
  private static boolean hasState(CapturedHeap heap, ClassHierarchy hierarchy) {
    return heap.hasState()
        || heap.restoredClasses().stream()
            .map(name -> hierarchy.find(name.replace('.', '/')))
            .anyMatch(facts -> facts.isEmpty() || facts.get().hasInitializer());
  }

  /** The classes of a program before those of its JDK. */
  static ClassHierarchy hierarchy(ClassFiles files, JdkClassFiles target) {
    return new ClassFileHierarchy(
        name -> {
          byte[] own = bytes(files, name.replace('/', '.'));
          return own != null ? own : target.find(name);
        });
  }

  private Profile profile(Program program) {
    if (request.profile() != null) {
      return ProfileText.read(request.profile());
    }
    if (!request.train().isEmpty()) {
      return train(program.jvm(), program.classPath(), program.work());
    }
    notes.add(
        "no training run (--train) and no --profile: only what the initialization of "
            + program.classPath().mainClass()
            + " triggers is in the image, and nothing its main method would initialize");
    return new Profile(List.of(), List.of(), List.of(), List.of(), List.of());
  }

  private static byte[] bytes(ClassFiles files, String className) {
    try {
      return files.hasClass(className) ? files.classBytes(className) : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** The class file of a class that comes from the class path, and not from the JDK; or null. */
  private static byte[] loaded(ClassFiles files, JdkClassFiles target, String className) {
    int dot = className.lastIndexOf('.');
    boolean shadowed = dot > 0 && target.hasPackage(className.substring(0, dot));
    return shadowed ? null : bytes(files, className);
  }

  private Observed observe(
      Program program,
      JdkClassFiles target,
      Profile profile,
      Closure closure,
      ClassHierarchy hierarchy) {
    progress.stage("observe");
    try {
      Path bundle = Files.createDirectories(program.work().resolve("first")).resolve("app.jar");
      Path twin = Files.createDirectories(program.work().resolve("second")).resolve("twin.img");
      ProgramRewriting rewriting =
          ProgramRewriting.forObservation(hierarchy, program.jdk().feature());
      new StatelessBundle(
              program.classPath(), program.files(), program.jdk().feature(), program.work())
          .write(profile, rewriting, request.keepClassPath(), bundle);
      TwinJar.write(bundle, twin);
      LateCheck lateCheck = new LateCheck(new IdentityHashes(program.files()::classBytes));
      ObservedJvm jvm = program.jvm().with(program.all().serializers());
      MadeRewriting made = new MadeRewriting(hierarchy);
      List<String> firstClasses =
          FirstClasses.of(
              program.classPath().mainClass(), name -> loaded(program.files(), target, name));
      List<String> trusted = trusted(profile, closure);
      Rehearse rehearse = rehearse(program, profile, jvm, bundle, trusted);
      return new Observe(jvm, program.work(), trusted, progress)
          .lastCheck(
              candidate -> {
                CapturedHeap heap = candidate.heap();
                List<Conviction> refusals = made.refusals(heap);
                if (refusals.isEmpty()) {
                  refusals = lateCheck.check(heap);
                }
                return refusals.isEmpty() ? rehearse.check(candidate) : refusals;
              })
          .firstClasses(firstClasses)
          .settable(SetProperties.of(profile.loaded(), program.files()))
          .assertions(AssertionFields.of(program.files()))
          .run(
              List.of(bundle),
              List.of(twin),
              program.classPath().mainClass(),
              profile,
              List.copyOf(closure.reasons().keySet()),
              request.preload(),
              requested(program, profile, closure, rewriting),
              request.facts());
    } catch (IOException e) {
      throw new SnapshotException("Cannot write the bundle to observe: " + e.getMessage(), e);
    }
  }

  /** A preload has changed what training runs build themselves, so there is nothing to compare. */
  private Rehearse rehearse(
      Program program, Profile profile, ObservedJvm jvm, Path bundle, List<String> trusted) {
    TrainedRun run =
        new TrainedRun(
            jvm,
            List.of(bundle),
            program.classPath().mainClass(),
            request.trainUntil(),
            request.trainTimeout());
    List<String> runs = request.preload().isEmpty() ? profile.runs() : List.of();
    // A profile may come from where the program can run, to where it cannot.
    Consumer<String> failed =
        request.profile() == null
            ? null
            : why -> {
              String note = "what main changes before initializers read it was not looked for: ";
              note += why.lines().findFirst().orElse("");
              if (!notes.contains(note)) {
                notes.add(note);
              }
            };
    return new Rehearse(run, runs, trusted, failed, program.work());
  }

  /** Classes that the user wants restored whatever they did. */
  private List<String> trusted(Profile profile, Closure closure) {
    ClassPatterns patterns = new ClassPatterns(request.buildTime());
    Set<String> names = new TreeSet<>(closure.reasons().keySet());
    profile.initialized().forEach(i -> names.add(i.className()));
    names.removeIf(name -> !patterns.matches(name));
    return List.copyOf(names);
  }

  /** Classes that are {@code RUN_TIME} before anything is observed, with the reason. */
  private Map<String, String> requested(
      Program program, Profile profile, Closure closure, ProgramRewriting rewriting) {
    ClassPatterns runTime = new ClassPatterns(request.runTime());
    ClassPatterns buildTime = new ClassPatterns(request.buildTime());
    Map<String, String> requested = new LinkedHashMap<>();
    Set<String> names = new TreeSet<>(closure.reasons().keySet());
    profile.initialized().forEach(i -> names.add(i.className()));
    Map<ClassPatterns, String> hints = new LinkedHashMap<>();
    closure.runTimeHints().forEach((p, f) -> hints.put(new ClassPatterns(List.of(p)), f));
    for (String name : names) {
      if (runTime.matches(name)) {
        requested.put(name, "requested by --initialize-at-run-time");
        continue;
      }
      if (!buildTime.matches(name)) {
        hints.forEach(
            (pattern, file) -> {
              if (pattern.matches(name)) {
                requested.putIfAbsent(name, "its author asks for it in " + file);
              }
            });
      }
    }
    for (Profile.Initialized i : profile.initialized()) {
      byte[] file = bytes(program.files(), i.className());
      String refusal = file == null ? null : rewriting.refusal(file);
      if (refusal != null) {
        requested.putIfAbsent(i.className(), refusal);
      }
    }
    return requested;
  }

  private static Map<String, String> metadata(Program program, Profile profile, Observed observed) {
    ProfileShare share = ProfileShare.of(profile, observed.observation());
    Map<String, String> metadata = new TreeMap<>();
    metadata.put("tool.version", ToolVersion.current());
    metadata.put("main.class", program.classPath().mainClass());
    metadata.put("java.home.version", program.jdk().build());
    metadata.put("initializers.restored", String.valueOf(share.restored()));
    metadata.put("initializers.trained", String.valueOf(share.trained()));
    metadata.put("initializers.nanos.restored", String.valueOf(share.restoredNanos()));
    metadata.put("initializers.nanos.trained", String.valueOf(share.trainedNanos()));
    return metadata;
  }

  private Map<String, byte[]> extraEntries(
      CapturedHeap captured,
      ClassHierarchy hierarchy,
      ReportMaker report,
      Closure closure,
      EncodedHeap heap,
      List<String> written) {
    Map<String, byte[]> entries = new LinkedHashMap<>(RuntimeClasses.entries(hierarchy));
    entries.putAll(
        ExtensionClasses.entries(captured, ExtensionJars.of(request.extensions()).loader()));
    List<String> all = new ArrayList<>(notes);
    all.addAll(written);
    RestoredList restored =
        new RestoredList(
            report.restoredClasses(),
            request.preload(),
            report.lateClasses(),
            report.memos(),
            new Serializers(request.serializers(), false).options());
    entries.put(RestoredList.ENTRY, restored.text().getBytes(StandardCharsets.UTF_8));
    entries.put(ImageReport.ENTRY, report.json(closure, heap, all));
    return entries;
  }

  private BuildSummary finish(
      Program program, Profile profile, Observed observed, EncodedHeap heap, WrittenImage image) {
    progress.stage("archive");
    TrainingRuns runs =
        TrainingRuns.of(profile.runs(), request.trainUntil(), request.trainTimeout());
    WrittenArchive archive =
        new Archive(program.jdk(), BuildOrigin.of(request, profile.runs()))
            .write(image.file(), runs, request.archive());
    notes.addAll(archive.notes());
    if (archive.archive() != null && request.trainUntil() == null) {
      progress.stage("compare");
      compare(program, archive, runs);
    }
    ProfileShare share = ProfileShare.of(profile, observed.observation());
    List<Verdict> costliest =
        share.costliestNotRestored(observed.observation().verdicts(), COSTLIEST);
    return new BuildSummary(
        image.file(),
        image.bytes(),
        archive.archive(),
        archive.args(),
        share.restored(),
        share.trained(),
        share.restoredNanos(),
        share.trainedNanos(),
        heap.objectCount(),
        heap.reseedCount(),
        observed.observation().guards().size(),
        observed.observation().iterations(),
        costliest,
        share.selfNanos(),
        List.copyOf(notes));
  }

  private void compare(Program program, WrittenArchive archive, TrainingRuns runs) {
    try {
      StockResult result =
          new StockComparison(program.jdk(), request.jvmArgs())
              .compare(program.unmodified(), archive, runs, StockComparison.DEFAULT_PAIRS);
      notes.add(result.sentence());
    } catch (SnapshotException e) {
      notes.add("not compared with the best stock archive: " + e.getMessage());
    }
  }
}
