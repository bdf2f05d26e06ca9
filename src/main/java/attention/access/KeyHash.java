package attention.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The SHA-256 of a key. Keys are random and long, so that a fast hash without a salt is enough: one
 * cannot be guessed from its hash.
 */
final class KeyHash {

  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");

  private final byte[] bytes;

  private KeyHash(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The hash of what a client sent. */
  static KeyHash of(String key) {
    try {
      return new KeyHash(
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /** Whether a text is a hash in hexadecimal digits. */
  static boolean isHex(String text) {
    return HEX.matcher(text).matches();
  }

  /** The hash that is written so. */
  static KeyHash parse(String hex) {
    return new KeyHash(HexFormat.of().parseHex(hex));
  }

  /** Compares all bytes, wherever the first difference is. */
  boolean matches(KeyHash other) {
    return MessageDigest.isEqual(bytes, other.bytes);
  }
}
