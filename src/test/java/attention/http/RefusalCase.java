package attention.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A body that must be refused. */
public record RefusalCase(JsonNode document) {

  public String path() {
    return document.path("path").asString();
  }

  public byte[] body() {
    return document.path("body").asString().getBytes(StandardCharsets.UTF_8);
  }

  public int status() {
    return document.path("status").asInt();
  }

  /** What the refusal must point at. */
  public List<String> pointers() {
    return StreamSupport.stream(document.path("pointers").spliterator(), false)
        .map(JsonNode::asString)
        .toList();
  }

  @Override
  public String toString() {
    return document.path("case").asString();
  }
}
