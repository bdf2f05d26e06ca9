package attention.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * Runs against the service with the profile secured and {@link Keys} in a file, started once for
 * all such tests.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import(MappedPaths.class)
@ContextConfiguration(initializers = KeysFile.class)
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "server.address=127.0.0.1",
      "management.server.address=127.0.0.1",
      "management.server.port=0",
      "spring.profiles.active=secured",
      "spring.test.metrics.export=true",
      "logging.level.attention=debug",
      "logging.level.org.springframework.security=debug",
      "attention.access.keys-reload=100ms",
      "attention.access.keys[0]=few 4a97cf0c63480ed85af422af85359cf1843fc8f3c327733ae9940adcb28768c0",
      "attention.access.keys[1]=slim 9063cf31c641fbbe1042a1211a6b77b7750feb105efa7607ef86040b694503c1",
      "attention.limits.memory=300MB",
      "attention.access.quotas.slim.memory=1",
      "attention.access.quotas.slim.places=1",
      "attention.access.quotas.lab.requests=1000000",
      "attention.access.quotas.lab.memory=12",
      "attention.access.quotas.few.requests=3",
      "attention.access.quotas.few.work=1000000"
    })
@interface SecuredTest {}
