package org.heapsnapshot.core.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.heapsnapshot.core.jvm.TargetJdk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageLaunchTest {
  @TempDir Path directory;
  private Path image;
  private final TargetJdk jdk = TargetJdk.of(null);

  @BeforeEach
  void writeImage() throws Exception {
    image =
        PlainImage.write(directory.resolve("app.img"), "0123", "Add-Opens", "java.base/java.lang");
    TrainingRuns none = TrainingRuns.of(List.of(), null, null);
    new Archive(jdk, BuildOrigin.ofJvmArgs(List.of("-Duser.flag=1"))).write(image, none, true);
  }

  private List<String> command(Path started, boolean baseline) {
    return ImageLaunch.command(started, null, baseline, List.of("-Xmx99m"), List.of("arg"));
  }

  @Test
  void shouldUseTheArgumentFileThatFits() {
    assertEquals(
        List.of(jdk.launcher().toString(), "-Xmx99m", "@" + image + ".args", "arg"),
        command(image, false));
  }

  @Test
  void shouldPickTheFlagsItselfWhenTheImageMoved() throws Exception {
    Path moved = Files.createDirectory(directory.resolve("elsewhere")).resolve("app.img");
    Files.copy(image, moved);
    Files.copy(ArgsFile.beside(image), ArgsFile.beside(moved));
    List<String> command = command(moved, false);
    assertTrue(command.contains("-Dsnapshot=" + moved), command.toString());
    assertTrue(command.contains("-Duser.flag=1"), command.toString());
    assertTrue(command.contains("--add-opens=java.base/java.lang=ALL-UNNAMED"), command.toString());
    assertEquals(List.of("-cp", moved.toString(), PlainImage.MAIN, "arg"), end(command, 4));
    assertFalse(command.toString().contains(image.toString() + ","), command.toString());
  }

  @Test
  void shouldPickTheFlagsItselfWhenTheImageWasRebuilt() throws Exception {
    Path other = PlainImage.write(directory.resolve("other.img"), "4567");
    Files.move(other, image, StandardCopyOption.REPLACE_EXISTING);
    assertTrue(command(image, false).contains("-Dsnapshot=" + image));
  }

  @Test
  void shouldPickTheFlagsItselfWhenTheArgumentFileIsOfAnotherJdkOrDamaged() throws Exception {
    Path args = ArgsFile.beside(image);
    String text = Files.readString(args);
    Files.writeString(args, text.replace("# jdk " + jdk.build(), "# jdk 16"));
    assertTrue(command(image, false).contains("-Dsnapshot=" + image));
    Files.writeString(args, "garbage");
    assertTrue(command(image, false).contains("-Dsnapshot=" + image));
    Files.delete(args);
    assertTrue(command(image, false).contains("-Dsnapshot=" + image));
  }

  @Test
  void shouldStartTheBaselineOrdinarily() {
    List<String> command = command(image, true);
    assertEquals(
        List.of(
            jdk.launcher().toString(), "-Xmx99m", "-Duser.flag=1", "-jar", image.toString(), "arg"),
        command);
  }

  private static List<String> end(List<String> list, int count) {
    return list.subList(list.size() - count, list.size());
  }
}
