package attention.access;

import java.util.Collection;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A client that has a valid key. It holds the name of the key, not the key. */
final class KeyAuthentication extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1;

  private final String name;

  KeyAuthentication(ApiKey key) {
    super(authorities(key));
    this.name = key.name();
    setAuthenticated(true);
  }

  private static Collection<GrantedAuthority> authorities(ApiKey key) {
    return key.scopes().stream()
        .<GrantedAuthority>map(scope -> new SimpleGrantedAuthority(scope.authority()))
        .toList();
  }

  @Override
  public String getCredentials() {
    return "";
  }

  @Override
  public String getPrincipal() {
    return name;
  }
}
