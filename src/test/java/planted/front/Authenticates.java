package planted.front;

import org.springframework.security.core.Authentication;

/** Breaks the rule that who may call is decided in one room. */
record Authenticates(Authentication client) {}
