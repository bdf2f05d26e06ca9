package attention.web;

import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Long bodies from short texts: {@code @3x2} is a matrix of three rows and two columns,
 * {@code @3x2=7} one of sevens, {@code #5} lists the integers below in an order that is not
 * ascending, and {@code '} is a quotation mark.
 */
final class Template {

  private static final Pattern MATRIX = Pattern.compile("@(\\d+)x(\\d+)(?:=([\\w.]+))?");
  private static final Pattern INTEGERS = Pattern.compile("#(\\d+)");

  private Template() {}

  static byte[] body(String template) {
    String numbers =
        MATRIX
            .matcher(template)
            .replaceAll(it ->
                matrix(Integer.parseInt(it.group(1)), Integer.parseInt(it.group(2)), it.group(3)));
    return INTEGERS
        .matcher(numbers)
        .replaceAll(it -> integers(Integer.parseInt(it.group(1))))
        .replace('\'', '"')
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Numbers of sixteen digits, so that a response is as long as it can be. */
  private static String matrix(int rows, int columns, @Nullable String number) {
    String row =
        list(
            columns,
            column -> number != null ? number : "0.%d1234567890123".formatted(column % 89 + 10));
    return list(rows, index -> row);
  }

  private static String integers(int count) {
    return list(count, index -> Integer.toString((index + 1) % count));
  }

  private static String list(int count, IntFunction<String> value) {
    return IntStream.range(0, count).mapToObj(value).collect(Collectors.joining(",", "[", "]"));
  }
}
