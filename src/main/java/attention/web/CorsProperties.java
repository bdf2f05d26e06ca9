package attention.web;

import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.cors.CorsConfiguration;

/**
 * Which web pages may use the service from a browser.
 *
 * @param allowedOrigins Origins of the pages that may read answers in a browser (CORS), such as
 *     https://lab.example; * allows every page, none if empty.
 */
@Validated
@ConfigurationProperties("attention.web")
record CorsProperties(@DefaultValue List<@Pattern(regexp = ORIGIN) String> allowedOrigins) {

  private static final String ORIGIN = "\\*|https?://[^/\\s*]+";

  /** What an allowed page may do. */
  CorsConfiguration policy() {
    CorsConfiguration policy = new CorsConfiguration();
    policy.setAllowedOrigins(allowedOrigins);
    policy.setAllowedMethods(List.of("GET", "HEAD", "POST"));
    policy.setAllowedHeaders(List.of(CorsConfiguration.ALL));
    policy.setExposedHeaders(List.of("Allow", "Retry-After", RequestIdFilter.HEADER));
    policy.setMaxAge(3_600L);
    return policy;
  }
}
