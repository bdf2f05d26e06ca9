package attention;

import attention.capacity.AccessMeters;
import attention.capacity.Admission;
import attention.capacity.Capacity;
import attention.capacity.Capacity.SmallLane;
import attention.capacity.Cores;
import attention.capacity.MemoryEstimate;
import attention.capacity.Meters;
import attention.capacity.ServerRequestTimes;
import attention.capacity.Tracing;
import attention.capacity.Workers;
import attention.decimal.NumberText;
import attention.front.LimitsProperties;
import attention.kernel.Kernels;
import attention.request.Limits;
import attention.stage.BlockSize;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.otel.bridge.Slf4JEventListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hands each room what it needs. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({KernelProperties.class, LimitsProperties.class})
class AttentionConfiguration {

  private static final int PART = 4;

  private static final Logger LOG = LoggerFactory.getLogger(AttentionConfiguration.class);

  @Bean
  Kernels kernels(KernelProperties properties) {
    Kernels kernels = Kernels.of(properties.kernel());
    if (properties.kernel() == Kernels.Choice.AUTO && !kernels.areVectors()) {
      LOG.warn("The arithmetic runs without vectors, several times slower. {}.", Kernels.REMEDY);
    }
    return kernels;
  }

  @Bean
  NumberText numberText(Kernels kernels) {
    return NumberText.of(kernels.areVectors());
  }

  @Bean
  Cores cores() {
    return new Cores(Runtime.getRuntime().availableProcessors());
  }

  /** An answer in progress may take a part of all working memory. */
  @Bean
  Workers workers(Cores cores, LimitsProperties limits) {
    int threads = Runtime.getRuntime().availableProcessors();
    return new Workers(cores, threads, limits.memoryBytes() / PART);
  }

  @Bean
  Limits limits(LimitsProperties properties) {
    return properties.request();
  }

  @Bean
  MemoryEstimate memoryEstimate(Limits limits) {
    return new MemoryEstimate(limits.keys(), BlockSize::numbers);
  }

  @Bean
  Admission admission(LimitsProperties limits) {
    return new Admission(
        new Capacity(
            limits.memoryBytes(),
            limits.requests(),
            limits.waiting(),
            limits.waitTime(),
            SmallLane.of(limits.memoryBytes(), limits.requests())));
  }

  /** Labels that would show names of classes. */
  @Bean
  MeterFilter noExceptionNames() {
    return MeterFilter.ignoreTags("exception", "error");
  }

  @Bean
  Meters meters(MeterRegistry registry, Admission admission, Cores cores) {
    return new Meters(registry, admission, cores);
  }

  @Bean
  ServerRequestTimes serverRequestTimes(MeterRegistry registry) {
    return new ServerRequestTimes(registry);
  }

  @Bean
  Tracing tracing(Tracer tracer) {
    return new Tracing(tracer);
  }

  /** Names the span of a log line as the Elastic Common Schema does. */
  @Bean
  Slf4JEventListener spanOfLogLines() {
    return new Slf4JEventListener("trace.id", "span.id");
  }

  @Bean
  AccessMeters accessMeters(MeterRegistry registry) {
    return new AccessMeters(registry);
  }
}
