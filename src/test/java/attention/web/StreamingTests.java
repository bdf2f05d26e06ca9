package attention.web;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Answer;
import attention.http.Bodies;
import attention.http.Client;
import attention.http.Planted;
import attention.http.ServiceTest;
import attention.http.Settled;
import attention.http.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Rows leave while later ones are still to be computed: nothing holds an answer as a whole. */
@ServiceTest
class StreamingTests {

  private static final String SELF = "/attention/self";
  private static final String LAST_CHUNK = "\r\n0\r\n\r\n";
  private static final byte[] ROW = "\"queryIndex\":".getBytes(StandardCharsets.US_ASCII);

  private final Client client;
  private final Planted planted;

  StreamingTests(@LocalServerPort int port, @Autowired Planted planted) {
    this.client = new Client(port);
    this.planted = planted;
  }

  /** Opens an answer whose blocks from a row on are computed only once the latch is down. */
  private InputStream held(byte[] body, String accept, int row, CountDownLatch latch) {
    planted.watch("held", from -> waitFor(latch, from >= row));
    return client.open(
        client
            .request(SELF, accept)
            .setHeader(Planted.HEADER, "held")
            .POST(BodyPublishers.ofByteArray(body)));
  }

  private static void waitFor(CountDownLatch latch, boolean held) {
    try {
      if (held && !latch.await(30, SECONDS)) {
        throw new AssertionError("Nothing had been written by then");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Counts the rows of an answer as they come, and lets down the latch at one of them. */
  private static int rows(InputStream in, int latchAt, CountDownLatch latch) throws IOException {
    int rows = 0;
    int matched = 0;
    byte[] buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      for (int i = 0; i < read; i++) {
        matched = buffer[i] == ROW[matched] ? matched + 1 : buffer[i] == ROW[0] ? 1 : 0;
        if (matched == ROW.length) {
          matched = 0;
          rows++;
        }
      }
      if (rows >= latchAt) {
        latch.countDown();
      }
    }
    return rows;
  }

  @ParameterizedTest
  @CsvSource({"application/x-ndjson, 2000, 64", "application/json, 1000, 64"})
  void rowsLeaveBeforeTheLastOneIsComputed(String accept, int n, int d) throws IOException {
    CountDownLatch latch = new CountDownLatch(1);
    try (InputStream in = held(Bodies.embeddings(n, d), accept, n - 1, latch)) {
      assertThat(rows(in, n / 2, latch)).isEqualTo(n);
    }
  }

  @Test
  void aSmallLineLeavesBeforeTheNextBlockIsComputed() throws IOException {
    CountDownLatch latch = new CountDownLatch(1);
    byte[] wide = Bodies.embeddings(4, 16_384, "\"include\": [\"weightSum\"]");
    try (InputStream in = held(wide, Client.NDJSON, 1, latch)) {
      assertThat(rows(in, 1, latch)).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @CsvSource({"application/json, 2", "application/json, 64", "application/x-ndjson, 64"})
  void anAnswerThatIsThereAsAWholeTellsItsLength(String accept, int n) {
    Answer answer = client.post(SELF, Bodies.embeddings(n, 64), accept);
    assertThat(answer.header("Content-Length")).hasValue(Integer.toString(answer.body().length));
  }

  @Test
  void anAnswerThatIsSentWhileItIsComputedTellsNoLength() {
    Answer answer = client.post(SELF, Bodies.embeddings(1_000, 64), Client.JSON);
    assertThat(answer.header("Content-Length")).isEmpty();
  }

  @Test
  void aClientThatGoesAwayStopsItsComputation() {
    AtomicInteger blocks = new AtomicInteger();
    planted.watch("counted", from -> blocks.incrementAndGet());
    try (Wire wire = Wire.withSmallWindow(client.port())) {
      wire.post(SELF, Bodies.embeddings(5_000, 1), "Planted: counted");
      assertThat(wire.read(new byte[1000])).isPositive();
    }
    assertThat(Settled.count(blocks, Duration.ofSeconds(4))).isBetween(1, 100);
  }

  /** The connection is looked at every 25 ms while nothing but the byte has arrived. */
  @Test
  void aByteOfTheNextRequestDoesNotStopIt() throws InterruptedException {
    CountDownLatch computing = new CountDownLatch(1);
    CountDownLatch sent = new CountDownLatch(1);
    planted.watch(
        "followed",
        from -> {
          computing.countDown();
          waitFor(sent, from == 0);
        });
    try (Wire wire = Wire.to(client.port())) {
      wire.post(SELF, Bodies.embeddings(500, 2), "Planted: followed");
      waitFor(computing, true);
      wire.send("\n");
      Thread.sleep(100);
      sent.countDown();
      StringBuilder answer = new StringBuilder();
      byte[] buffer = new byte[1 << 16];
      while (answer.indexOf(LAST_CHUNK) < 0) {
        int read = wire.read(buffer);
        assertThat(read).as("bytes of the answer").isPositive();
        answer.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
      }
    }
  }
}
