package attention.fuzz;

import attention.fuzz.Trial.Expectation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Something that is changed in the bytes of a request. */
enum ByteMutation {
  SPACE(Expectation.ANSWERED) {
    @Override
    byte[] apply(byte[] json, Chance chance) {
      return joined(latin1(" \t\r\n"), json, latin1("\n"));
    }
  },
  CUT(Expectation.REFUSED) {
    @Override
    byte[] apply(byte[] json, Chance chance) {
      return Arrays.copyOf(json, chance.below(json.length));
    }
  },
  NOT_UTF_8(Expectation.REFUSED) {
    @Override
    byte[] apply(byte[] json, Chance chance) {
      String bad = chance.oneOf(List.of("\u00c0\u00af", "\u00ff", "\u00ed\u00a0\u0080", "\u00e9"));
      return inserted(json, latin1(bad), chance);
    }
  },
  DOUBLE_MEMBER(Expectation.REFUSED) {
    @Override
    byte[] apply(byte[] json, Chance chance) {
      String member = "{\"dtype\":\"float32\",\"dtype\":\"float32\",";
      return joined(latin1(member), Arrays.copyOfRange(json, 1, json.length));
    }
  },
  MORE_BEHIND(Expectation.REFUSED) {
    @Override
    byte[] apply(byte[] json, Chance chance) {
      return joined(json, chance.onceIn(2) ? json : latin1(chance.oneOf(List.of("x", "}", "\0"))));
    }
  },
  SPLINTER(Expectation.EITHER) {
    @Override
    byte[] apply(byte[] json, Chance chance) {
      return inserted(json, chance.oneOf(SPLINTERS).getBytes(StandardCharsets.UTF_8), chance);
    }
  },
  NOISE(Expectation.EITHER) {
    @Override
    byte[] apply(byte[] json, Chance chance) {
      byte[] noisy = json.clone();
      noisy[chance.below(noisy.length)] = (byte) chance.below(256);
      return noisy;
    }
  };

  private static final List<String> SPLINTERS =
      List.of(
          "null",
          "NaN",
          "1e999",
          "-0",
          "\"\"",
          "[]",
          "[[",
          "]]",
          "}",
          ":",
          ",",
          "\"",
          "\\",
          "-",
          "\\ud800",
          "\uFEFF",
          "1e",
          "\"mask\":{",
          "/**/",
          "'",
          " \n\t",
          "0",
          "\"scale\":1,");

  private final Expectation expected;

  ByteMutation(Expectation expected) {
    this.expected = expected;
  }

  abstract byte[] apply(byte[] json, Chance chance);

  Expectation expected() {
    return expected;
  }

  /**
   * Inserts bytes before the last one: what lies inside a text or a number may be read on, what
   * lies anywhere else may not.
   */
  static byte[] inserted(byte[] bytes, byte[] more, Chance chance) {
    int at = chance.below(bytes.length);
    return joined(Arrays.copyOf(bytes, at), more, Arrays.copyOfRange(bytes, at, bytes.length));
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
