package attention.web;

import attention.capacity.MemoryEstimate;
import attention.capacity.Meters;
import attention.kernel.Kernels;
import attention.problem.Refusal;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Lets those who run the service see what it does. */
@Configuration(proxyBeanMethods = false)
class ObservationConfiguration {

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> requestMeter(Meters meters) {
    meters.expect(Refusal.allCodes());
    return factory -> factory.addContextValves(new RequestMeter(meters));
  }

  @Bean
  FilterRegistrationBean<RequestId> requestId() {
    FilterRegistrationBean<RequestId> filter = new FilterRegistrationBean<>(new RequestId());
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return filter;
  }

  @Bean
  InfoContributor serviceInfo(Kernels kernels, LimitsProperties limits, MemoryEstimate cost) {
    return new ServiceInfo(kernels, limits, WebConfiguration.longestBody(limits, cost));
  }
}
