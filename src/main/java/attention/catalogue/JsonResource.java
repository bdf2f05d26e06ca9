package attention.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.core.io.Resource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads a JSON resource of the service strictly, so that a mistake in it is found at start. */
final class JsonResource {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonResource() {}

  /**
   * Reads a JSON document.
   *
   * @throws IllegalStateException if it is not of that type
   */
  static <T> T read(Resource resource, Class<T> type) {
    try (InputStream in = resource.getInputStream()) {
      return MAPPER.readValue(in, type);
    } catch (JacksonException e) {
      throw new IllegalStateException(resource + " cannot be read as " + type.getSimpleName(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
