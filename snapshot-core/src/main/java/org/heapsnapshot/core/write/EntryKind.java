package org.heapsnapshot.core.write;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.heapsnapshot.runtime.format.ImageLayout;

/** What the name of an entry says about how it gets into an image. */
enum EntryKind {
  /** Made anew or of no use in an image: manifest, index, module descriptor, our own entries. */
  REPLACED,
  /** Belongs to the signature of a jar, which an image cannot keep. */
  SIGNATURE,
  /** A file name {@code META-INF/services/SERVICE}: merged. */
  SERVICE,
  /** A licence or notice: kept of every jar. */
  LICENCE,
  /** For people or for other tools: the first is enough. */
  DOCUMENTATION,
  /** Ends in {@code .class}. */
  CLASS,
  /** A directory. */
  DIRECTORY,
  /** Anything else: when several jars differ in it, all of them have to stay. */
  RESOURCE;

  private static final String META = "META-INF/";
  private static final String SERVICES = "META-INF/services/";
  private static final Set<String> REPLACED_NAMES =
      Set.of(ImageLayout.MANIFEST_NAME, "META-INF/INDEX.LIST", "module-info.class");
  private static final Pattern SIGNATURE_FILE =
      Pattern.compile("META-INF/(?:[^/]+\\.(?:SF|RSA|DSA|EC)|SIG-[^/]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern LICENCE_FILE =
      Pattern.compile(
          "(?:META-INF/)?(?:licen[sc]es?/)?(?:[^/]*[-_.])?"
              + "(?:licen[sc]es?|notices?|copying|copyright|third[-_]party)"
              + "(?:[-_. ][^/]*(?<!\\.properties|\\.xml|\\.json|\\.ya?ml))?"
              + "|(?:META-INF/)?licen[sc]es?/.+");
  private static final Pattern DOCUMENTATION_FILE =
      Pattern.compile(
          "META-INF/(?:maven|native-image|proguard|com\\.android\\.tools|sbom)/.+"
              + "|(?:META-INF/)?(?:dependencies|readme|changes|changelog|release|authors"
              + "|contributors|about|version)(?:[-_.][^/]*)?"
              + "|(?:META-INF/)?about_files/.+"
              + "|META-INF/[^/]+\\.kotlin_module"
              + "|(?:.+/)?(?:package|overview)\\.html|.+\\.java");

  /** The kind of an entry. */
  static EntryKind of(String name) {
    if (REPLACED_NAMES.contains(name)
        || name.startsWith("META-INF/snapshot/")
        || name.equals(ImageLayout.IMAGE_ID_CLASS.replace('.', '/') + ".class")) {
      return REPLACED;
    }
    if (name.endsWith("/")) {
      return DIRECTORY;
    }
    if (name.endsWith(".class")) {
      return CLASS;
    }
    if (name.startsWith(META) && SIGNATURE_FILE.matcher(name).matches()) {
      return SIGNATURE;
    }
    if (name.startsWith(SERVICES) && name.indexOf('/', SERVICES.length()) < 0) {
      return SERVICE;
    }
    // Only the part behind META-INF is a name that people write in any case.
    String folded =
        name.startsWith(META)
            ? META + name.substring(META.length()).toLowerCase(Locale.ROOT)
            : name.toLowerCase(Locale.ROOT);
    if (LICENCE_FILE.matcher(folded).matches()) {
      return LICENCE;
    }
    return DOCUMENTATION_FILE.matcher(folded).matches() ? DOCUMENTATION : RESOURCE;
  }
}
