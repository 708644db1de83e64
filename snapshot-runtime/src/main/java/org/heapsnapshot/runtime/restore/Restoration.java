package org.heapsnapshot.runtime.restore;

import java.lang.reflect.Array;
import org.heapsnapshot.runtime.format.FieldDesc;
import org.heapsnapshot.runtime.image.Classes;
import org.heapsnapshot.runtime.image.CopiedObjects;
import org.heapsnapshot.runtime.image.Image;
import org.heapsnapshot.runtime.image.LoadResult;
import org.heapsnapshot.runtime.image.Refusal;
import org.heapsnapshot.runtime.image.Statics;

/**
 * The restoration of one image: {@link #prepare}, the point of no return, {@link #restore}.
 *
 * <p>All boot units are restored together, in phases that are global over them: initialize every
 * restored class, allocate everything, fill everything, set every static, then re-seed. Code of the
 * program runs in the last phase only, when it cannot see a static that is not set.
 *
 * <p>Not thread-safe: one thread restores while it is the only one that runs the program. No lock
 * is held.
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

  private Class<?>[] types;
  private Class<?>[] owners;
  private Object[] objects;
  private Reseed reseed;
  private boolean offsetsComputed;

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
   * Does all that can fail: compares the environment, finds every class, looks up what the JDK has,
   * makes strings. Initializes no class of the program.
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
    boolean agent =
        !"passive".equals(System.getProperty("snapshot.agents")) && Environment.hasAgent(memory);
    if (agent && !agentsTrusted) {
      throw new Refusal(LoadResult.AGENT, null);
    }
    offsetsComputed = agent || !environment.isSameBuild() || !environment.isSameLayout(memory);
    if (image.guards.count > 0) {
      Guards.check(image.guards, image.strings, loader, !offsetsComputed);
    }
    endPhase(0);
    LoadedClasses loaded = new LoadedClasses(image.classes, image.strings, loader);
    types = loaded.all();
    java.lang.reflect.Field[] fields = null;
    if (offsetsComputed) {
      fields = new OffsetTable(image, types, memory).compute(image.fingerprint);
    }
    endPhase(1);
    prepareObjects(loaded);
    if (offsetsComputed) {
      new TypeCheck(image, types, fields, objects).check();
    }
    endPhase(2);
  }

  private void prepareObjects(LoadedClasses loaded) {
    checkSpace();
    try {
      objects = new Object[image.objects.lastObject + 1];
      image.strings.putObjects(objects);
    } catch (OutOfMemoryError e) {
      throw new Refusal(LoadResult.NO_MEMORY, null);
    }
    if (image.jdkObjects.symbolCount > 0) {
      new Symbols(image, loaded, types, memory).putAll(objects);
    }
    if (image.jdkObjects.recipeCount > 0) {
      new JdkCalls(image.jdkObjects, objects).replay();
    }
    if (image.reseeds.count > 0) {
      reseed = new Reseed(image.reseeds, objects, memory);
      reseed.prepare(image.objects, types);
    }
    owners = new Class<?>[image.statics.classCount];
    for (int row = 0; row < owners.length; row++) {
      owners[row] = types[image.statics.owner(row)];
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

  /** The restored classes, by row of STATICS; after {@link #prepare}. */
  public Class<?>[] owners() {
    return owners;
  }

  /**
   * Restores everything. Called past the point of no return: the classes are initialized here
   * without their initializers' bodies, so what fails now leaves a program that cannot run.
   *
   * @throws Throwable only what no check could have found: no memory, or an initializer or {@code
   *     hashCode} of the program that fails
   */
  public void restore() throws Throwable {
    phaseStart = System.nanoTime();
    initialize();
    endPhase(3);
    allocateInstances();
    allocateArrays();
    endPhase(4);
    fillInstances();
    fillArrays();
    endPhase(5);
    setStatics();
    endPhase(6);
    if (reseed != null) {
      reseed.rebuildAll();
    }
    endPhase(7);
  }

  private void initialize() throws ClassNotFoundException {
    for (int row = 0; row < owners.length; row++) {
      Class.forName(owners[row].getName(), true, loader);
    }
  }

  private void allocateInstances() throws InstantiationException {
    CopiedObjects copied = image.objects;
    for (int g = 0; g < copied.instanceGroups; g++) {
      memory.allocate(
          types[copied.instanceClass(g)], objects, copied.groupFirst(g), copied.instanceCount(g));
    }
  }

  /** Allocates the arrays, and fills those of primitives. */
  private void allocateArrays() {
    CopiedObjects copied = image.objects;
    PrimitiveArrays primitives = new PrimitiveArrays(copied, objects, memory);
    int id = copied.firstArray;
    int at = copied.arrays;
    for (int g = 0; g < copied.arrayGroups; g++) {
      int n = copied.arrayCount(g);
      int kind = copied.elementKind(g);
      if (kind == 'L' || kind == '[') {
        at = allocateReferenceArrays(types[copied.arrayClass(g)], id, n, at);
      } else {
        primitives.make(kind, id, n, at);
        at += n;
      }
      id += n;
    }
  }

  private int allocateReferenceArrays(Class<?> type, int first, int count, int at) {
    int[] words = image.objects.words;
    Class<?> element = type.getComponentType();
    int total = count;
    for (int i = 0; i < count; i++) {
      int length = words[at + i];
      objects[first + i] =
          element == Object.class ? new Object[length] : Array.newInstance(element, length);
      total += length;
    }
    return at + total;
  }

  private void fillInstances() {
    CopiedObjects copied = image.objects;
    Classes classes = image.classes;
    int at = copied.columns;
    for (int g = 0; g < copied.instanceGroups; g++) {
      int c = copied.instanceClass(g);
      int first = copied.groupFirst(g);
      int n = copied.instanceCount(g);
      int end = classes.fieldStart(c + 1);
      for (int f = classes.fieldStart(c); f < end; f++) {
        int desc = classes.desc(f);
        if ((desc & FieldDesc.STATIC) != 0) {
          break;
        }
        if ((desc & FieldDesc.ZEROED) == 0) {
          int kind = desc & FieldDesc.KIND_MASK;
          memory.fill(objects, first, n, kind, classes.offset(f), copied.words, at);
          at += kind == 'J' || kind == 'D' ? 2 * n : n;
        }
      }
    }
  }

  private void fillArrays() {
    CopiedObjects copied = image.objects;
    int id = copied.firstArray;
    int at = copied.arrays;
    for (int g = 0; g < copied.arrayGroups; g++) {
      int n = copied.arrayCount(g);
      int kind = copied.elementKind(g);
      if (kind == 'L' || kind == '[') {
        int elements = at + n;
        for (int i = 0; i < n; i++) {
          elements = fillArray((Object[]) objects[id + i], elements);
        }
        at = elements;
      } else {
        at += n;
      }
      id += n;
    }
  }

  /** Fills an array through ordinary stores: quicker than Unsafe here, and checked. */
  private int fillArray(Object[] array, int at) {
    int[] words = image.objects.words;
    Object[] all = objects;
    for (int i = 0, j = at; i < array.length; i++, j++) {
      array[i] = all[words[j]];
    }
    return at + array.length;
  }

  private void setStatics() {
    Statics statics = image.statics;
    Classes classes = image.classes;
    for (int row = 0; row < owners.length; row++) {
      Class<?> owner = owners[row];
      int end = statics.start(row + 1);
      for (int i = statics.start(row); i < end; i++) {
        int field = statics.field(i);
        int desc = classes.desc(field);
        int low = statics.low(i);
        if ((desc & FieldDesc.ASSERTION_STATUS) != 0) {
          low = owner.desiredAssertionStatus() ? 0 : 1;
        }
        memory.put(
            owner,
            desc & FieldDesc.KIND_MASK,
            classes.offset(field),
            low,
            statics.high(i),
            objects);
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

  /** Number of collections that were rebuilt. */
  public int reseeded() {
    return reseed == null ? 0 : reseed.rebuilt();
  }

  /** Number of entries of the collections that were rebuilt. */
  public int reseededEntries() {
    return reseed == null ? 0 : reseed.entries();
  }

  /** Number of hashed collections of the image, rebuilt or copied; for the report. */
  public int hashedCollections() {
    int count = 0;
    for (int g = 0; g < image.objects.instanceGroups; g++) {
      Class<?> type = types[image.objects.instanceClass(g)];
      if (TableFields.isHashed(type)) {
        count += image.objects.instanceCount(g);
      }
    }
    return count;
  }
}
