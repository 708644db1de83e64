/**
 * The stage <em>write</em>.
 *
 * <p>Enters: an {@link org.heapsnapshot.core.write.ImagePlan}. Leaves: the image, one ZIP as
 * docs/IMAGE-FORMAT.md says, and a {@link org.heapsnapshot.core.write.WrittenImage} about it. May
 * import the products of {@code classpath}, {@code train} and {@code encode}, and the constants of
 * {@code runtime.format}; what rewrites classes and seals the heap comes in as functions.
 *
 * <pre>
 * ImageWriter -> ResourceSelection   which entry of the class path becomes what
 *             -> ClassSection        classes transformed, in order, and the image id
 *             -> ImageManifest       the manifest's bytes
 *             -> Sbom                the bill of materials
 *             -> KeptClassPath       what stays behind the image on the class path
 *             -> ZipWriter           bytes
 * </pre>
 */
package org.heapsnapshot.core.write;
