package org.heapsnapshot.core.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.core.classpath.ClassPathResource;
import org.heapsnapshot.core.classpath.EntryTime;
import org.heapsnapshot.runtime.format.HeapLayout;
import org.heapsnapshot.runtime.format.ImageLayout;

/**
 * The classes of an image in their order, transformed and as they will be in the file, and the
 * image id that follows from them and the heap.
 *
 * <p>The order: the runtime's classes, which start first; the classes used at start-up, stored, in
 * the order of training and then of restoration, each followed by the classes generated from it;
 * the rest, deflated, in class path order.
 */
final class ClassSection {
  private static final String SUFFIX = ".class";
  private static final String IMAGE_ID = ClassPathResource.nameOf(ImageLayout.IMAGE_ID_CLASS);

  private final List<ZipPayload> payloads = new ArrayList<>();
  private final Set<String> names = new LinkedHashSet<>();
  private final List<String> notes = new ArrayList<>();
  private final MessageDigest digest = sha256();
  private final ImagePlan plan;

  private ClassSection(ImagePlan plan) {
    this.plan = plan;
    // The id covers the heap from its section table on; the header holds the id.
    byte[] heap = plan.heap().bytes();
    digest.update(heap, HeapLayout.HEADER_BYTES, heap.length - HeapLayout.HEADER_BYTES);
  }

  /**
   * Transforms and orders the classes.
   *
   * @param selected the program's classes
   * @param extra further entries, of which those whose name ends in {@code .class} count here
   */
  static ClassSection of(
      ImagePlan plan, List<ClassPathResource> selected, Map<String, byte[]> extra) {
    ClassSection section = new ClassSection(plan);
    extra.forEach(
        (name, bytes) -> {
          // A placeholder of ImageId may come with the runtime; the real one follows from the id.
          if (name.endsWith(SUFFIX) && !name.equals(IMAGE_ID)) {
            section.add(ZipPayload.stored(name, EntryTime.CONSTANT, bytes), bytes);
          }
        });
    Map<String, ClassPathResource> rest = new LinkedHashMap<>();
    selected.forEach(resource -> rest.put(resource.name(), resource));
    try (ZipPayload.Compressor compressor = new ZipPayload.Compressor()) {
      for (String name : section.startOrder()) {
        ClassPathResource hot = rest.remove(ClassPathResource.nameOf(name));
        if (hot != null) {
          section.transformed(hot, null);
        }
      }
      for (ClassPathResource cold : rest.values()) {
        section.transformed(cold, compressor);
      }
    }
    return section;
  }

  private Set<String> startOrder() {
    Set<String> order = new LinkedHashSet<>();
    if (plan.profile() != null) {
      order.addAll(plan.profile().loaded());
    }
    order.add(plan.classPath().mainClass());
    order.addAll(plan.heap().restoredClasses());
    return order;
  }

  private void transformed(ClassPathResource resource, ZipPayload.Compressor compressor) {
    if (names.contains(resource.name())) {
      notes.add(resource.name() + ": replaced by the class of that name in the runtime");
      return;
    }
    byte[] bytes;
    try {
      bytes = plan.classFiles().read(resource);
    } catch (IOException e) {
      notes.add(resource.name() + ": cannot be read and is left out: " + e.getMessage());
      return;
    }
    if (!resource.isClass()) {
      add(payload(resource.name(), resource.time(), bytes, compressor), bytes);
      return;
    }
    for (ClassFile result : plan.transform().transform(resource.className(), bytes)) {
      String name = ClassPathResource.nameOf(result.className());
      add(payload(name, resource.time(), result.bytes(), compressor), result.bytes());
    }
  }

  private static ZipPayload payload(
      String name, EntryTime time, byte[] bytes, ZipPayload.Compressor compressor) {
    return compressor == null
        ? ZipPayload.stored(name, time, bytes)
        : compressor.deflated(name, time, bytes);
  }

  private void add(ZipPayload payload, byte[] bytes) {
    if (!names.add(payload.name())) {
      throw new IllegalStateException("two classes for the image's entry " + payload.name());
    }
    digest.update(payload.name().getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    digest.update(bytes);
    payloads.add(payload);
  }

  /** The image id; to be asked for once. */
  byte[] imageId() {
    return digest.digest();
  }

  /** The entries in file order. */
  List<ZipPayload> payloads() {
    return payloads;
  }

  /** What a user should know. */
  List<String> notes() {
    return notes;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
