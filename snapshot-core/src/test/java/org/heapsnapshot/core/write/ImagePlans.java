package org.heapsnapshot.core.write;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.heapsnapshot.core.Progress;
import org.heapsnapshot.core.classpath.ClassFiles;
import org.heapsnapshot.core.classpath.ClassPath;
import org.heapsnapshot.core.classpath.ClassPathReader;
import org.heapsnapshot.core.encode.EncodedHeap;
import org.heapsnapshot.core.fixture.Compiled;
import org.heapsnapshot.core.fixture.Requests;
import org.heapsnapshot.core.train.Profile;
import org.heapsnapshot.runtime.format.HeapLayout;

/** Plans of small images, whose heap is a pattern and whose seal sets the id alone. */
final class ImagePlans implements AutoCloseable {
  /** Like the real one, a method that answers with the id. */
  private static final String IMAGE_ID =
      "package org.heapsnapshot.image; public final class ImageId {"
          + " public static String digest() { return \"%s\"; } }";

  final ClassFiles files;
  private final ClassPath classPath;
  private final Path work;
  private final Map<String, byte[]> extra = new LinkedHashMap<>();
  private final List<String> loaded = new ArrayList<>();
  private final List<String> opened = new ArrayList<>();
  private int feature = 17;
  private boolean keep;
  private ClassTransform transform = ClassTransform.NONE;

  private ImagePlans(ClassPath classPath, Path work, int feature) {
    this.classPath = classPath;
    this.work = work;
    this.feature = feature;
    this.files = ClassFiles.open(classPath, feature);
  }

  static ImagePlans of(int feature, Path work, Path jar) {
    return new ImagePlans(
        new ClassPathReader(Requests.jar(jar, null), feature, work, Progress.NONE).read(),
        work,
        feature);
  }

  static ImagePlans of(int feature, Path work, String main, Path... classPath) {
    return new ImagePlans(
        new ClassPathReader(Requests.classPath(main, classPath), feature, work, Progress.NONE)
            .read(),
        work,
        feature);
  }

  ImagePlans loaded(String... names) {
    loaded.addAll(List.of(names));
    return this;
  }

  ImagePlans opened(String... names) {
    opened.addAll(List.of(names));
    return this;
  }

  ImagePlans extra(String name, byte[] bytes) {
    extra.put(name, bytes);
    return this;
  }

  ImagePlans keepClassPath() {
    keep = true;
    return this;
  }

  ImagePlans transform(ClassTransform by) {
    transform = by;
    return this;
  }

  ImagePlan plan() {
    return new ImagePlan(
        classPath,
        files,
        new Profile(List.of(), loaded, List.of(), opened, List.of()),
        new EncodedHeap(heap(), List.of(classPath.mainClass()), 0, 0),
        feature,
        work,
        keep,
        transform,
        (heap, id) -> {
          byte[] sealed = heap.clone();
          System.arraycopy(id, 0, sealed, HeapLayout.IMAGE_ID_OFFSET, id.length);
          return sealed;
        },
        id -> new TreeMap<>(Compiled.of(IMAGE_ID.formatted(id))).firstEntry().getValue(),
        notes -> {
          Map<String, byte[]> all = new LinkedHashMap<>(extra);
          all.put(
              "META-INF/snapshot/notes.txt",
              String.join("\n", notes).getBytes(StandardCharsets.UTF_8));
          return all;
        });
  }

  /** A header of zeros and bytes behind it. */
  static byte[] heap() {
    ByteBuffer heap = ByteBuffer.allocate(10_000);
    for (int i = HeapLayout.HEADER_BYTES; i < heap.capacity(); i++) {
      heap.put(i, (byte) (i * 31));
    }
    return heap.array();
  }

  @Override
  public void close() {
    files.close();
  }
}
