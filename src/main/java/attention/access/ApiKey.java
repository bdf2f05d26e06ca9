package attention.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is stored.
 *
 * @param name whose it is; two keys of one name share its quota
 * @param expires when it is no longer valid; never if absent
 */
record ApiKey(String name, KeyHash hash, Set<Scope> scopes, @Nullable Instant expires) {

  ApiKey {
    scopes = Set.copyOf(scopes);
  }

  boolean isExpired(Instant now) {
    return expires != null && !now.isBefore(expires);
  }
}
