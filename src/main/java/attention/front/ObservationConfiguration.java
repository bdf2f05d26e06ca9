package attention.front;

import attention.capacity.Tracing;
import attention.kernel.Kernels;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** What operators see: metrics, request ids and the service's own data. */
@Configuration(proxyBeanMethods = false)
class ObservationConfiguration {

  /** Spring Boot's filter, which begins the span of a request, comes second. */
  private static final int AFTER_OBSERVATION = Ordered.HIGHEST_PRECEDENCE + 2;

  @Bean
  FilterRegistrationBean<RequestIdFilter> requestId(Tracing tracing) {
    FilterRegistrationBean<RequestIdFilter> filter =
        new FilterRegistrationBean<>(new RequestIdFilter(tracing));
    filter.setOrder(AFTER_OBSERVATION);
    return filter;
  }

  @Bean
  InfoContributor serviceInfo(Kernels kernels, LimitsProperties limits) {
    return new ServiceInfo(kernels, limits);
  }
}
