package attention.service;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.ArchivedRequest;
import attention.http.GoldenCase;
import attention.http.Json;
import attention.http.Npz;
import attention.parse.NpzRequestReader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The answer to a request whose arrays are in an archive is that to the same request as JSON. */
class ArchivedAnswerTests {

  static Stream<GoldenCase> cases() {
    return GoldenCase.all()
        .filter(golden -> ArchivedRequest.isPossible(Json.read(golden.request())));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theWayInChangesNothing(GoldenCase golden) {
    JsonNode request = Json.read(golden.request());
    List<String> names = NpzRequestReader.entries(Planning.type(golden.path()));
    Npz archive = ArchivedRequest.of(request, names);
    JsonNode expected = Planning.DEFAULT.answer(golden.path(), golden.request());
    assertThat(Planning.DEFAULT.answerToArchive(golden.path(), archive.deflated()))
        .isEqualTo(expected);
  }
}
