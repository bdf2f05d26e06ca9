package attention.openapi;

import attention.document.Document;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Serves the OpenAPI document: made on the first request, and the same bytes ever after. */
@RestController
class OpenApiController {

  private final OpenApiDocument document;
  private @Nullable Document served;

  OpenApiController(OpenApiDocument document) {
    this.document = document;
  }

  @GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> document(
      @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, defaultValue = "") String encodings) {
    return served().answer(encodings);
  }

  private synchronized Document served() {
    if (served == null) {
      byte[] bytes = document.json().getBytes(StandardCharsets.UTF_8);
      served = new Document(MediaType.APPLICATION_JSON, bytes);
    }
    return served;
  }
}
