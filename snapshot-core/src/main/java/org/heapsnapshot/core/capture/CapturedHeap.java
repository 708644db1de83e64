package org.heapsnapshot.core.capture;

import java.util.List;

/**
 * The product of capture: the object graph below the statics of all {@code BUILD_TIME} classes, as
 * it was in one child JVM.
 *
 * <p>Objects are numbered by discovery, which is breadth first from the statics in the order of
 * {@link #statics}: id 0 is {@code null}, id {@code i} is {@code objects.get(i - 1)}. These ids are
 * not those of the image format; the encoder sorts by kind and class.
 *
 * <p>Thread-safety: immutable by convention; lists are not modified after construction.
 *
 * @param jvm what the child JVM was
 * @param classes every class that an object, a symbol or a static row names; an index into it is a
 *     <em>class index</em>
 * @param objects the objects, id minus one
 * @param statics the restored classes in restore order; row N is {@code enter(N, ...)}
 * @param hashed the logical view of every hashed collection among {@link #objects}
 * @param late those of the restored classes that are initialized at their natural time, in the
 *     order of {@link #statics}; their fields that hold loggers are not among the statics
 * @param identityHashes what {@code System.identityHashCode} answers for each object, id minus one;
 *     empty when it was not asked
 * @param made the classes among {@link #classes} that the program made while it was observed, in
 *     the order of their making
 * @param loaders the class loaders of the program among {@link #objects}, each after its parent
 */
public record CapturedHeap(
    CapturedJvm jvm,
    List<CapturedClass> classes,
    List<CapturedObject> objects,
    List<CapturedStatics> statics,
    List<HashedCollection> hashed,
    List<CapturedLate> late,
    int[] identityHashes,
    List<CapturedMade> made,
    List<CapturedLoader> loaders) {

  /** A heap without late and made classes, whose identity hashes are not known. */
  public CapturedHeap(
      CapturedJvm jvm,
      List<CapturedClass> classes,
      List<CapturedObject> objects,
      List<CapturedStatics> statics,
      List<HashedCollection> hashed) {
    this(jvm, classes, objects, statics, hashed, List.of(), new int[0], List.of(), List.of());
  }

  /** Binary names of the restored classes; the index is the row. */
  public List<String> restoredClasses() {
    return statics.stream().map(row -> classes.get(row.classIndex()).name()).toList();
  }

  /**
   * Whether there is anything to restore: a static field, a class that the program made, or what a
   * class does at its natural time.
   */
  public boolean hasState() {
    return statics.stream().anyMatch(row -> row.fields().length + row.handed().length > 0)
        || late.stream().anyMatch(c -> !c.steps().isEmpty())
        || !made.isEmpty();
  }

  /** The same heap with other classes, objects and statics. */
  public CapturedHeap with(
      List<CapturedClass> otherClasses,
      List<CapturedObject> otherObjects,
      List<CapturedStatics> otherStatics) {
    return new CapturedHeap(
        jvm, otherClasses, otherObjects, otherStatics, hashed, late, identityHashes, made, loaders);
  }

  /** The same heap with other class files of the classes that the program made. */
  public CapturedHeap withMade(List<CapturedMade> others) {
    return new CapturedHeap(
        jvm, classes, objects, statics, hashed, late, identityHashes, others, loaders);
  }

  /** The same heap with class loaders of the program. */
  public CapturedHeap withLoaders(List<CapturedLoader> others) {
    return new CapturedHeap(
        jvm, classes, objects, statics, hashed, late, identityHashes, made, others);
  }
}
