package org.heapsnapshot.core.observe;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.observe.Heaps.Holder;
import org.heapsnapshot.runtime.format.GuardKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the search for secrets finds, and what it leaves in peace. */
class CanariesTest {
  private static final String WORK = "snapshot-build4711";
  private static final Tokens TOKENS = Tokens.draw(14);
  private static final String HOME = "/x/" + TOKENS.of("user.home") + "/.config";
  private static final String OWNER = Holder.class.getName();

  private static void search(Object root, String... allowed) {
    new Canaries(TOKENS, WORK, Set.of(allowed)).search(Heaps.of(() -> root), List.of());
  }

  private static String found(Object root) {
    return assertThrows(SnapshotException.class, () -> search(root)).getMessage();
  }

  @Test
  void shouldFindATokenInAStringAndNameItsFactAndPath() {
    String message = found(Map.of("home", HOME));

    assertTrue(message.contains(OWNER + " holds the value of user.home at build"), message);
    assertTrue(message.contains("static " + OWNER + ".root = "), message);
    assertFalse(message.contains(TOKENS.mark()), "the value itself is not told");
  }

  @Test
  void shouldFindATokenInUpperCase() {
    assertTrue(found(HOME.toUpperCase(Locale.ROOT)).contains("USER.HOME"));
  }

  @Test
  void shouldFindATokenInCharacters() {
    found(("\u00dcber " + HOME).toCharArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-1", "UTF-16LE", "UTF-16BE"})
  void shouldFindATokenInBytes(String charset) {
    byte[] bytes = ("x" + HOME).getBytes(Charset.forName(charset));

    found(bytes);
    byte[] shifted = new byte[bytes.length + 1];
    System.arraycopy(bytes, 0, shifted, 1, bytes.length);
    found(shifted);
  }

  @Test
  void shouldFindThePathsOfTheBuild() {
    assertTrue(found("/tmp/" + WORK + "/first/app.jar").contains("a path of the building machine"));
  }

  @Test
  void shouldFindPrivateKeys() throws NoSuchAlgorithmException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    byte[] der = generator.generateKeyPair().getPrivate().getEncoded();
    byte[] curve = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate().getEncoded();
    String pem =
        "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n";

    for (Object key : List.of(pem, pem.getBytes(StandardCharsets.UTF_8), der, curve)) {
      String message = found(key);
      assertTrue(message.contains("a private key"), message);
      assertFalse(message.contains("MII"), message);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519", "X25519"})
  void shouldFindKeysInConfiguration(String algorithm) throws NoSuchAlgorithmException {
    byte[] der =
        KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate().getEncoded();

    for (Object key : List.of(der, "key=" + Base64.getEncoder().encodeToString(der))) {
      assertTrue(found(key).contains("a private key"));
    }
  }

  /** Inside PKCS #8 of RSA, behind 26 bytes, is PKCS #1. */
  @ParameterizedTest
  @ValueSource(ints = {1024, 2048, 4096})
  void shouldFindBareKeysOfRsa(int bits) throws NoSuchAlgorithmException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    byte[] der = generator.generateKeyPair().getPrivate().getEncoded();
    byte[] bare = Arrays.copyOfRange(der, 26, der.length);

    for (Object key : List.of(bare, Base64.getEncoder().encodeToString(bare))) {
      assertTrue(found(key).contains("a private key"));
    }
  }

  @Test
  void shouldNotTakeAParserOfKeysForAKey() {
    assertDoesNotThrow(
        () ->
            search(
                List.of(
                    "-----BEGIN PRIVATE KEY-----",
                    "-----BEGIN RSA PRIVATE KEY-----\n",
                    "-----BEGIN PRIVATE KEY-----(.*)-----END PRIVATE KEY-----",
                    "-----BEGIN PUBLIC KEY-----\n" + "A".repeat(64))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"user.home", "CLASS", "CLASS.root"})
  void shouldLeaveWhatTheUserAccepts(String allowed) {
    assertDoesNotThrow(() -> search(HOME, allowed.replace("CLASS", OWNER)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"user.name", "CLASS.other", "java.lang.String"})
  void shouldNotAcceptMoreThanTheUserDoes(String allowed) {
    assertThrows(SnapshotException.class, () -> search(HOME, allowed.replace("CLASS", OWNER)));
  }

  @Test
  void shouldSearchGuards() {
    Guard guard = new Guard(GuardKind.PROPERTY, "app.dir", HOME, "app.Main");
    SnapshotException e =
        assertThrows(
            SnapshotException.class,
            () ->
                new Canaries(TOKENS, WORK, Set.of()).search(Heaps.of(() -> null), List.of(guard)));

    assertTrue(e.getMessage().contains("app.dir, read by app.Main"), e.getMessage());
  }

  @Test
  void shouldDrawAnotherMarkEachTime() {
    assertFalse(Tokens.draw(14).equals(Tokens.draw(14)));
  }
}
