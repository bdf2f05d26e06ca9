package attention;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Leaves out what traces requests unless {@code management.opentelemetry.enabled} is true. Spring
 * Boot would only replace the exporter: each request would still have a span, which nobody sees.
 * Observations of requests, which cost more than a timer, are left out with it.
 */
final class TracingCondition implements AutoConfigurationImportFilter, EnvironmentAware {

  private static final String BOOT = "org.springframework.boot.";

  /** Provides a tracer that does nothing where there is no other. */
  private static final String NO_TRACER =
      BOOT + "micrometer.tracing.autoconfigure.NoopTracerAutoConfiguration";

  private static final String OBSERVATIONS =
      "webmvc.autoconfigure.WebMvcObservationAutoConfiguration";

  private boolean traced;

  @Override
  public void setEnvironment(Environment environment) {
    traced = environment.getProperty("management.opentelemetry.enabled", Boolean.class, false);
  }

  @Override
  public boolean[] match(
      @Nullable String[] autoConfigurations, AutoConfigurationMetadata metadata) {
    boolean[] matches = new boolean[autoConfigurations.length];
    for (int i = 0; i < matches.length; i++) {
      String name = autoConfigurations[i];
      matches[i] = traced || name == null || NO_TRACER.equals(name) || !traces(name);
    }
    return matches;
  }

  private static boolean traces(String name) {
    return Stream.of("micrometer.tracing.", "opentelemetry.", OBSERVATIONS)
        .anyMatch(part -> name.startsWith(BOOT + part));
  }
}
