package attention.access;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key as a line of text: its name, its SHA-256 in hexadecimal digits, its scopes, and when it
 * expires. {@code attention:compute} if no scope is named.
 *
 * @param number of the line, for messages
 */
record KeyLine(int number, String text) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final String EXPIRES = "expires=";

  /** Before a word that is neither a scope nor an expiry come a name and a hash. */
  private static final int FIXED = 2;

  ApiKey read() {
    List<String> words = List.of(SPACE.split(text));
    if (words.size() < FIXED || !NAME.matcher(words.getFirst()).matches()) {
      throw malformed("Expected a name of lower-case letters, digits and hyphens, and a SHA-256.");
    }
    if (words.getFirst().equals(Caller.TOKENS)) {
      throw malformed("Expected another name than " + Caller.TOKENS + ", which tokens have.");
    }
    if (!KeyHash.isHex(words.get(1))) {
      throw malformed("Expected the SHA-256 of the key as 64 hexadecimal digits.");
    }
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    Instant expires = null;
    for (String word : words.subList(FIXED, words.size())) {
      if (word.startsWith(EXPIRES)) {
        expires = expiry(word.substring(EXPIRES.length()), expires);
      } else {
        scopes.add(Scope.of(word).orElseThrow(this::unknownWord));
      }
    }
    return new ApiKey(
        words.getFirst(),
        KeyHash.parse(words.get(1)),
        scopes.isEmpty() ? Set.of(Scope.COMPUTE) : scopes,
        expires);
  }

  private Instant expiry(String time, @Nullable Instant before) {
    if (before != null) {
      throw malformed("Expected one expires=, found two.");
    }
    try {
      return Instant.parse(time);
    } catch (DateTimeParseException e) {
      throw malformed("Expected a time such as 2027-01-31T00:00:00Z after expires=.");
    }
  }

  private MalformedKeysException unknownWord() {
    return malformed(
        "Expected attention:compute, attention:operate or expires= after the SHA-256.");
  }

  private MalformedKeysException malformed(String detail) {
    return new MalformedKeysException(number, detail);
  }
}
