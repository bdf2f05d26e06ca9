package attention.access;

import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/** Which paths are for whom. What is not listed is for nobody. */
record Rules(Pages pages) {

  private static final String[] OPEN = {"/livez", "/readyz", "/problems/*"};

  private static final String[] PAGES = {
    "/", "/explorer/*", "/swagger-ui.html", "/swagger-ui/**", "/v3/api-docs", "/v3/api-docs/**"
  };

  private static final String[] CATALOGUE = {
    "/attention", "/attention/checks", "/attention/examples", "/attention/examples/*"
  };

  private static final String COMPUTING = "/attention/**";

  void addTo(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          paths) {
    paths.requestMatchers(OPEN).permitAll();
    paths
        .requestMatchers(EndpointRequest.toAnyEndpoint(), EndpointRequest.toLinks())
        .hasAuthority(Scope.OPERATE.authority());
    switch (pages) {
      case OPEN -> paths.requestMatchers(PAGES).permitAll().requestMatchers(CATALOGUE).permitAll();
      case SECURED -> paths.requestMatchers(PAGES).hasAuthority(Scope.COMPUTE.authority());
      case OFF -> paths.requestMatchers(PAGES).denyAll();
    }
    paths.requestMatchers(COMPUTING).hasAuthority(Scope.COMPUTE.authority());
    paths.anyRequest().denyAll();
  }
}
