package org.heapsnapshot.testkit.program;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** What look-ups of algorithms answer, before it is given a key. */
final class Ciphers {
  static final Cipher AES;
  static final Mac MAC;
  static final MessageDigest DIGEST;
  static final KeyFactory RSA;
  static final SecretKeyFactory PBKDF2;
  static final Signature SIGNATURE;
  static final CertificateFactory CERTIFICATES;

  static {
    try {
      AES = Cipher.getInstance("AES/CBC/PKCS5Padding");
      MAC = Mac.getInstance("HmacSHA256");
      DIGEST = MessageDigest.getInstance("MD5");
      RSA = KeyFactory.getInstance("RSA");
      PBKDF2 = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
      SIGNATURE = Signature.getInstance("SHA256withRSA");
      CERTIFICATES = CertificateFactory.getInstance("X.509");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Ciphers() {}

  static void check(Checks checks) throws GeneralSecurityException {
    byte[] text = "sixteen or more bytes".getBytes(StandardCharsets.US_ASCII);
    SecretKeySpec key = new SecretKeySpec(new byte[16], "AES");
    IvParameterSpec start = new IvParameterSpec(new byte[16]);
    AES.init(Cipher.ENCRYPT_MODE, key, start);
    byte[] secret = AES.doFinal(text);
    AES.init(Cipher.DECRYPT_MODE, key, start);
    checks.equal("cipher", new String(text), new String(AES.doFinal(secret)));
    MAC.init(new SecretKeySpec(new byte[4], "HmacSHA256"));
    checks.equal("mac", 32, MAC.doFinal(text).length);
    checks.equal("digest", 16, DIGEST.digest(text).length);
    checks.equal("key factory", "RSA", RSA.getAlgorithm());
    checks.equal("secret keys", "PBKDF2WithHmacSHA256", PBKDF2.getAlgorithm());
    checks.equal("signature", "SHA256withRSA", SIGNATURE.getAlgorithm());
    checks.equal("certificates", "X.509", CERTIFICATES.getType());
  }
}
