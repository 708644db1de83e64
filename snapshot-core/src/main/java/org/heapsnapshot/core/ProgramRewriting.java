package org.heapsnapshot.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.core.rewrite.ClassFileVersion;
import org.heapsnapshot.core.rewrite.ClassHierarchy;
import org.heapsnapshot.core.rewrite.ConcatRewriter;
import org.heapsnapshot.core.rewrite.DeferredReads;
import org.heapsnapshot.core.rewrite.InitializerRewriter;
import org.heapsnapshot.core.rewrite.LambdaRewriter;
import org.heapsnapshot.core.rewrite.LateScript;
import org.heapsnapshot.core.write.ClassFile;
import org.heapsnapshot.core.write.ClassTransform;

/**
 * What becomes of each class of the program on its way into the image: lambdas and, where no
 * archive holds them linked, string concatenations first; then the class-file version; then the
 * question at the head of its initializer. The bundle that is observed gets all but that question.
 *
 * <p>Used from one thread.
 */
final class ProgramRewriting implements ClassTransform {
  /** The JDK whose archives hold linked call sites (JEP 483). */
  private static final int ARCHIVED_CALL_SITES = 24;

  private final LambdaRewriter lambdas;
  private final ConcatRewriter concatenations;
  private final DeferredReads reads;
  private final ClassFileVersion versions;
  private final InitializerRewriter initializers;
  private final String mainClass;
  private final Map<String, Integer> rows;
  private final Map<String, LateScript> late;
  private final Map<String, String> refused = new LinkedHashMap<>();

  private ProgramRewriting(
      ClassHierarchy hierarchy,
      int feature,
      DeferredReads reads,
      String mainClass,
      Map<String, Integer> rows,
      Map<String, LateScript> late) {
    this.reads = reads;
    this.lambdas = new LambdaRewriter(hierarchy);
    this.concatenations = feature < ARCHIVED_CALL_SITES ? new ConcatRewriter() : null;
    this.versions = new ClassFileVersion(feature, hierarchy);
    this.initializers = new InitializerRewriter(hierarchy);
    this.mainClass = mainClass;
    this.rows = rows;
    this.late = late;
  }

  /** The rewriting before observation. */
  static ProgramRewriting forObservation(ClassHierarchy hierarchy, int feature) {
    DeferredReads none = new DeferredReads(Map.of(), name -> null);
    return new ProgramRewriting(hierarchy, feature, none, null, Map.of(), Map.of());
  }

  /**
   * The rewriting for the image.
   *
   * @param reads what asks the image when the program reads a field
   * @param restored binary names of the restored classes; the index is the row in STATICS
   * @param late what some of them do at their natural time
   */
  static ProgramRewriting forImage(
      ClassHierarchy hierarchy,
      int feature,
      DeferredReads reads,
      String mainClass,
      List<String> restored,
      Map<String, LateScript> late) {
    Map<String, Integer> rows = new LinkedHashMap<>();
    for (String name : restored) {
      rows.put(name, rows.size());
    }
    return new ProgramRewriting(hierarchy, feature, reads, mainClass, rows, late);
  }

  /** Classes whose initializer could not take the question, with the reason; found so far. */
  Map<String, String> refused() {
    return refused;
  }

  @Override
  public List<ClassFile> transform(String className, byte[] bytes) {
    try {
      LambdaRewriter.Result result = lambdas.rewrite(bytes);
      List<ClassFile> classes = new ArrayList<>();
      classes.add(finish(className, result.classFile()));
      result.generated().forEach((name, file) -> classes.add(finish(name.replace('/', '.'), file)));
      reads.companions(className).forEach((name, file) -> classes.add(new ClassFile(name, file)));
      return classes;
    } catch (RuntimeException e) {
      if (reads.concerns(className)) {
        throw new SnapshotException(
            className + " cannot be rewritten, and it may read a deferred field: " + e, e);
      }
      // No class file that we understand: it is carried as it is.
      return List.of(new ClassFile(className, bytes));
    }
  }

  private ClassFile finish(String className, byte[] bytes) {
    byte[] adjusted = versions.adjust(joined(reads.rewrite(bytes))).classFile();
    LateScript script = late.getOrDefault(className, LateScript.NONE);
    if (className.equals(mainClass)) {
      int row = rows.getOrDefault(className, InitializerRewriter.NO_ROW);
      return checked(className, initializers.rewriteOrAdd(adjusted, row, script));
    }
    Integer row = rows.get(className);
    return row == null
        ? new ClassFile(className, adjusted)
        : checked(className, initializers.rewrite(adjusted, row, script));
  }

  private byte[] joined(byte[] bytes) {
    return concatenations == null ? bytes : concatenations.rewrite(bytes);
  }

  private ClassFile checked(String className, InitializerRewriter.Result result) {
    if (!result.rewritten() && result.outcome() != InitializerRewriter.Outcome.NO_INITIALIZER) {
      refused.put(className, result.outcome().toString());
    }
    return new ClassFile(className, result.classFile());
  }

  /** Why the initializer of a class could not take the question, or null when it can. */
  String refusal(byte[] classFile) {
    try {
      InitializerRewriter.Result result =
          initializers.rewrite(joined(lambdas.rewrite(classFile).classFile()), Short.MAX_VALUE + 1);
      return result.rewritten() || result.outcome() == InitializerRewriter.Outcome.NO_INITIALIZER
          ? null
          : "its initializer cannot be rewritten: " + result.outcome();
    } catch (RuntimeException e) {
      return "its class file is not understood: " + e.getMessage();
    }
  }
}
