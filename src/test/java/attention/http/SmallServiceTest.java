package attention.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/** Runs against the whole service over HTTP with limits that are easily reached. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "server.address=127.0.0.1",
      "management.server.port=0",
      "attention.limits.request-bytes=20KB",
      "attention.limits.numbers=100",
      "attention.limits.keys=12",
      "attention.limits.dimension=20",
      "attention.limits.cells=30",
      "attention.limits.token-length=5",
      "attention.limits.body-time=3s",
      "attention.limits.stall=2s",
      "attention.limits.requests=1",
      "attention.limits.waiting=1",
      "attention.limits.wait-time=300ms"
    })
public @interface SmallServiceTest {}
