package attention.front;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.cors.CorsConfiguration;

/**
 * Who may use the service, under which names.
 *
 * @param allowedOrigins Origins of the pages that may read answers in a browser (CORS), such as
 *     https://lab.example; * allows every page, none if empty.
 * @param hosts Host names that requests may be for, without a port, such as attention.example;
 *     others are refused with 421, those of probes on this port too. Any name if empty.
 * @param exchanges Most requests in progress at once that compute nothing, such as those for
 *     documents and pages.
 */
@Validated
@ConfigurationProperties("attention.web")
record WebProperties(
    @DefaultValue List<@Pattern(regexp = ORIGIN) String> allowedOrigins,
    @DefaultValue List<@Pattern(regexp = HOST) String> hosts,
    @Min(1) @Max(10_000) @DefaultValue("64") int exchanges) {

  private static final String ORIGIN = "\\*|https?://[^/\\s*]+";
  private static final String HOST = "[0-9a-z.-]+|\\[[0-9a-f:.]+]";

  /** What pages need to know of a refusal, and of the quota of their key. */
  private static final List<String> EXPOSED =
      List.of(
          HttpHeaders.ALLOW,
          HttpHeaders.RETRY_AFTER,
          HttpHeaders.WWW_AUTHENTICATE,
          "RateLimit",
          "RateLimit-Policy",
          RequestIdFilter.HEADER);

  /** What an allowed page may do. */
  CorsConfiguration policy() {
    CorsConfiguration policy = new CorsConfiguration();
    policy.setAllowedOrigins(allowedOrigins);
    // All of them: one that is not there gets its 405, which the page can read.
    policy.setAllowedMethods(Arrays.stream(HttpMethod.values()).map(HttpMethod::name).toList());
    policy.setAllowedHeaders(List.of(CorsConfiguration.ALL));
    policy.setExposedHeaders(EXPOSED);
    policy.setMaxAge(3_600L);
    return policy;
  }
}
