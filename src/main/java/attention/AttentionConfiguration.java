package attention;

import attention.kernel.Kernels;
import attention.mechanism.Attention;
import attention.service.Admission;
import attention.service.Cores;
import attention.service.Cost;
import attention.service.Meters;
import attention.web.Limits;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hands each room what it needs. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Limits.class)
class AttentionConfiguration {

  @Bean
  Kernels kernels() {
    return Kernels.scalar();
  }

  @Bean
  Cores cores() {
    return new Cores(Runtime.getRuntime().availableProcessors());
  }

  @Bean
  Cost cost(Limits limits) {
    return new Cost(limits.numbers(), limits.keys(), Attention.BLOCK_NUMBERS);
  }

  @Bean
  Admission admission(Limits limits) {
    return new Admission(
        new Admission.Capacity(
            limits.memoryBytes(), limits.requests(), limits.waiting(), limits.waitTime()));
  }

  @Bean
  Meters meters(MeterRegistry registry, Admission admission) {
    return new Meters(registry, admission);
  }
}
