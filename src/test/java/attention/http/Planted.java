package attention.http;

import attention.trace.Footprint;
import attention.trace.Preamble;
import attention.trace.Rows;
import attention.trace.Trace;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Lets a test watch the blocks of a real answer, and meddle with them: the request names the
 * watcher in a header, and the watcher is told the first row of each block before it is computed.
 */
@TestComponent
@ControllerAdvice
public class Planted implements ResponseBodyAdvice<Trace> {

  public static final String HEADER = "Planted";

  private final Map<String, IntConsumer> watchers = new ConcurrentHashMap<>();

  /** Registers a watcher under the value of the header. */
  public void watch(String name, IntConsumer watcher) {
    watchers.put(name, watcher);
  }

  @Override
  public boolean supports(
      MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
    return Trace.class.isAssignableFrom(returnType.getParameterType());
  }

  @Override
  public @Nullable Trace beforeBodyWrite(
      @Nullable Trace trace,
      MethodParameter returnType,
      MediaType contentType,
      Class<? extends HttpMessageConverter<?>> converterType,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    String name = request.getHeaders().getFirst(HEADER);
    IntConsumer watcher = name == null ? null : watchers.get(name);
    return watcher == null || trace == null ? trace : new Watched(trace, watcher);
  }

  private record Watched(Trace trace, IntConsumer watcher) implements Trace {

    @Override
    public Preamble preamble() {
      return trace.preamble();
    }

    @Override
    public Footprint footprint() {
      return trace.footprint();
    }

    @Override
    public int rowCount() {
      return trace.rowCount();
    }

    @Override
    public Rows rows(int from, int to) {
      watcher.accept(from);
      return trace.rows(from, to);
    }
  }
}
