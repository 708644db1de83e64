package org.heapsnapshot.testkit.program;

import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ResourceBundle;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.xpath.XPathFactory;

/** Objects of the JDK that only its factories make, changed and not. */
final class LibraryFactories {
  static final MessageDigest DIGEST = digest("SHA-256");
  static final DocumentBuilderFactory DOCUMENTS = DocumentBuilderFactory.newInstance();
  static final TransformerFactory TRANSFORMERS = TransformerFactory.newInstance();
  static final XPathFactory PATHS = XPathFactory.newInstance();
  static final ResourceBundle TEXTS =
      ResourceBundle.getBundle("org.heapsnapshot.testkit.program.fixture");
  static final URL ADDRESS = url("https://user@example.org:8443/a/b?q=1#ref");
  static final Path RELATIVE = Path.of("a", "..", "b");

  /** What an initializer did to such an object must not be lost. */
  static final class Changed {
    static final MessageDigest STARTED = digest("SHA-256");
    static final DocumentBuilderFactory AWARE = DocumentBuilderFactory.newInstance();

    static {
      STARTED.update((byte) 1);
      AWARE.setNamespaceAware(true);
    }

    private Changed() {}
  }

  private LibraryFactories() {}

  private static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("deprecation") // The constructor that programs use.
  private static URL url(String text) {
    try {
      return new URL(text);
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  static void check(Checks checks) throws Exception {
    byte[] one = {1};
    byte[] expected = digest("SHA-256").digest(one);
    checks.that("digest", MessageDigest.isEqual(expected, DIGEST.digest(one)));
    checks.that("started digest", MessageDigest.isEqual(expected, Changed.STARTED.digest()));
    checks.that(
        "documents", !DOCUMENTS.isNamespaceAware() && DOCUMENTS.newDocumentBuilder() != null);
    checks.that("aware documents", Changed.AWARE.isNamespaceAware());
    checks.that("transformers", TRANSFORMERS.newTransformer() != null);
    checks.equal(
        "paths",
        "3",
        PATHS.newXPath().evaluate("1 + 2", DOCUMENTS.newDocumentBuilder().newDocument()));
    checks.equal("texts", "resource", TEXTS.getString("kind"));
    checks.equal("address", "https://user@example.org:8443/a/b?q=1#ref", ADDRESS.toString());
    checks.equal("port", 8443, ADDRESS.getPort());
    checks.equal("relative", Path.of("b"), RELATIVE.normalize());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("k".getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
    checks.equal("mac", 32, mac.doFinal(one).length);
  }
}
