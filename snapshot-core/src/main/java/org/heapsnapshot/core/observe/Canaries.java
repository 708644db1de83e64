package org.heapsnapshot.core.observe;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.capture.CapturedField;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.capture.CapturedStatics;
import org.heapsnapshot.core.capture.Rejection;
import org.heapsnapshot.core.capture.RejectionPaths;

/**
 * The last net: nothing that goes into an image may hold a token of the environment it was captured
 * in, or a private key. Whatever the verdicts missed, or the user answered for, is found here.
 *
 * <p>Searched are strings and arrays of bytes and chars, as ISO 8859-1 and as UTF-16, with letters
 * of either case.
 */
final class Canaries {
  /** A header and the beginning of what it announces; a program that parses keys has headers. */
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN [A-Z0-9 ]*PRIVATE KEY[A-Z ]*-----[^-]{40}");

  /**
   * PKCS #8 (RFC 5208): version 0, the algorithm RSA or an elliptic curve, those of RFC 8410
   * included; PKCS #1 (RFC 8017): version 0 and a long modulus.
   */
  private static final Pattern DER =
      Pattern.compile(
          "\\x02\\x01\\x00\\x30"
              + "(?:\\x0D\\x06\\x09\\x2A\\x86\\x48\\x86\\xF7\\x0D\\x01\\x01\\x01"
              + "|.\\x06\\x07\\x2A\\x86\\x48\\xCE\\x3D\\x02\\x01"
              + "|\\x05\\x06\\x03\\x2B\\x65[\\x6E-\\x71])"
              + "|\\x30\\x82..\\x02\\x01\\x00\\x02[\\x81\\x82]",
          Pattern.DOTALL);

  /** The same in base 64, as configuration holds it, without the header of PEM. */
  private static final Pattern BASE_64 =
      Pattern.compile(
          "MII.{4}BADANBgkqhkiG9w0BAQEFAAS|AgEAMB[MA]GByqGSM49AgEG|CAQAwE[wA]YHKoZIzj0CAQ"
              + "|MC4CAQAwBQYDK2V[uvwx]BCIEI|MII.{3}IBAAK[BC]");

  /** Name of the fact for {@code --allow-captured}. */
  private static final String KEY = "private-key";

  private final Tokens tokens;
  private final Set<String> allowed;
  private final Pattern marks;

  /**
   * @param tokens those of the environment that the heap was captured in
   * @param workDirectory name of the directory that all paths of that environment begin with
   * @param allowed classes, fields or facts that the user accepts
   */
  Canaries(Tokens tokens, String workDirectory, Set<String> allowed) {
    this.tokens = tokens;
    this.allowed = allowed;
    this.marks =
        Pattern.compile(
            Pattern.quote(tokens.mark()) + "|" + Pattern.quote(workDirectory),
            Pattern.CASE_INSENSITIVE);
  }

  /**
   * Searches.
   *
   * @throws SnapshotException naming what was found, the path of fields to it and the way out
   */
  void search(CapturedHeap heap, List<Guard> guards) {
    for (Guard guard : guards) {
      String fact = guard.value() == null ? null : secret(guard.value());
      if (fact != null) {
        throw new SnapshotException(
            "The guard "
                + guard.name()
                + ", read by "
                + guard.reader()
                + ", would hold "
                + fact
                + "; name the class with --initialize-at-run-time");
      }
    }
    Map<Integer, String> found = new LinkedHashMap<>();
    for (int i = 0; i < heap.objects().size(); i++) {
      String secret = secretIn(heap.objects().get(i), heap);
      if (secret != null) {
        found.put(i + 1, secret);
      }
    }
    if (!found.isEmpty()) {
      report(heap, found);
    }
  }

  private void report(CapturedHeap heap, Map<Integer, String> found) {
    List<Rejection> rejections =
        new RejectionPaths(
                i -> heap.classes().get(i).fields(),
                i -> heap.classes().get(i).name(),
                heap.objects(),
                withoutAllowed(heap),
                heap.hashed(),
                heap.loaders(),
                found)
            .reaching();
    if (rejections.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder("The image would hold what no image may:");
    for (Rejection rejection : rejections) {
      List<String> path = new ArrayList<>(rejection.path());
      int last = path.size() - 1;
      // The value itself is nobody's business.
      path.set(last, path.get(last).replaceFirst("(?s) = .*", ""));
      text.append("\n  ").append(rejection.className()).append(" holds ");
      text.append(rejection.reason()).append(":\n    ").append(String.join("\n    ", path));
    }
    String owner = rejections.get(0).className();
    text.append("\nInitialize the class at run time (--initialize-at-run-time ")
        .append(owner)
        .append("), or accept what it holds (--allow-captured ")
        .append(owner)
        .append(")");
    throw new SnapshotException(text.toString());
  }

  /** The statics without the classes and fields that the user accepts. */
  private List<CapturedStatics> withoutAllowed(CapturedHeap heap) {
    List<CapturedStatics> result = new ArrayList<>();
    for (CapturedStatics row : heap.statics()) {
      String name = heap.classes().get(row.classIndex()).name();
      if (allowed.contains(name)) {
        continue;
      }
      List<CapturedField> fields = heap.classes().get(row.classIndex()).fields();
      long[] values = row.values().clone();
      for (int i = 0; i < values.length; i++) {
        CapturedField field = fields.get(row.fields()[i]);
        if (field.isReference() && allowed.contains(name + "." + field.name())) {
          values[i] = 0;
        }
      }
      result.add(
          new CapturedStatics(
              row.classIndex(), row.fields(), values, row.identities(), row.handed()));
    }
    return result;
  }

  private String secretIn(CapturedObject object, CapturedHeap heap) {
    if (object instanceof CapturedObject.Text text) {
      return secret(text.text());
    }
    if (object instanceof CapturedObject.PrimitiveArray array) {
      String name = heap.classes().get(array.classIndex()).name();
      if (name.equals("[B") || name.equals("[C")) {
        return secretInBytes(array.data());
      }
    }
    return null;
  }

  private String secretInBytes(byte[] data) {
    String narrow = new String(data, StandardCharsets.ISO_8859_1);
    String secret = secret(narrow);
    if (secret == null && narrow.indexOf('\0') >= 0) {
      // Of text in UTF-16 every other byte is zero, in either byte order and at any alignment.
      secret = secret(narrow.replace("\0", ""));
    }
    return secret;
  }

  private static boolean isKey(String text) {
    return PEM.matcher(text).find() || DER.matcher(text).find() || BASE_64.matcher(text).find();
  }

  /** What the text gives away, or null. */
  private String secret(String text) {
    Matcher matcher = marks.matcher(text);
    while (matcher.find()) {
      boolean token = matcher.group().equalsIgnoreCase(tokens.mark());
      String fact =
          token
              ? Tokens.factAt(text, matcher.start(), tokens.mark().length())
              : "the work directory";
      if (!allowed.contains(fact)) {
        return token && !fact.isEmpty()
            ? "the value of " + fact + " at build"
            : "a path of the building machine";
      }
    }
    return !allowed.contains(KEY) && isKey(text) ? "a private key" : null;
  }
}
