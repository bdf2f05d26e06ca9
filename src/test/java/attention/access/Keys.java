package attention.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Keys of the tests, and how they are stored. */
final class Keys {

  static final String USER = "user-Zm9ydHktdHdvIGJ5dGVz";
  static final String OPERATOR = "operator-c2V2ZW50eSBieXRlcw";
  static final String EXPIRED = "expired-bG9uZyBnb25lIGJ5IG5vdw";

  /** Of the name few, in the properties: it may send three requests a minute. */
  static final String FEW = "few-dGhyZWUgYSBtaW51dGU";

  /** Of the name slim: a hundredth of the memory and of the places. */
  static final String SLIM = "slim-YSBwZXJjZW50IG9mIGFsbA";

  static final String WRONG = "wrong-bmV2ZXIgc3RvcmVk";

  private Keys() {}

  /** The file that has them. */
  static String file() {
    return String.join(
        "\n",
        "# name, SHA-256, scopes, expiry",
        line("lab", USER),
        line("lab", EXPIRED) + " expires=2020-01-31T00:00:00Z",
        line("ops", OPERATOR) + " attention:operate",
        "");
  }

  /** A key as it is stored, without a scope. */
  static String line(String name, String key) {
    return name + " " + hash(key);
  }

  static String hash(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
