package attention.http;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON strictly: a member twice, or anything behind the document, is a mistake. */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  public static JsonNode read(byte[] document) {
    return MAPPER.readTree(document);
  }

  public static JsonNode read(String document) {
    return read(document.getBytes(StandardCharsets.UTF_8));
  }

  /** The document that a value is written as. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  public static byte[] write(JsonNode document) {
    return MAPPER.writeValueAsBytes(document);
  }

  /** Every number of a document that has a fraction or an exponent, as it stands there. */
  public static List<BigDecimal> decimals(byte[] document) {
    List<BigDecimal> decimals = new ArrayList<>();
    try (JsonParser json = MAPPER.createParser(document)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
          decimals.add(new BigDecimal(json.getString()));
        }
      }
    }
    return decimals;
  }
}
