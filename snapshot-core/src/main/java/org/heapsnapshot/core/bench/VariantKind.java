package org.heapsnapshot.core.bench;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.heapsnapshot.core.SnapshotException;

/**
 * The ways of starting a program that are compared. Together they are an ablation: what a step adds
 * is the difference to the step before it, so that no gain of packing or of rewriting lambdas is
 * taken for a gain of the image.
 */
public enum VariantKind {
  /** No archive but the JDK's own. */
  PLAIN("plain", "unmodified jars"),
  /** The best archive that the JDK offers for the unmodified jars; what all are compared with. */
  STOCK("stock", "unmodified jars + archive"),
  /** The same command; what differs from {@link #STOCK} is noise. */
  STOCK_AGAIN("stock-again", "the same once more (noise)"),
  /** The layout of the image, nothing rewritten, no state. */
  REPACKED("repacked", "one jar in start-up order + archive"),
  /** The classes of the image but for its questions to the runtime, no state. */
  REWRITTEN("rewritten", "one jar, call sites and old class files rewritten + archive"),
  /** The image without an archive. */
  IMAGE("image", "image"),
  /** The image as it is meant to be started. */
  IMAGE_AND_ARCHIVE("image+archive", "image + archive");

  private final String label;
  private final String description;

  VariantKind(String label, String description) {
    this.label = label;
    this.description = description;
  }

  /** Its short name, as options and files have it. */
  public String label() {
    return label;
  }

  /** A phrase that says what is started. */
  public String description() {
    return description;
  }

  /** Whether its starts restore the image. */
  public boolean restores() {
    return this == IMAGE || this == IMAGE_AND_ARCHIVE;
  }

  /** Whether it needs the program as it was before there was an image. */
  public boolean needsOriginal() {
    return !restores();
  }

  /**
   * The one of that label.
   *
   * @throws SnapshotException if there is none
   */
  public static VariantKind labelled(String label) {
    return Arrays.stream(values())
        .filter(kind -> kind.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new SnapshotException(
                    "'"
                        + label
                        + "' is no variant; there are "
                        + Arrays.stream(values())
                            .map(VariantKind::label)
                            .collect(Collectors.joining(", "))));
  }
}
