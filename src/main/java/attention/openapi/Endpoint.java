package attention.openapi;

import attention.catalogue.Catalogue;
import attention.format.Representation;
import attention.request.AttentionRequest;
import attention.request.Received;
import attention.trace.Mechanism;
import java.lang.reflect.Method;
import java.util.List;
import org.springframework.core.ResolvableType;
import org.springframework.http.MediaType;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * A path that computes a mechanism.
 *
 * @param request what it reads
 * @param arrays whether its embeddings may come as a NumPy file
 */
record Endpoint(
    Catalogue.Entry entry,
    Mechanism mechanism,
    Class<? extends AttentionRequest> request,
    boolean arrays) {
  /** Those of the catalogue, in its order. */
  static List<Endpoint> all(Catalogue catalogue, RequestMappingHandlerMapping mapping) {
    return catalogue.entries().stream().map(entry -> of(entry, mapping)).toList();
  }

  private static Endpoint of(Catalogue.Entry entry, RequestMappingHandlerMapping mapping) {
    return mapping.getHandlerMethods().entrySet().stream()
        .filter(handler -> handler.getKey().getDirectPaths().contains(entry.path()))
        .filter(handler -> computes(handler.getValue().getMethod()))
        .map(handler -> of(entry, handler.getKey(), handler.getValue()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Nothing is computed at " + entry.path()));
  }

  private static Endpoint of(
      Catalogue.Entry entry, RequestMappingInfo mapping, HandlerMethod handler) {
    return new Endpoint(
        entry,
        Catalogue.mechanism(entry.mechanism()),
        request(handler.getMethod()),
        mapping
            .getConsumesCondition()
            .getConsumableMediaTypes()
            .contains(MediaType.valueOf(Representation.NPY.mediaType())));
  }

  private static boolean computes(Method method) {
    return method.getParameterCount() > 0 && method.getParameterTypes()[0] == Received.class;
  }

  private static Class<? extends AttentionRequest> request(Method method) {
    return ResolvableType.forMethodParameter(method, 0)
        .getGeneric(0)
        .toClass()
        .asSubclass(AttentionRequest.class);
  }
}
