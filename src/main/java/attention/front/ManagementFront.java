package attention.front;

import attention.capacity.Meters;
import java.util.List;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;

/**
 * What comes before the endpoints on the port for management. Not found by scanning, which would
 * put it before requests: it is named to Spring Boot as configuration of the management context.
 */
@ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
class ManagementFront {

  /** Probes and scrapes are few; each takes milliseconds. */
  private static final int THREADS = 16;

  private static final int CONNECTIONS = 128;

  /** So many requests at once that are no probes. */
  private static final int EXCHANGES = 8;

  /** So many refused bodies at once; no request here has one. */
  private static final int DRAINED = 4;

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> managementFront(
      LimitsProperties limits, Meters meters) {
    BodyDrain drain = new BodyDrain(DRAINED, BodyDrain.SHORT);
    return factory -> {
      FrontConfiguration.reportProblems(factory);
      factory.addContextValves(
          new ResponseHeaders(),
          new RequestGuard(List.of(), RequestHead::isProbe, EXCHANGES, meters, drain));
      factory.addConnectorCustomizers(connector -> {
        connector.setParseBodyMethods("");
        AbstractHttp11Protocol<?> http = (AbstractHttp11Protocol<?>) connector.getProtocolHandler();
        http.setMaxThreads(THREADS);
        http.setMaxConnections(CONNECTIONS);
        http.setConnectionTimeout(Math.toIntExact(limits.stall().toMillis()));
      });
    };
  }

  @Bean
  HandlerMapping managementProbes(ApplicationAvailability availability) {
    return ProbeHandler.mapping(availability);
  }

  @Bean
  HandlerExceptionResolver managementProblemResolver(Meters meters) {
    return new ProblemExceptionResolver(meters);
  }
}
