package attention.parse;

import attention.problem.FaultCode;
import attention.problem.Faults;
import attention.problem.Pointer;
import attention.problem.Quoted;
import attention.problem.Suggestion;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;

/** The readers of values that are neither matrices nor objects. */
final class ScalarReaders {

  /** A reference in a list that has grown, and a boxed integer. */
  static final long BYTES_PER_ELEMENT = 24;

  private static final long BYTES_PER_ARRAY = 16;

  /** A {@link String} and its array, without the characters. */
  private static final long BYTES_PER_STRING = 48;

  private ScalarReaders() {}

  /** A number, as {@link Double}. */
  static @Nullable Object number(ReadContext in, Pointer at) {
    JsonToken token = in.json().currentToken();
    if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
      return in.finite(() -> at);
    }
    in.wrongType(at, "a number");
    return null;
  }

  /** An integer without a fraction, as {@link Integer}. */
  static @Nullable Object integer(ReadContext in, Pointer at) {
    Long value = whole(in, at, Integer.MIN_VALUE, Integer.MAX_VALUE);
    return value == null ? null : Math.toIntExact(value);
  }

  /** An integer without a fraction, as {@link Long}. */
  static @Nullable Object longInteger(ReadContext in, Pointer at) {
    return whole(in, at, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private static @Nullable Long whole(ReadContext in, Pointer at, long least, long most) {
    if (in.json().currentToken() != JsonToken.VALUE_NUMBER_INT) {
      in.wrongType(at, "an integer, written without a fraction");
      return null;
    }
    if (in.json().getNumberType() != NumberType.BIG_INTEGER) {
      long value = in.json().getLongValue();
      if (value >= least && value <= most) {
        return value;
      }
    }
    outOfRange(in.faults(), at, least, most, Quoted.of(in.json().getString()));
    return null;
  }

  /** Adds that an integer is out of range. */
  static void outOfRange(Faults faults, Pointer at, long least, long most, Object found) {
    faults.add(
        FaultCode.VALUE_OUT_OF_RANGE,
        at,
        "Expected an integer from %d to %d, found %s.",
        least,
        most,
        found);
  }

  /** {@code true} or {@code false}, as {@link Boolean}. */
  static @Nullable Object bool(ReadContext in, Pointer at) {
    JsonToken token = in.json().currentToken();
    if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return token == JsonToken.VALUE_TRUE;
    }
    in.wrongType(at, "true or false");
    return null;
  }

  /** A label, as {@link String}. */
  static @Nullable Object token(ReadContext in, Pointer at) {
    if (in.json().currentToken() != JsonToken.VALUE_STRING) {
      in.wrongType(at, "a string");
      return null;
    }
    String text = in.json().getString();
    if (text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
      in.faults()
          .add(
              FaultCode.INVALID_TEXT,
              at,
              "Expected text that UTF-8 can carry, found half of a surrogate pair. Escape a character beyond U+FFFF as a pair.");
      return null;
    }
    int length = text.codePointCount(0, text.length());
    if (length > in.limits().tokenLength()) {
      in.faults()
          .add(
              FaultCode.LIMIT_EXCEEDED,
              at,
              "Expected a token of at most %d characters, found %d. Shorten it.",
              in.limits().tokenLength(),
              length);
      return null;
    }
    in.hold(BYTES_PER_STRING + (long) Character.BYTES * text.length());
    return text;
  }

  /** One of the words by which the constants call themselves, as the constant. */
  static ValueReader word(Collection<?> constants) {
    Map<String, Object> words = new LinkedHashMap<>();
    constants.forEach(constant -> words.put(constant.toString(), constant));
    String expected = "one of " + String.join(", ", words.keySet());
    return (in, at) -> {
      if (in.json().currentToken() != JsonToken.VALUE_STRING) {
        in.wrongType(at, expected);
        return null;
      }
      Object constant = words.get(in.json().getString());
      if (constant == null) {
        in.faults()
            .add(
                FaultCode.UNKNOWN_WORD,
                at,
                "Expected %s, found \"%s\".%s",
                expected,
                Quoted.of(in.json().getString()),
                Suggestion.of(in.json().getString(), words.keySet()));
      }
      return constant;
    };
  }

  /** An array of what {@code element} reads, as {@link List}; no value if an element has none. */
  static ValueReader list(String expected, ValueReader element) {
    return (in, at) -> {
      List<Object> elements = new ArrayList<>();
      boolean sound =
          eachElement(
              in,
              at,
              expected,
              index -> {
                Object value = element.read(in, at.child(index));
                if (value != null && elements.size() < in.limits().keys()) {
                  in.hold(BYTES_PER_ELEMENT);
                  elements.add(value);
                }
                return value != null;
              });
      return sound ? elements : null;
    };
  }

  /** An array of integers, as {@code int[]}. */
  static @Nullable Object integers(ReadContext in, Pointer at) {
    Object integers = list("an array of integers", ScalarReaders::integer).read(in, at);
    return integers instanceof List<?> list
        ? list.stream().mapToInt(element -> (Integer) element).toArray()
        : null;
  }

  /** An array of true and false, as {@code boolean[]}. */
  static boolean @Nullable [] flags(ReadContext in, Pointer at) {
    BitSet flags = new BitSet();
    int[] count = {0};
    boolean sound =
        eachElement(
            in,
            at,
            "an array of true and false",
            index -> {
              // Only a fault needs its place, and a mask has millions of elements.
              Object flag =
                  switch (in.json().currentToken()) {
                    case VALUE_TRUE -> true;
                    case VALUE_FALSE -> false;
                    default -> bool(in, at.child(index));
                  };
              flags.set(index, Boolean.TRUE.equals(flag) && index < in.limits().keys());
              count[0] = index + 1;
              return flag != null;
            });
    if (!sound) {
      return null;
    }
    in.hold(BYTES_PER_ARRAY + count[0]);
    boolean[] values = new boolean[count[0]];
    flags.stream().forEach(i -> values[i] = true);
    return values;
  }

  /** An array of arrays of true and false, as {@code boolean[][]}. */
  static boolean @Nullable [][] flagRows(ReadContext in, Pointer at) {
    Object rows = list("an array of rows of true and false", ScalarReaders::flags).read(in, at);
    return rows instanceof List<?> list ? list.toArray(boolean[][]::new) : null;
  }

  /** Reads an array element by element; false if one of them is no value or they are too many. */
  private static boolean eachElement(
      ReadContext in, Pointer at, String expected, IntPredicate element) {
    if (in.json().currentToken() != JsonToken.START_ARRAY) {
      in.wrongType(at, expected);
      return false;
    }
    boolean sound = true;
    int count = 0;
    while (in.json().nextToken() != JsonToken.END_ARRAY) {
      sound &= element.test(count++);
    }
    int most = in.limits().keys();
    if (count > most) {
      tooMany(in.faults(), at, most, count);
    }
    return sound && count <= most;
  }

  /** Adds that a list is too long. */
  static void tooMany(Faults faults, Pointer at, long most, long found) {
    faults.add(
        FaultCode.LIMIT_EXCEEDED,
        at,
        "Expected at most %d elements, found %d. Split queryIndices over several requests; for more keys, raise attention.limits.keys.",
        most,
        found);
  }
}
