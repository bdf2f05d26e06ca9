package attention.front;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;

/**
 * Lets pages of allowed origins read responses. It is a filter, so that all refusals can be read
 * too.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebProperties.class)
class CorsFilterConfiguration {

  private static final List<String> PATHS =
      List.of("/attention/*", "/attention", "/problems/*", "/v3/api-docs/*");

  @Bean
  FilterRegistrationBean<CorsFilter> crossOrigin(WebProperties browsers) {
    CorsConfiguration policy = browsers.policy();
    // A disallowed origin gets a normal response without CORS headers, and the browser blocks it.
    // Answering 403 would also break our own pages behind a proxy that does not forward the host
    // name.
    CorsFilter filter =
        new CorsFilter(request ->
            policy.checkOrigin(request.getHeader(HttpHeaders.ORIGIN)) == null ? null : policy);
    filter.setCorsProcessor(new OriginProcessor());
    FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(filter);
    registration.setUrlPatterns(PATHS);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    registration.setEnabled(!browsers.allowedOrigins().isEmpty());
    return registration;
  }

  /** Tells caches that an answer depends on the origin, also where the origin gets no headers. */
  private static final class OriginProcessor extends DefaultCorsProcessor {

    @Override
    public boolean processRequest(
        @Nullable CorsConfiguration policy,
        HttpServletRequest request,
        HttpServletResponse response)
        throws IOException {
      if (policy == null) {
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
      }
      return super.processRequest(policy, request, response);
    }
  }
}
