package attention.front;

import attention.capacity.ServerRequestTimes;
import attention.capacity.Tracing;
import attention.kernel.Kernels;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** What operators see: metrics, request ids and the service's own data. */
@Configuration(proxyBeanMethods = false)
class ObservationConfiguration {

  /** The place of Spring Boot's filter, which begins the span of a request. */
  private static final int OBSERVATION = Ordered.HIGHEST_PRECEDENCE + 1;

  private static final int AFTER_OBSERVATION = OBSERVATION + 1;

  @Bean
  @ConditionalOnProperty(
      name = "management.opentelemetry.enabled",
      havingValue = "false",
      matchIfMissing = true)
  FilterRegistrationBean<RequestTimesFilter> requestTimes(ServerRequestTimes times) {
    FilterRegistrationBean<RequestTimesFilter> filter =
        new FilterRegistrationBean<>(new RequestTimesFilter(times));
    filter.setOrder(OBSERVATION);
    return filter;
  }

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
