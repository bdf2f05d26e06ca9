package attention.access;

import org.springframework.security.core.Authentication;

/**
 * Who sent a request.
 *
 * @param account whose quota it uses
 * @param label its name in metrics, one of few
 */
record Caller(String account, String label) {

  /** The label of all tokens together: their subjects are not known beforehand. */
  static final String TOKENS = "oauth2";

  static Caller of(Authentication authentication) {
    return authentication instanceof KeyAuthentication key
        ? new Caller(key.getName(), key.getName())
        : new Caller(TOKENS + ":" + authentication.getName(), TOKENS);
  }
}
