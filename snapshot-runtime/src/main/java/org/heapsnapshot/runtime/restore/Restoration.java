package org.heapsnapshot.runtime.restore;

import java.lang.reflect.Field;
import java.util.Arrays;
import org.heapsnapshot.runtime.format.ClassFlags;
import org.heapsnapshot.runtime.format.ReseedKind;
import org.heapsnapshot.runtime.image.CopiedObjects;
import org.heapsnapshot.runtime.image.Image;
import org.heapsnapshot.runtime.image.LoadResult;
import org.heapsnapshot.runtime.image.Refusal;
import org.heapsnapshot.runtime.image.Units;

/**
 * The restoration of one image: {@link #prepare}, the point of no return, {@link #restore}.
 *
 * <p>All boot units are restored together, in phases that are global over them: initialize every
 * restored class, allocate everything, fill everything, set every static, then re-seed. Code of the
 * program runs in the last phase only, when it cannot see a static that is not set. Lazy units
 * follow one by one, each when the initializer of its class runs ({@link #enter}).
 *
 * <p>Thread-safety: one thread restores the boot units while it is the only one that runs the
 * program, and holds no lock. {@link #enter} is called by any thread.
 */
public final class Restoration {
  /** Names of the entries of {@link #nanos}. */
  private static final String[] PHASES = {
    "environment", "classes", "jdkObjects", "initialize", "allocate", "fill", "statics", "reseed"
  };

  private final Image image;
  private final ClassLoader loader;
  private final Memory memory;
  private final long[] nanos = new long[PHASES.length];
  private long phaseStart;

  private LoadedClasses types;
  private Class<?>[] owners;
  private ObjectMaker maker;
  private Reseed reseed;
  private LazyUnits lazy;

  /** Number of boot units; the last is not among them when it depends on a fact that differs. */
  private int boots;

  /** Units that depend on facts that differ; null when there is none. */
  private boolean[] declined;

  private String difference;

  /** Null when the program made no classes. */
  private ClassDefiner definer;

  private boolean agentsPassive;
  private boolean offsetsComputed;

  /** Rows of lazy classes that were initialized before boot was ready for it. */
  private int[] early = new int[4];

  private int earlyCount;
  private boolean staticsSet;

  /**
   * A restoration that has not begun.
   *
   * @param image whose objects are restored
   * @param loader that of the program's classes
   * @param memory access to objects of this JVM
   */
  public Restoration(Image image, ClassLoader loader, Memory memory) {
    this.image = image;
    this.loader = loader;
    this.memory = memory;
  }

  /**
   * Does all that can fail: compares the environment, finds the classes of the boot units, looks up
   * what the JDK has, makes strings. Initializes no class of the program.
   *
   * @param feature the feature release of the running JDK
   * @param agentsTrusted whether a start with an agent goes on, with computed offsets
   * @throws Refusal when the image is not used; nothing has changed then
   */
  public void prepare(int feature, boolean agentsTrusted) {
    phaseStart = System.nanoTime();
    Environment environment = new Environment(image.fingerprint);
    environment.checkHard(feature);
    // An agent that is known to change no class, such as that of verify, leaves all as it is.
    agentsPassive = "passive".equals(System.getProperty("snapshot.agents"));
    boolean agent = !agentsPassive && Environment.hasAgent(memory);
    if (agent && !agentsTrusted) {
      throw new Refusal(LoadResult.AGENT, null);
    }
    offsetsComputed = agent || !environment.isSameBuild() || !environment.isSameLayout(memory);
    boots = image.units.bootCount;
    if (image.guards.count > 0) {
      checkGuards();
    }
    endPhase(0);
    types = new LoadedClasses(image.classes, image.strings, loader);
    if (image.made != null) {
      prepareDefining(agent);
    }
    Field[] fields = null;
    if (offsetsComputed) {
      types.loadAll();
      fields = new OffsetTable(image, types, memory).compute(image.fingerprint);
    } else {
      loadBootClasses();
    }
    endPhase(1);
    prepareObjects();
    if (offsetsComputed) {
      new TypeCheck(image, types, fields, maker.objects).check();
    }
    endPhase(2);
  }

  private void checkGuards() {
    boolean[] units = new boolean[image.units.count];
    difference =
        Guards.check(
            image.guards, units, image.strings, loader, !offsetsComputed, agentsPassive, memory);
    if (difference != null) {
      declined = units;
      boots -= declined[boots - 1] ? 1 : 0;
    }
  }

  private void prepareDefining(boolean agent) {
    if (agent) {
      // What it changes in a class that is defined past the point of no return cannot be checked.
      throw new Refusal(LoadResult.AGENT, null);
    }
    definer = new ClassDefiner(image, types, memory);
    types.defineBy(definer);
    if (offsetsComputed) {
      definer.computeOffsets();
    }
  }

  /** Finds the classes that boot units need; those of lazy units are found when they are. */
  private void loadBootClasses() {
    CopiedObjects copied = image.objects;
    for (int g = 0; g < image.units.instanceGroupStart(boots); g++) {
      find(copied.instanceClass(g));
    }
    for (int g = 0; g < image.units.arrayGroupStart(boots); g++) {
      types.get(copied.arrayClass(g));
    }
    for (int i = 0; i < image.units.symbolStart(boots); i++) {
      if (image.jdkObjects.symbolClass(i) >= 0) {
        find(image.jdkObjects.symbolClass(i));
      }
    }
  }

  private void find(int c) {
    if (types.isReady(c)) {
      types.get(c);
    }
  }

  private void prepareObjects() {
    checkSpace();
    Object[] objects;
    try {
      objects = new Object[image.objects.lastObject + 1];
      maker = new ObjectMaker(image, types, memory, objects);
      if (image.jdkObjects.hasCalls) {
        GeneratedCalls.checkAll(image);
      }
      maker.makeJdkObjects(0, boots);
      // Before the point of no return: they may have to be read.
      maker.makePrimitiveArrays(0, boots);
      if (!maker.hasLazyPrimitives()) {
        image.heap.close();
      }
    } catch (OutOfMemoryError e) {
      throw new Refusal(LoadResult.NO_MEMORY, null);
    }
    reseed = new Reseed(image.reseeds, objects, memory);
    reseed.prepare(image, types, image.units.reseedStart(boots));
    owners = new Class<?>[image.statics.classCount];
    findOwners();
    lazy = new LazyUnits(image, maker, types, reseed);
  }

  private void findOwners() {
    for (int row = 0; row < owners.length; row++) {
      int owner = image.statics.owner(row);
      if (image.statics.unit(row) < boots && types.isReady(owner)) {
        owners[row] = types.get(owner);
      }
    }
  }

  /** Past the point of no return memory must not run out: asks for room for all, with a margin. */
  private void checkSpace() {
    Runtime jvm = Runtime.getRuntime();
    long free = jvm.maxMemory() - jvm.totalMemory() + jvm.freeMemory();
    long needed = 24L * image.objects.lastObject + 2L * image.heap.byteCount();
    if (free < needed) {
      throw Refusal.found(LoadResult.NO_MEMORY, "free bytes", free, needed);
    }
  }

  /**
   * The classes that are restored at boot, by row of STATICS, null for lazy ones; after {@link
   * #prepare}.
   */
  public Class<?>[] owners() {
    return owners;
  }

  /** The class of a row of STATICS; after {@link #prepare}. */
  public Class<?> owner(int row) {
    return types.get(image.statics.owner(row));
  }

  /**
   * Restores the boot units. Called past the point of no return: the classes are initialized here
   * without their initializers' bodies, so what fails now leaves a program that cannot run.
   *
   * @throws Throwable only what no check could have found: no memory, or an initializer or {@code
   *     hashCode} of the program that fails
   */
  public void restore() throws Throwable {
    phaseStart = System.nanoTime();
    if (image.classes.hasPlaceholders()) {
      Deferred.restoration = this;
    }
    if (definer != null) {
      definer.begin();
      definer.makeLoaders(maker.objects);
      definer.boot(boots);
      findOwners();
      maker.makeWaiting(0, boots);
    }
    initialize();
    endPhase(3);
    maker.allocate(0, boots);
    endPhase(4);
    maker.fill(0, boots);
    endPhase(5);
    for (int row = 0; row < owners.length; row++) {
      if (owners[row] != null) {
        maker.setStatics(row, owners[row]);
      }
    }
    staticsSet = true;
    for (int i = 0; i < earlyCount; i++) {
      int row = early[i];
      restoreLazy(row, types.get(image.statics.owner(row)));
    }
    endPhase(6);
    reseed.rebuild(0, image.units.reseedStart(boots));
    lazy.booted();
    endPhase(7);
  }

  /** Initializes the classes of boot units, but for those that boot leaves to the program. */
  private void initialize() throws ClassNotFoundException {
    for (int row = 0; row < owners.length; row++) {
      int flags = image.classes.flags(image.statics.owner(row));
      if (owners[row] != null && (flags & ClassFlags.LATE) == 0) {
        Class.forName(owners[row].getName(), true, owners[row].getClassLoader());
      }
    }
  }

  /**
   * Restores a lazy class. Called by its initializer, and so once.
   *
   * @param row of STATICS; one whose {@link #owners} is null
   * @param owner the class that is being initialized
   * @return false when its own initializer has to run: it is not the image's class, or depends on a
   *     fact that differs
   * @throws Refusal when an agent that attached since boot has changed a class, or what is in the
   *     image file cannot be read any more; the same
   */
  public boolean enter(int row, Class<?> owner) {
    if (isDeclined(row)
        || owner.getClassLoader() != loader
            && (definer == null || !definer.isDefined(image.statics.owner(row), owner))) {
      return false;
    }
    if (!staticsSet) {
      // Only the thread that boots gets here, while no code of the program runs: soon enough.
      if (earlyCount == early.length) {
        early = Arrays.copyOf(early, 2 * earlyCount);
      }
      early[earlyCount++] = row;
      return true;
    }
    if (!offsetsComputed && !agentsPassive && Environment.hasAgent(memory)) {
      recompute(row);
    }
    types.put(image.statics.owner(row), owner);
    try {
      restoreLazy(row, owner);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("restoring " + owner.getName(), e);
    }
    return true;
  }

  private void restoreLazy(int row, Class<?> owner) throws ReflectiveOperationException {
    if (definer != null) {
      definer.define(row);
    }
    lazy.restore(row, owner);
  }

  /**
   * What a placeholder stands for; made when it is read for the first time, and put into the field
   * then unless the program has put something else there. Called by any thread.
   *
   * @param placeholder found in a field of {@code holder}
   * @param holder null when only the object is asked for
   */
  public Object read(Deferred placeholder, Object holder) {
    if (placeholder.value == null && !lazy.isMadeAlone(placeholder.target)
        || placeholder.field < 0
        || placeholder.field >= image.classes.fieldCount) {
      throw new LinkageError("no placeholder of this image in " + nameOf(holder));
    }
    if (!offsetsComputed && !agentsPassive && Environment.hasAgent(memory)) {
      recomputeFor(placeholder);
    }
    Object value;
    try {
      value = lazy.read(placeholder);
    } catch (ReflectiveOperationException | Refusal e) {
      throw new LinkageError("restoring a field of " + nameOf(holder), e);
    }
    if (holder != null) {
      memory.compareAndSet(holder, image.classes.offset(placeholder.field), placeholder, value);
    }
    return value;
  }

  private static String nameOf(Object holder) {
    return holder == null ? "an object that is serialized" : holder.getClass().getName();
  }

  /**
   * What the initializer of a class is handed, once its statics are set.
   *
   * @param row of STATICS
   * @param number of the object
   */
  public Object handed(int row, int number) {
    return maker.handed(row, number);
  }

  /**
   * Moves the fields of an object that an initializer made to one of the image.
   *
   * @param object of the class of {@code made} or a subclass
   */
  public void adopt(Object object, Object made) {
    Adoption.adopt(object, made, memory);
  }

  /** An agent attached since boot: classes loaded from then on may have other fields. */
  private void recompute(int row) {
    OffsetTable offsets = new OffsetTable(image, types, memory);
    offsets.compute(image.statics.owner(row));
    recomputeUnit(image.statics.unit(row), offsets);
  }

  /** The same; what refuses a class here leaves nothing to fall back to. */
  private void recomputeFor(Deferred placeholder) {
    try {
      recomputeUnit(lazy.unitOf(placeholder.target), new OffsetTable(image, types, memory));
    } catch (Refusal e) {
      throw new LinkageError("an agent has changed a class: " + e.getMessage(), e);
    }
  }

  private void recomputeUnit(int unit, OffsetTable offsets) {
    Units units = image.units;
    for (int g = units.instanceGroupStart(unit); g < units.instanceGroupStart(unit + 1); g++) {
      offsets.compute(image.objects.instanceClass(g));
    }
    for (int i = units.needStart(unit); i < units.needStart(unit + 1); i++) {
      if (units.isLazy(units.need(i))) {
        recomputeUnit(units.need(i), offsets);
      }
    }
  }

  private void endPhase(int phase) {
    long now = System.nanoTime();
    nanos[phase] = now - phaseStart;
    phaseStart = now;
  }

  /** Number of phases. */
  public static int phaseCount() {
    return PHASES.length;
  }

  /** Name of a phase. */
  public static String phaseName(int phase) {
    return PHASES[phase];
  }

  /** What a phase took; 0 when it was not reached. */
  public long phaseNanos(int phase) {
    return nanos[phase];
  }

  /** Whether field offsets were computed at boot rather than taken from the image. */
  public boolean offsetsComputed() {
    return offsetsComputed;
  }

  /** Number of classes that are restored by their own initializers; after {@link #prepare}. */
  public int lazyClasses() {
    int count = 0;
    for (int row = 0; row < owners.length; row++) {
      count += owners[row] == null && !isDeclined(row) ? 1 : 0;
    }
    return count;
  }

  /** Number of classes whose initializers run because a fact differs on which they depend. */
  public int declinedClasses() {
    int count = 0;
    for (int row = 0; row < owners.length; row++) {
      count += isDeclined(row) ? 1 : 0;
    }
    return count;
  }

  private boolean isDeclined(int row) {
    return declined != null && declined[image.statics.unit(row)];
  }

  /** The fact that differs, what it is and was, and who read it; null when there is none. */
  public String difference() {
    return difference;
  }

  /** Number of collections that were rebuilt. */
  public int reseeded() {
    return reseed == null ? 0 : reseed.rebuilt();
  }

  /** Number of entries of the collections that were rebuilt. */
  public int reseededEntries() {
    return reseed == null ? 0 : reseed.entries();
  }

  /** Number of hashed collections of the boot units that were not rebuilt; after restoring. */
  public int copiedHashed() {
    int count = 0;
    for (int g = 0; g < image.units.instanceGroupStart(boots); g++) {
      count += isHashed(g) ? image.objects.instanceCount(g) : 0;
    }
    for (int i = 0; i < image.units.reseedStart(boots); i++) {
      boolean rebuilt = image.reseeds.kind(i) != ReseedKind.IDENTITY_HASH;
      count -= rebuilt && isHashed(image.objects.groupOf(image.reseeds.object(i))) ? 1 : 0;
    }
    return count;
  }

  private boolean isHashed(int group) {
    return TableFields.isHashed(types.get(image.objects.instanceClass(group)));
  }
}
