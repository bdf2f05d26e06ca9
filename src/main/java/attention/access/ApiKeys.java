package attention.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The keys that are valid at one time. */
record ApiKeys(List<ApiKey> all) {

  /** Each is compared with every key that a client sends. */
  static final int MOST = 1_000;

  /** The old key and the new one, while clients change over. */
  static final int MOST_PER_NAME = 2;

  ApiKeys {
    all = List.copyOf(all);
  }

  /**
   * Reads one key from each line that is neither empty nor a comment.
   *
   * @throws MalformedKeysException if a line is no key
   */
  static ApiKeys read(List<String> lines) {
    List<ApiKey> keys = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        keys.add(new KeyLine(i + 1, line).read());
      }
    }
    return new ApiKeys(keys);
  }

  /**
   * These keys, if they are not too many.
   *
   * @param now a key that is expired by then does not count as one of the two that a name can have
   * @throws MalformedKeysException if they are
   */
  ApiKeys limited(Instant now) {
    if (all.size() > MOST) {
      throw new MalformedKeysException(
          "Expected at most %d keys, found %d.".formatted(MOST, all.size()));
    }
    Map<String, Integer> valid = new HashMap<>();
    for (ApiKey key : all) {
      if (!key.isExpired(now) && valid.merge(key.name(), 1, Integer::sum) > MOST_PER_NAME) {
        throw new MalformedKeysException(
            "Expected at most two valid keys of one name, found a third of %s."
                .formatted(key.name()));
      }
    }
    return this;
  }

  /** Both lists together. */
  ApiKeys and(ApiKeys others) {
    List<ApiKey> both = new ArrayList<>(all);
    both.addAll(others.all);
    return new ApiKeys(both);
  }

  /**
   * The key with this hash; null if there is none. All keys are compared, each in full, so that the
   * time does not depend on how much of a wrong key is right, or on the place of a right one.
   */
  @Nullable ApiKey find(KeyHash hash) {
    return find(hash, KeyHash::matches);
  }

  /**
   * The same with another comparison.
   *
   * @param equal called once for each key
   */
  @Nullable ApiKey find(KeyHash hash, BiPredicate<KeyHash, KeyHash> equal) {
    ApiKey found = null;
    for (ApiKey key : all) {
      if (equal.test(key.hash(), hash)) {
        found = key;
      }
    }
    return found;
  }
}
