package attention.web;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** The numbers of others once more, from the arithmetic of machines without vectors. */
@TestPropertySource(properties = "attention.kernel=scalar")
class ScalarGoldenTests extends GoldenTests {

  ScalarGoldenTests(@LocalServerPort int port) {
    super(port);
  }
}
