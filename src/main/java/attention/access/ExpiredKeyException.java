package attention.access;

import org.springframework.security.core.AuthenticationException;

/** A client sent a key that was valid once. */
final class ExpiredKeyException extends AuthenticationException {

  private static final long serialVersionUID = 1;

  ExpiredKeyException() {
    super("The key has expired");
  }
}
