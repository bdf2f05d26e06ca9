package attention.catalogue;

import java.util.Map;

/**
 * A request that can be sent as it is.
 *
 * @param shows part of its answer, which a test holds it to
 */
public record ExampleRequest(
    String name,
    String title,
    String path,
    String why,
    Map<String, Object> request,
    Map<String, Object> shows) {

  /** Whether it has numbers checked. */
  boolean isCheck() {
    return path.endsWith(Catalogue.CHECK);
  }
}
