package org.heapsnapshot.core.encode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.heapsnapshot.core.capture.CapturedClass;
import org.heapsnapshot.core.capture.CapturedField;
import org.heapsnapshot.core.capture.CapturedJvm;
import org.heapsnapshot.runtime.format.ClassFlags;
import org.heapsnapshot.runtime.format.FingerprintLayout;
import org.heapsnapshot.runtime.format.JdkDigest;

/**
 * Section FINGERPRINT: what the image is bound to.
 *
 * <pre>
 * Fingerprint := javaFeature:int layoutCount:int layout:int[layoutCount] jdkDigest:u1[32]
 *                vmName:Text jdkBuild:Text
 * Text        := byteLength:int utf8:u1[byteLength] zero padding to a multiple of 4
 * </pre>
 */
final class FingerprintSection implements Section {
  private final CapturedJvm jvm;
  private final byte[] jdkDigest;
  private final byte[] vmName;
  private final byte[] build;

  FingerprintSection(CapturedJvm jvm, ClassRows rows, List<CapturedClass> classes) {
    if (jvm.layout().length != FingerprintLayout.LAYOUT_COUNT) {
      throw new IllegalArgumentException(
          "layout must have "
              + FingerprintLayout.LAYOUT_COUNT
              + " numbers: found="
              + jvm.layout().length);
    }
    this.jvm = jvm;
    jdkDigest = jdkDigest(rows, classes);
    vmName = jvm.vmName().getBytes(StandardCharsets.UTF_8);
    build = jvm.build().getBytes(StandardCharsets.UTF_8);
  }

  /** The digest over the fields of the rows that are classes of the JDK. */
  private static byte[] jdkDigest(ClassRows rows, List<CapturedClass> classes) {
    JdkDigest digest = new JdkDigest();
    for (int row = 0; row < rows.count(); row++) {
      CapturedClass type = rows.captured(row);
      int end = rows.fieldStart(row + 1);
      if (type.loader() >= ClassFlags.LOADER_APPLICATION || rows.fieldStart(row) == end) {
        continue;
      }
      digest.addClass(type.name());
      for (int f = rows.fieldStart(row); f < end; f++) {
        CapturedField field = type.fields().get(rows.capturedField(f));
        digest.addField(classes.get(field.declaringClass()).name(), field.name(), field.kind());
      }
    }
    return digest.digest();
  }

  @Override
  public long lengthBytes() {
    return FingerprintLayout.VM_NAME_OFFSET + textBytes(vmName) + textBytes(build);
  }

  private static long textBytes(byte[] utf8) {
    return Integer.BYTES + HeapOutput.aligned(utf8.length, Integer.BYTES);
  }

  @Override
  public void write(HeapOutput out) {
    out.putInt(jvm.feature());
    out.putInt(FingerprintLayout.LAYOUT_COUNT);
    for (int number : jvm.layout()) {
      out.putInt(number);
    }
    out.putBytes(jdkDigest);
    putText(out, vmName);
    putText(out, build);
  }

  private static void putText(HeapOutput out, byte[] utf8) {
    out.putInt(utf8.length);
    int start = out.position();
    out.putBytes(utf8);
    out.align(start, Integer.BYTES);
  }
}
