package org.heapsnapshot.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of dependency, and of what may stand in the code of the boot path. */
class DependencyTest {
  private static final JavaClasses RUNTIME =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.heapsnapshot");

  private static Path output() throws URISyntaxException {
    return Path.of(Restore.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  @Test
  void shouldDependDownwardsOnly() {
    String root = "org.heapsnapshot.runtime";
    noClasses()
        .that()
        .resideInAPackage(root + ".format")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(root, root + ".restore", root + ".image", "org.heapsnapshot.image")
        .check(RUNTIME);
    noClasses()
        .that()
        .resideInAPackage(root + ".image")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(root, root + ".restore", "org.heapsnapshot.image")
        .check(RUNTIME);
    noClasses()
        .that()
        .resideInAPackage(root + ".restore")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(root)
        .check(RUNTIME);
    noClasses()
        .that()
        .resideInAPackage(root + ".restore")
        .and()
        .doNotHaveSimpleName("GeneratedCalls") // Calls what was generated for the image.
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.heapsnapshot.image")
        .check(RUNTIME);
  }

  @Test
  void shouldKeepUnsafeInTwoClasses() {
    noClasses()
        .that()
        .haveNameNotMatching(".*\\.restore\\.(Sun)?Memory")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("sun.misc")
        .check(RUNTIME);
  }

  @Test
  void shouldUseNoStreamsRegexOrFormattingOnTheBootPath() {
    noClasses()
        .that()
        .doNotHaveSimpleName("JdkCalls") // Replays Pattern.compile.
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.util.stream", "java.util.function", "java.util.regex", "java.text")
        .check(RUNTIME);
    noClasses()
        .should()
        .callMethod(String.class, "format", String.class, Object[].class)
        .check(RUNTIME);
  }

  @Test
  void shouldShowOnlyRestoreToThePublicFromTheTopPackage() {
    classes()
        .that()
        .resideInAPackage("org.heapsnapshot.runtime")
        .and()
        .arePublic()
        .should()
        .haveSimpleName("Restore")
        .check(RUNTIME);
  }

  @Test
  void shouldNeedTheBaseModuleAndUnsafeOnly() throws Exception {
    StringWriter out = new StringWriter();
    int exit =
        ToolProvider.findFirst("jdeps")
            .orElseThrow()
            .run(
                new PrintWriter(out),
                new PrintWriter(out),
                "--multi-release",
                "base",
                "-summary",
                output().toString());
    assertEquals(0, exit, out.toString());
    Set<String> modules = new TreeSet<>();
    for (String line : out.toString().split("\\R")) {
      if (line.contains("->")) {
        modules.add(line.substring(line.indexOf("->") + 2).trim());
      }
    }
    assertEquals(Set.of("java.base", "jdk.unsupported"), modules, out.toString());
  }

  @Test
  void shouldNotUseInvokedynamic() throws Exception {
    try (Stream<Path> files = Files.walk(output())) {
      List<Path> classFiles = files.filter(f -> f.toString().endsWith(".class")).toList();
      assertFalse(classFiles.isEmpty());
      for (Path file : classFiles) {
        assertFalse(hasInvokeDynamic(file), file.toString());
      }
    }
  }

  /** Whether the constant pool has an item of tag 18 (JVMS 4.4.10). */
  private static boolean hasInvokeDynamic(Path file) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      in.readLong();
      int count = in.readUnsignedShort();
      for (int i = 1; i < count; i++) {
        int tag = in.readUnsignedByte();
        if (tag == 18) {
          return true;
        }
        if (tag == 1) {
          in.readUTF();
        } else if (tag == 5 || tag == 6) {
          in.readLong();
          i++;
        } else if (tag == 7 || tag == 8 || tag == 16 || tag == 19 || tag == 20) {
          in.readShort();
        } else if (tag == 15) {
          in.readByte();
          in.readShort();
        } else {
          in.readInt();
        }
      }
      return false;
    }
  }
}
