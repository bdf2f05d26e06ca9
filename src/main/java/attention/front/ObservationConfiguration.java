package attention.front;

import attention.kernel.Kernels;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** What operators see: metrics, request ids and the service's own data. */
@Configuration(proxyBeanMethods = false)
class ObservationConfiguration {

  @Bean
  FilterRegistrationBean<RequestIdFilter> requestId() {
    FilterRegistrationBean<RequestIdFilter> filter =
        new FilterRegistrationBean<>(new RequestIdFilter());
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return filter;
  }

  @Bean
  InfoContributor serviceInfo(Kernels kernels, LimitsProperties limits) {
    return new ServiceInfo(kernels, limits);
  }
}
