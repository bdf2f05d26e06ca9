package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import attention.capacity.Admission;
import attention.capacity.Admission.Reservation;
import attention.http.Answer;
import attention.http.Client;
import attention.http.Problem;
import attention.http.SmallServiceTest;
import attention.http.Wire;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Where there is no room, a request is turned away before anything of it is read. */
@SmallServiceTest
class CapacityTests {

  private static final String SELF = "/attention/self";
  private static final byte[] GOOD =
      "{\"embeddings\": [[1, 2], [3, 4]]}".getBytes(StandardCharsets.UTF_8);

  private final Client client;
  private final Client operator;
  private final Admission admission;

  CapacityTests(
      @LocalServerPort int port,
      @LocalManagementPort int management,
      @Autowired Admission admission) {
    this.client = new Client(port);
    this.operator = new Client(management);
    this.admission = admission;
  }

  /** The only place there is. */
  private Reservation taken() {
    return admission.admit(1);
  }

  private static void assertTurnedAway(Answer answer) {
    Problem problem = answer.problem(503);
    assertThat(problem.type()).isEqualTo("/problems/at-capacity");
    assertThat(problem.detail()).contains("Nothing of the request was computed");
    assertThat(answer.header("Retry-After")).hasValue("1");
  }

  @Test
  void aRequestThatFindsNoRoomIsTurnedAwayAndMayComeAgain() {
    try (Reservation place = taken()) {
      assertThat(place).isNotNull();
      assertTurnedAway(client.post(SELF, GOOD, Client.JSON));
      assertTurnedAway(client.post("/attention/weights", GOOD, Client.NDJSON));
      assertTurnedAway(client.postChunked(SELF, GOOD));
    }
    assertThat(client.post(SELF, GOOD, Client.JSON).status()).isEqualTo(200);
  }

  @Test
  void aSmallBodyIsReadBeforeAPlaceIsNeeded() {
    try (Reservation place = taken();
        Wire wire = Wire.to(client.port())) {
      assertThat(place).isNotNull();
      wire.send(Wire.head(SELF) + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
      assertThat(wire.next().status()).isEqualTo(100);
      wire.send("{}");
      assertTurnedAway(wire.next());
    }
  }

  @Test
  void whatIsWrongWithTheHeadOfARequestNeedsNoRoomToBeTold() {
    try (Reservation place = taken()) {
      assertThat(place).isNotNull();
      assertThat(client.get(SELF).status()).isEqualTo(405);
      assertThat(client.post("/nothing", "{}").status()).isEqualTo(404);
      assertThat(client.post(SELF + "?x=1", "{}").status()).isEqualTo(400);
      assertThat(client.post(SELF, new byte[30_000], Client.JSON).status()).isEqualTo(413);
    }
  }

  @Test
  void healthIsToldWhereThereIsNoRoom() {
    try (Reservation place = taken()) {
      assertThat(place).isNotNull();
      assertThat(client.get("/livez").status()).isEqualTo(200);
      assertThat(operator.get("/actuator/health").status()).isEqualTo(200);
    }
  }

  @Test
  void aPlaceIsGivenBackWhateverBecameOfTheRequest() {
    assertThat(client.post(SELF, "{").status()).isEqualTo(400);
    assertThat(client.post(SELF, "{\"embeddings\": [[]]}").status()).isEqualTo(422);
    assertThat(client.post(SELF, GOOD, "text/html").status()).isEqualTo(406);
    assertThat(client.post(SELF, GOOD, Client.JSON).status()).isEqualTo(200);
  }
}
