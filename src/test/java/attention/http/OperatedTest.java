package attention.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/**
 * Runs against the service as it is operated: with a port of its own for management and one place
 * for requests, started once for all such tests.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "server.address=127.0.0.1",
      "management.server.address=127.0.0.1",
      "management.server.port=0",
      "spring.test.metrics.export=true",
      "logging.level.attention=debug",
      "attention.limits.stall=3s",
      "attention.limits.requests=1",
      "attention.limits.wait-time=1s"
    })
public @interface OperatedTest {}
