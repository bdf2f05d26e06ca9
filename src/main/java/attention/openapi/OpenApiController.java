package attention.openapi;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the OpenAPI document: made on the first request, and the same bytes ever after. */
@RestController
class OpenApiController {

  private final OpenApiDocument document;
  private @Nullable Served served;

  private record Served(byte[] bytes, String tag) {}

  OpenApiController(OpenApiDocument document) {
    this.document = document;
  }

  @GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> document() {
    Served now = served();
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .eTag(now.tag())
        .body(now.bytes());
  }

  private synchronized Served served() {
    if (served == null) {
      byte[] bytes = document.json().getBytes(StandardCharsets.UTF_8);
      CRC32C sum = new CRC32C();
      sum.update(bytes);
      served = new Served(bytes, "\"%08x-%x\"".formatted(sum.getValue(), bytes.length));
    }
    return served;
  }
}
