package attention.web;

import attention.http.Client;
import attention.http.Explorer;
import attention.http.ServiceTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tests in a browser that shows the explorer, done as a visitor would. */
@Tag("browser")
@ServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InExplorer {

  /** The notebook's example with the cell that the documents explain. */
  static final String CHOSEN = "#example=notebook-softmax&cell=1,2";

  Explorer page;
  Client client;

  @BeforeAll
  void start(@LocalServerPort int port) {
    client = new Client(port);
    page = Explorer.of(client);
  }

  @AfterAll
  void close() {
    page.close();
  }
}
