package attention.web;

import attention.capacity.Admission;
import attention.capacity.Cores;
import attention.capacity.MemoryEstimate;
import attention.capacity.Meters;
import attention.capacity.Tracing;
import attention.capacity.Workers;
import attention.decimal.NumberText;
import attention.front.LimitsProperties;
import attention.kernel.Kernels;
import attention.service.AttentionService;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Registers the parts of this room with Spring MVC. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

  private final NumberText numbers;
  private final LimitsProperties limits;
  private final Admission admission;
  private final Cores cores;
  private final Workers workers;
  private final MemoryEstimate memoryEstimate;
  private final Meters meters;
  private final Tracing tracing;

  WebConfiguration(
      NumberText numbers,
      LimitsProperties limits,
      Admission admission,
      Cores cores,
      Workers workers,
      MemoryEstimate memoryEstimate,
      Meters meters,
      Tracing tracing) {
    this.numbers = numbers;
    this.limits = limits;
    this.admission = admission;
    this.cores = cores;
    this.workers = workers;
    this.memoryEstimate = memoryEstimate;
    this.meters = meters;
    this.tracing = tracing;
  }

  @Bean
  AttentionService attentionService(Kernels kernels) {
    return new AttentionService(
        kernels, limits.request(), answer -> Delivery.bytes(answer, workers));
  }

  @Bean
  Checking checking(Kernels kernels) {
    AttentionService compared =
        new AttentionService(kernels, limits.request(), Checking::bytesInProgress);
    return new Checking(compared, cores, meters, tracing, limits.computeTime());
  }

  @Bean
  RequestPlanner requestPlanner(AttentionService attentionService) {
    return new RequestPlanner(attentionService, cores, tracing);
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new RequestArgumentResolver(limits, cores, admission, memoryEstimate, tracing));
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new MediaTypeInterceptor()).addPathPatterns("/attention/**");
    registry
        .addInterceptor(new AdmissionInterceptor(limits.requestBytes().toBytes()))
        .addPathPatterns("/attention/**");
  }

  @Override
  public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
    builder.addCustomConverter(new TraceConverter(numbers, cores, workers, meters, tracing));
  }

  @Override
  public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
    negotiation.strategies(List.of(new AcceptHeader()));
  }
}
