/**
 * The last stage: an archive of the rewritten classes on top of the image, and how to start both.
 *
 * <p>Enters: the image file (its manifest says all that a start needs), the target JDK, the
 * training runs. Leaves: {@link org.heapsnapshot.core.archive.WrittenArchive}, beside the image
 * {@code app.img}: {@code app.img.jsa} (CDS, JDK 17 to 23) or {@code app.img.aot} (AOT cache, from
 * 24), and {@code app.img.args}, a {@code java} argument file. An archive that cannot be made is a
 * note, never the failure of a build.
 *
 * <p>Also here: {@link org.heapsnapshot.core.archive.ImageLaunch}, which picks the flags for {@code
 * snapshot run}, and {@link org.heapsnapshot.core.archive.StockComparison}, which says what the
 * image is worth against the best archive of the unmodified jars.
 *
 * <p>Imports {@code core.jvm}, the products {@code ClassPath} and {@code BuildRequest}, and {@code
 * SnapshotException}; no other stage.
 */
package org.heapsnapshot.core.archive;
