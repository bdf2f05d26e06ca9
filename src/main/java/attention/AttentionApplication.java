package attention;

import attention.front.ShutdownProperties;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service. */
@SpringBootApplication
public class AttentionApplication {

  public static void main(String[] arguments) {
    ProcessEnd.within(
        SpringApplication.run(AttentionApplication.class, arguments)
            .getBean(ShutdownProperties.class)
            .within());
  }
}
