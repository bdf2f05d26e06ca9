package attention.web;

import attention.format.Representation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.ConcurrentLruCache;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;

/**
 * The media types of this service that a request accepts (RFC 9110, section 12.5.1): of the ranges
 * that match a type the most specific one decides, and a type with the weight 0 is not acceptable.
 * Ranges that cannot be read match nothing.
 */
final class AcceptHeader implements ContentNegotiationStrategy {

  private static final String OPENAPI_YAML = "application/vnd.oai.openapi";

  private static final List<MediaType> KNOWN =
      Stream.concat(
              Stream.of(Representation.values()).map(Representation::mediaType),
              Stream.of(MediaType.TEXT_HTML_VALUE, OPENAPI_YAML))
          .map(MediaType::valueOf)
          .toList();

  /** Clients repeat their header in every request. */
  private static final ConcurrentLruCache<String, Accepted> READ =
      new ConcurrentLruCache<>(64, AcceptHeader::read);

  /**
   * @param types of this service, the preferred ones first
   * @param representation the preferred one of a response with numbers; JSON if none is accepted
   */
  private record Accepted(List<MediaType> types, Representation representation) {}

  /** The representation that a request to a mechanism prefers; JSON if it accepts none. */
  static Representation chosen(HttpServletRequest request) {
    Enumeration<String> values = request.getHeaders(HttpHeaders.ACCEPT);
    return READ.get(String.join(",", Collections.list(values))).representation();
  }

  @Override
  public List<MediaType> resolveMediaTypes(NativeWebRequest request) {
    String[] values = request.getHeaderValues(HttpHeaders.ACCEPT);
    return values == null ? MEDIA_TYPE_ALL_LIST : READ.get(String.join(",", values)).types();
  }

  private static Accepted read(String header) {
    List<MediaType> types = types(header);
    Representation representation =
        types.stream()
            .flatMap(type ->
                Stream.of(Representation.values())
                    .filter(it -> type.isCompatibleWith(MediaType.valueOf(it.mediaType()))))
            .findFirst()
            .orElse(Representation.JSON);
    return new Accepted(types, representation);
  }

  private static List<MediaType> types(String header) {
    List<String> elements = MimeTypeUtils.tokenize(header);
    if (elements.stream().allMatch(String::isBlank)) {
      return MEDIA_TYPE_ALL_LIST;
    }
    List<MediaType> ranges = ranges(elements);
    return KNOWN.stream()
        .map(type -> weighed(type, ranges))
        .filter(type -> type.getQualityValue() > 0)
        .sorted(Comparator.comparingDouble(MediaType::getQualityValue).reversed())
        .toList();
  }

  private static List<MediaType> ranges(List<String> elements) {
    List<MediaType> ranges = new ArrayList<>();
    for (String range : elements) {
      try {
        ranges.add(MediaType.parseMediaType(range));
      } catch (InvalidMediaTypeException e) {
        // It matches nothing.
      }
    }
    return ranges;
  }

  private static MediaType weighed(MediaType type, List<MediaType> ranges) {
    double quality =
        ranges.stream()
            .filter(range -> range.includes(type))
            .max(Comparator.comparingInt(AcceptHeader::precision))
            .map(MediaType::getQualityValue)
            .orElse(0.0);
    return quality == 1
        ? type
        : new MediaType(type, Collections.singletonMap("q", Double.toString(quality)));
  }

  private static int precision(MediaType range) {
    if (range.isWildcardType()) {
      return 0;
    }
    if (range.getSubtype().equals("*")) {
      return 1;
    }
    return range.isWildcardSubtype() ? 2 : 3;
  }
}
