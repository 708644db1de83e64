package org.heapsnapshot.testkit.parser;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Section 1.
 *
 * @param javaFeature feature release of the JDK
 * @param layout six numbers of the object layout
 * @param jdkDigest SHA-256 over the fields of the JDK's classes, in hexadecimal
 * @param vmName {@code java.vm.name}
 * @param jdkBuild {@code java.vm.version}
 */
public record Fingerprint(
    int javaFeature, List<Integer> layout, String jdkDigest, String vmName, String jdkBuild) {

  static Fingerprint parse(Cursor in) {
    int javaFeature = in.readInt("javaFeature");
    int layoutCount = in.readCount("layoutCount");
    if (layoutCount != 6) {
      throw in.error("layoutCount", layoutCount, "6");
    }
    List<Integer> layout = Arrays.stream(in.readColumn("layout", layoutCount)).boxed().toList();
    String jdkDigest = HexFormat.of().formatHex(in.readBytes("jdkDigest", 32));
    String vmName = in.readText("vmName");
    String jdkBuild = in.readText("jdkBuild");
    in.end();
    return new Fingerprint(javaFeature, layout, jdkDigest, vmName, jdkBuild);
  }
}
