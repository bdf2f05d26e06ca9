package attention;

import attention.front.ShutdownProperties;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the service. */
@SpringBootApplication
public class AttentionApplication {

  public static void main(String[] arguments) {
    ConfigurableApplicationContext service =
        SpringApplication.run(AttentionApplication.class, arguments);
    if (ProcessEnd.within(service.getBean(ShutdownProperties.class).within())) {
      // The end of a start says that requests are accepted, also after the service was told to end.
      AvailabilityChangeEvent.publish(service, ReadinessState.REFUSING_TRAFFIC);
    }
  }
}
