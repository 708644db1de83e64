package org.heapsnapshot.core.jvm;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.core.SnapshotException;

/** A directory for the files of child JVMs, deleted with all in it when closed. */
public record TemporaryDirectory(Path path) implements AutoCloseable {

  /**
   * Makes one in the system's directory of temporary files.
   *
   * @throws SnapshotException if it cannot be made
   */
  public static TemporaryDirectory create(String prefix) {
    try {
      return new TemporaryDirectory(Files.createTempDirectory(prefix).toRealPath());
    } catch (IOException e) {
      throw new SnapshotException("cannot make a temporary directory: " + e.getMessage(), e);
    }
  }

  /** Deletes what can be deleted; links are not followed. */
  @Override
  public void close() {
    List<Path> postOrder = new ArrayList<>();
    try {
      Files.walkFileTree(
          path,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              postOrder.add(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException e) {
              postOrder.add(directory);
              return FileVisitResult.CONTINUE;
            }
          });
      for (Path file : postOrder) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // Left to the system, which empties that directory itself.
    }
  }
}
