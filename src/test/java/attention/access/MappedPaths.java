package attention.access;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** What the handler mappings of the running service map, on each of its ports. */
@TestComponent
class MappedPaths implements ApplicationListener<WebServerInitializedEvent> {

  static final String USERS = "users";
  static final String OPERATORS = "operators";

  private final Map<String, ApplicationContext> ports = new ConcurrentHashMap<>();

  @Override
  public void onApplicationEvent(WebServerInitializedEvent started) {
    String namespace = started.getApplicationContext().getServerNamespace();
    ports.put("management".equals(namespace) ? OPERATORS : USERS, started.getApplicationContext());
  }

  /** Methods with patterns, such as {@code POST /attention/self}; GET where any is mapped. */
  Set<String> on(String port) {
    ApplicationContext context = Objects.requireNonNull(ports.get(port));
    return context.getBeansOfType(HandlerMapping.class).values().stream()
        .flatMap(MappedPaths::of)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> of(HandlerMapping mapping) {
    return switch (mapping) {
      case RequestMappingInfoHandlerMapping methods ->
          methods.getHandlerMethods().keySet().stream().flatMap(MappedPaths::of);
      case AbstractUrlHandlerMapping urls ->
          urls.getHandlerMap().keySet().stream().map(pattern -> "GET " + pattern);
      default -> Stream.of();
    };
  }

  private static Stream<String> of(RequestMappingInfo info) {
    Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
    List<String> names =
        methods.isEmpty() ? List.of("GET") : methods.stream().map(RequestMethod::name).toList();
    return info.getPatternValues().stream()
        .flatMap(pattern -> names.stream().map(name -> name + " " + pattern));
  }
}
