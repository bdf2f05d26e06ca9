package attention.access;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Accepts keys. What it does not know may be a token. */
final class KeyProvider implements AuthenticationProvider {

  private final KeyRing ring;
  private final Clock clock;

  KeyProvider(KeyRing ring, Clock clock) {
    this.ring = ring;
    this.clock = clock;
  }

  @Override
  public @Nullable Authentication authenticate(Authentication sent) {
    String bearer = ((BearerTokenAuthenticationToken) sent).getToken();
    ApiKey key = ring.keys().find(KeyHash.of(bearer));
    if (key == null) {
      return null;
    }
    if (key.isExpired(clock.instant())) {
      throw new ExpiredKeyException();
    }
    return new KeyAuthentication(key);
  }

  @Override
  public boolean supports(Class<?> type) {
    return BearerTokenAuthenticationToken.class.isAssignableFrom(type);
  }
}
