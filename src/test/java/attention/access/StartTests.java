package attention.access;

import static org.assertj.core.api.Assertions.assertThat;

import attention.capacity.AccessMeters;
import attention.front.LimitsProperties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.handler.SimpleMappingExceptionResolver;

/** With the profile secured the service starts only if somebody can call it. */
class StartTests {

  private final WebApplicationContextRunner service =
      new WebApplicationContextRunner()
          .withPropertyValues("spring.profiles.active=secured")
          .withUserConfiguration(Surroundings.class);

  @EnableWebSecurity
  @EnableConfigurationProperties(LimitsProperties.class)
  @Import(AccessConfiguration.class)
  static class Surroundings {

    @Bean
    AccessMeters accessMeters() {
      return new AccessMeters(new SimpleMeterRegistry());
    }

    @Bean
    HandlerExceptionResolver problemResolver() {
      return new SimpleMappingExceptionResolver();
    }
  }

  @Test
  void withoutAKeyItDoesNotStart() {
    service.run(started ->
        assertThat(started)
            .getFailure()
            .rootCause()
            .hasMessageStartingWith("Nobody could call: set attention.access.keys"));
  }

  @Test
  void withAKeyThatCannotBeReadItDoesNotStart() {
    service
        .withPropertyValues("attention.access.keys=lab sesame")
        .run(started ->
            assertThat(started)
                .getFailure()
                .rootCause()
                .hasMessage("line 1: Expected the SHA-256 of the key as 64 hexadecimal digits."));
  }

  @Test
  void withKeysInTheEnvironmentItStarts() {
    String keys = Keys.line("lab", "a") + "," + Keys.line("ops", "b") + " attention:operate";
    service
        .withSystemProperties("ATTENTION_ACCESS_KEYS=" + keys)
        .withPropertyValues("attention.access.keys=${ATTENTION_ACCESS_KEYS}")
        .run(started ->
            assertThat(started.getBean(KeyRing.class).keys().all())
                .extracting(ApiKey::name)
                .containsExactly("lab", "ops"));
  }
}
