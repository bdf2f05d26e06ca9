package attention.front;

import attention.capacity.Meters;
import attention.problem.Problem;
import java.time.Duration;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.Http11NioProtocol;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties.ForwardHeadersStrategy;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.ForwardedHeaderFilter;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;

/** What comes before the handlers on the port for requests. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({WebProperties.class, ShutdownProperties.class})
class FrontConfiguration {

  /**
   * The bytes that the system keeps for a client that reads slowly. It reports progress only when a
   * third of them is read, so with the megabytes that Linux would allow, a client that reads 100 KB
   * a second would be taken for one that has stalled.
   */
  private static final int SEND_BUFFER = 256 * 1024;

  /** Threads that are left for probes. */
  private static final int PROBES = 16;

  /** How long clients may take to read the last answers, after all are written. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

  private static final Patience PATIENCE =
      new Patience(
          Duration.ofMillis(1),
          Duration.ofMillis(20),
          Duration.ofMillis(100),
          Duration.ofMinutes(1));

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> front(
      LimitsProperties limits,
      WebProperties properties,
      TomcatServerProperties tomcat,
      Meters meters,
      RequestThreads threads,
      ShutdownNotice notice,
      LastAnswers last) {
    meters.expect(Problem.allCodes());
    // As many as are answered or wait for it may be read or wait for that.
    int others = 2 * (limits.requests() + limits.waiting()) + properties.exchanges() + PROBES;
    int clients = Math.max(0, tomcat.getThreads().getMax() - others);
    BodyDrain drain = new BodyDrain(clients, limits.bodyTime());
    return factory -> {
      reportProblems(factory);
      factory.addContextValves(
          new ResponseHeaders(),
          new RequestMetricsValve(meters),
          new RequestGuard(
              properties.hosts(),
              head -> head.computes() || head.isProbe(),
              properties.exchanges(),
              meters,
              drain));
      factory.addConnectorCustomizers(
          connector -> configure(connector, limits.stall(), threads),
          connector -> {
            CleanHttpProtocol port = (CleanHttpProtocol) connector.getProtocolHandler();
            notice.of(port);
            last.of(port);
          });
    };
  }

  private static void configure(Connector connector, Duration stall, RequestThreads threads) {
    // No body is ever read as a form.
    connector.setParseBodyMethods("");
    connector.setProperty("socket.txBufSize", Integer.toString(SEND_BUFFER));
    connector.setProperty("socket.appWriteBufSize", Integer.toString(WriteSize.BYTES));
    Http11NioProtocol http = (Http11NioProtocol) connector.getProtocolHandler();
    http.setConnectionTimeout(Math.toIntExact(stall.toMillis()));
    http.setContinueResponseTiming("onRead");
    http.setExecutor(threads);
    // As that of the threads for requests: else it interrupts one of them for each request.
    http.setPollerThreadPriority(Thread.MIN_PRIORITY);
  }

  /** One more at once than there are cores, for when one of them writes to the network. */
  @Bean
  RequestThreads requestThreads(TomcatServerProperties tomcat) {
    int usual = Runtime.getRuntime().availableProcessors() + 1;
    return new RequestThreads(
        usual, tomcat.getThreads().getMax(), PATIENCE, ArrivalEndpoint::opensConnection);
  }

  /**
   * Hides {@code Forwarded} and {@code X-Forwarded-*} from libraries that believe them whatever the
   * strategy is, Swagger UI among them. With the strategy {@code framework} it applies them.
   */
  @Bean
  FilterRegistrationBean<ForwardedHeaderFilter> forwardedHeaders(ServerProperties server) {
    ForwardedHeaderFilter filter = new ForwardedHeaderFilter();
    filter.setRemoveOnly(server.getForwardHeadersStrategy() != ForwardHeadersStrategy.FRAMEWORK);
    FilterRegistrationBean<ForwardedHeaderFilter> registration =
        new FilterRegistrationBean<>(filter);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }

  /** Not needed: the dispatcher servlet exposes the request to its own thread. */
  @Bean
  FilterRegistrationBean<RequestContextFilter> noRequestContextFilter() {
    FilterRegistrationBean<RequestContextFilter> registration =
        new FilterRegistrationBean<>(new RequestContextFilter());
    registration.setEnabled(false);
    return registration;
  }

  @Bean
  HandlerMapping probes(ApplicationAvailability availability) {
    return ProbeHandler.mapping(availability);
  }

  @Bean
  HandlerExceptionResolver problemResolver(Meters meters) {
    return new ProblemExceptionResolver(meters);
  }

  /** Has what Tomcat itself refuses reported as problem details. */
  static void reportProblems(TomcatServletWebServerFactory factory) {
    factory.setProtocol(CleanHttpProtocol.class.getName());
    factory.addContextCustomizers(context ->
        ((StandardHost) context.getParent())
            .setErrorReportValveClass(ProblemReportValve.class.getName()));
  }

  @Bean
  LastAnswers lastAnswers() {
    return new LastAnswers(LAST_ANSWERS);
  }

  @Bean
  ShutdownNotice shutdownNotice(ShutdownProperties properties) {
    return new ShutdownNotice(properties.notice());
  }
}
