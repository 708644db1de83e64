package org.heapsnapshot.runtime.restore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.heapsnapshot.image.ImageId;
import org.heapsnapshot.runtime.Restore;
import org.heapsnapshot.runtime.format.UnsafeNames;
import org.heapsnapshot.runtime.program.Main;
import org.heapsnapshot.runtime.program.Settings;

/**
 * Makes an image of the program in {@code org.heapsnapshot.runtime.program}; run in a JVM of the
 * JDK that the image is for, as the builder does.
 */
public final class ProgramImage {
  private ProgramImage() {}

  /** Writes the image to the file that the argument names. */
  public static void main(String[] args) throws Exception {
    ClassLoader loader = ProgramImage.class.getClassLoader();
    Class<?> base = Settings.class.getSuperclass();
    Class.forName(Settings.class.getName());
    Map<String, byte[]> classes = classes();
    HeapCapture capture =
        new HeapCapture(loader).statics(base).statics(Settings.class).reseed(Settings.byKey, 1);
    byte[] heap = capture.bytes();
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(heap, 64, heap.length - 64);
    for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
      digest.update((entry.getKey() + "\0").getBytes(StandardCharsets.UTF_8));
      digest.update(entry.getValue());
    }
    String id = HexFormat.of().formatHex(digest.digest());
    capture.heap.imageId = id;
    byte[] stub = read(ImageId.class.getName().replace('.', '/') + ".class");
    classes.put(
        "org/heapsnapshot/image/ImageId.class",
        ClassFileTexts.replace(stub, text -> text.isEmpty() ? id : text));
    write(Path.of(args[0]), capture.heap.bytes(), classes);
  }

  private static Map<String, byte[]> classes() throws Exception {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    for (Class<?> root : List.of(Restore.class, Main.class)) {
      Path directory = Path.of(root.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path start = directory.resolve(root.getPackageName().replace('.', '/'));
      try (Stream<Path> files = Files.walk(start)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
          classes.put(
              directory.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
        }
      }
    }
    classes.put(
        UnsafeNames.JDK_MEMORY + ".class",
        ClassFileTexts.replace(read(UnsafeNames.SUN_MEMORY + ".class"), ProgramImage::jdkName));
    return classes;
  }

  private static String jdkName(String text) {
    return UnsafeNames.method(
        text.replace(UnsafeNames.SUN_MEMORY, UnsafeNames.JDK_MEMORY)
            .replace(UnsafeNames.SUN_UNSAFE, UnsafeNames.JDK_UNSAFE));
  }

  private static byte[] read(String resource) throws IOException {
    try (InputStream in = ProgramImage.class.getClassLoader().getResourceAsStream(resource)) {
      return in.readAllBytes();
    }
  }

  private static void write(Path file, byte[] heap, Map<String, byte[]> classes)
      throws IOException {
    String manifest =
        "Manifest-Version: 1.0\r\nMain-Class: "
            + Main.class.getName()
            + "\r\nAdd-Exports: java.base/jdk.internal.misc\r\n\r\n";
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      stored(out, "META-INF/MANIFEST.MF", manifest.getBytes(StandardCharsets.UTF_8));
      stored(out, "META-INF/snapshot/heap", heap);
      for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
        stored(out, entry.getKey(), entry.getValue());
      }
    }
  }

  private static void stored(ZipOutputStream out, String name, byte[] data) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(data);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(data.length);
    entry.setCrc(crc.getValue());
    out.putNextEntry(entry);
    out.write(data);
  }
}
