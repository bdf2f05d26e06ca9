package attention.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a key or a token may be used for. */
enum Scope {
  /** Computing, and reading what the service says about itself. */
  COMPUTE,
  /** The endpoints for management. */
  OPERATE;

  /** The authority of Spring Security, and the scope of a token. */
  String authority() {
    return "attention:" + name().toLowerCase(Locale.ROOT);
  }

  /** The scope with this authority. */
  static Optional<Scope> of(String authority) {
    return Arrays.stream(values()).filter(it -> it.authority().equals(authority)).findFirst();
  }
}
