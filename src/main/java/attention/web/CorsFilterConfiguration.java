package attention.web;

import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.filter.CorsFilter;

/**
 * Lets pages of other origins read answers, where that is wanted. It is a filter, so that refusals
 * of any kind can be read too.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebProperties.class)
class CorsFilterConfiguration {

  private static final List<String> PATHS =
      List.of("/attention/*", "/attention", "/problems/*", "/v3/api-docs/*");

  @Bean
  FilterRegistrationBean<CorsFilter> crossOrigin(WebProperties browsers) {
    CorsConfiguration policy = browsers.policy();
    // Whoever is not allowed is answered without a word about origins, and his browser keeps the
    // answer from him: a
    // refusal would also hit pages of this very service behind a proxy that does not forward its
    // own name.
    CorsFilter filter =
        new CorsFilter(request ->
            policy.checkOrigin(request.getHeader(HttpHeaders.ORIGIN)) == null ? null : policy);
    FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(filter);
    registration.setUrlPatterns(PATHS);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    registration.setEnabled(!browsers.allowedOrigins().isEmpty());
    return registration;
  }
}
