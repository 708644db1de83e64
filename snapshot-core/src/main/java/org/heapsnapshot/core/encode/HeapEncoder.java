package org.heapsnapshot.core.encode;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.capture.CapturedClass;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.intern.InternedStrings;
import org.heapsnapshot.core.observe.Guard;
import org.heapsnapshot.runtime.format.HeapLayout;
import org.heapsnapshot.runtime.format.SectionId;

/**
 * The encode stage: writes the heap of an image as docs/IMAGE-FORMAT.md says.
 *
 * <p>Unstable collections lose their tables and are listed for rebuilding; what only those tables
 * held is left out; the rest is numbered anew by kind and class. The same products give the same
 * bytes; the order of guards, of hashed collections and of map entries does not matter.
 *
 * <p>Time is linear in objects and references; besides the products and the result it takes two
 * ints an object, and three more when there are at least two unstable collections.
 *
 * <p>Thread-safety: immutable; one encoder may be used by several threads.
 */
public final class HeapEncoder {
  private final Predicate<String> identityHashed;
  private final boolean lazyUnits;
  private final long maxHeapBytes;

  /** An encoder that knows no class to hash by identity but enums. */
  public HeapEncoder() {
    this(className -> false);
  }

  /**
   * An encoder that knows which classes hash by identity. Hashing stops at such objects, so that
   * collections behind them need not be rebuilt first: in a graph where most objects reach each
   * other, nothing else tells in which order the collections inside keys have to be rebuilt.
   *
   * @param identityHashed answers whether the instances of the class of that binary name have the
   *     {@code hashCode} of {@code Object}; false where it is not known. Builds of images pass
   *     {@link IdentityHashes}
   */
  public HeapEncoder(Predicate<String> identityHashed) {
    this(identityHashed, false, HeapLayout.MAX_HEAP_BYTES);
  }

  /** For tests: an encoder of a format that allows less. */
  HeapEncoder(Predicate<String> identityHashed, long maxHeapBytes) {
    this(identityHashed, false, maxHeapBytes);
  }

  private HeapEncoder(Predicate<String> identityHashed, boolean lazyUnits, long maxHeapBytes) {
    this.identityHashed = identityHashed;
    this.lazyUnits = lazyUnits;
    this.maxHeapBytes = maxHeapBytes;
  }

  /** The same, but classes that may be are restored by their own initializers. */
  public HeapEncoder withLazyUnits() {
    return new HeapEncoder(identityHashed, true, maxHeapBytes);
  }

  /**
   * Encodes a heap; its image id and header CRC are left zero for {@link #seal}.
   *
   * @param heap the captured heap, {@link
   *     org.heapsnapshot.core.capture.HashedCollection#unstable()} decided
   * @param strings what intern made of the same heap, guards, constants and metadata
   * @param guards the facts the image depends on
   * @param constants binary class name to the string constants of its constant pool
   * @param metadata what goes to section METADATA
   * @throws SnapshotException if the heap exceeds a limit of the format
   * @throws IllegalArgumentException if a product contradicts itself or another
   */
  public EncodedHeap encode(
      CapturedHeap heap,
      InternedStrings strings,
      List<Guard> guards,
      Map<String, List<String>> constants,
      Map<String, String> metadata) {
    return encode(heap, strings, guards, Set.of(), constants, metadata);
  }

  /**
   * The same, where some classes are restored only at some starts.
   *
   * @param conditional binary names of those that depend on the guards that are {@link
   *     Guard#partial}; nothing else refers to their objects
   * @throws SnapshotException if the heap exceeds a limit of the format
   * @throws IllegalArgumentException if a product contradicts itself or another
   */
  public EncodedHeap encode(
      CapturedHeap heap,
      InternedStrings strings,
      List<Guard> guards,
      Set<String> conditional,
      Map<String, List<String>> constants,
      Map<String, String> metadata) {
    IntPredicate isConditional =
        row ->
            conditional.contains(heap.classes().get(heap.statics().get(row).classIndex()).name());
    ObjectGraph graph = new ObjectGraph(heap);
    BitSet reached = Reachable.of(graph);
    int[] rebuildOrder = RebuildOrder.of(graph, reached, identityHashed);
    ClassRows rows = ClassRows.of(graph, reached);
    Units units =
        lazyUnits
            ? UnitPartition.of(graph, reached, strings, identityHashed, isConditional)
            : Units.oneBootUnit(graph);
    rebuildOrder = byUnit(rebuildOrder, units);
    rows.leaveLate(units);
    Numbering ids = Numbering.of(graph, reached, rows, strings, units);
    List<CapturedClass> classes = heap.classes();
    // In the order of the section ids.
    List<Section> sections =
        List.of(
            new FingerprintSection(heap.jvm(), rows, classes),
            new StringsSection(strings),
            StringObjectsSection.of(ids),
            ClassesSection.of(rows, strings, classes),
            UnitsSection.of(ids, rebuildOrder),
            new InstancesSection(rows, ids),
            new ArraysSection(ids),
            new PrimitivesSection(rows, ids),
            SymbolsSection.of(rows, ids, strings),
            RecipesSection.of(ids),
            StaticsSection.of(heap.statics(), classes, rows, ids, strings),
            ReseedSection.of(rebuildOrder, graph, ids),
            GuardsSection.of(guards, strings, units.ofRows(isConditional)),
            ConstantsSection.of(constants, strings),
            MetadataSection.of(metadata, strings),
            MadeSection.of(heap, rows, ids, strings));
    byte[] bytes = HeapAssembly.assemble(sections, maxHeapBytes, rows);
    return new EncodedHeap(bytes, heap.restoredClasses(), ids.last(), rebuildOrder.length);
  }

  /** The order of rebuilding within each unit; what a unit needs is rebuilt before it. */
  private static int[] byUnit(int[] rebuildOrder, Units units) {
    return Arrays.stream(rebuildOrder)
        .boxed()
        .sorted(Comparator.comparingInt(units::ofRebuilt))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * Begins the image id of an image: a SHA-256 that has been fed the heap from its section table to
   * its end. The writer adds, for each entry whose name ends in {@code .class} but {@code
   * ImageId.class}, in ZIP order, the name in UTF-8, a zero byte and the uncompressed bytes.
   *
   * @param heap a whole heap, sealed or not
   */
  public static MessageDigest beginImageId(byte[] heap) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(heap, HeapLayout.HEADER_BYTES, heap.length - HeapLayout.HEADER_BYTES);
      return digest;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * Sets the image id of a heap and the CRC of its header, which makes it complete.
   *
   * @param heap a whole heap, changed in place
   * @param imageId 32 bytes
   * @return the same array
   * @throws IllegalArgumentException if the id is of another length
   */
  public static byte[] seal(byte[] heap, byte[] imageId) {
    if (imageId.length != HeapLayout.IMAGE_ID_BYTES) {
      throw new IllegalArgumentException(
          "image id must have " + HeapLayout.IMAGE_ID_BYTES + " bytes: found=" + imageId.length);
    }
    HeapOutput out = new HeapOutput(heap, HeapLayout.IMAGE_ID_OFFSET);
    out.putBytes(imageId);
    out.putIntAt(HeapLayout.HEADER_CRC_OFFSET, 0);
    CRC32 crc = new CRC32();
    crc.update(heap, 0, HeapLayout.HEADER_BYTES + SectionId.COUNT * HeapLayout.ENTRY_BYTES);
    out.putIntAt(HeapLayout.HEADER_CRC_OFFSET, (int) crc.getValue());
    return heap;
  }
}
