package attention;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service. */
@SpringBootApplication
public class AttentionApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(AttentionApplication.class, arguments);
  }
}
