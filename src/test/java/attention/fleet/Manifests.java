package attention.fleet;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/**
 * The manifests of a kustomization, read by the types of Kubernetes; a field that they do not have
 * is a mistake.
 */
record Manifests(List<HasMetadata> all) {

  private static final Path ROOT = Path.of("src/main/kubernetes");

  private static final Map<String, Class<? extends HasMetadata>> TYPES =
      Stream.of(
              ServiceAccount.class,
              ConfigMap.class,
              Service.class,
              Deployment.class,
              HorizontalPodAutoscaler.class,
              NetworkPolicy.class,
              PodDisruptionBudget.class,
              PrometheusRule.class,
              ServiceMonitor.class)
          .collect(
              Collectors.toMap(
                  type -> HasMetadata.getApiVersion(type) + " " + HasMetadata.getKind(type),
                  Function.identity()));

  private static final Map<String, Manifests> KNOWN = new ConcurrentHashMap<>();

  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .setAnnotationIntrospector(new NothingElse());

  /** The types collect what they do not know; here they do not. */
  private static final class NothingElse extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }

  /** What {@code kubectl kustomize} makes of a folder. */
  static Manifests of(String folder) throws IOException, InterruptedException {
    Manifests known = KNOWN.get(folder);
    if (known != null) {
      return known;
    }
    Command.require("kubectl", "version", "--client");
    Manifests made = read(Command.run("kubectl", "kustomize", ROOT.resolve(folder).toString()));
    KNOWN.put(folder, made);
    return made;
  }

  /**
   * Reads documents of YAML.
   *
   * @throws IllegalArgumentException if one has a field that its type does not have
   */
  static Manifests read(String yaml) {
    return new Manifests(
        StreamSupport.stream(new Yaml().loadAll(yaml).spliterator(), false)
            .map(Manifests::typed)
            .toList());
  }

  private static HasMetadata typed(Object document) {
    Map<?, ?> map = (Map<?, ?>) document;
    String name = map.get("apiVersion") + " " + map.get("kind");
    Class<? extends HasMetadata> type = Objects.requireNonNull(TYPES.get(name), name);
    return STRICT.convertValue(document, type);
  }

  /** All of one type. */
  <T> List<T> of(Class<T> type) {
    return all.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The one of a type with a name. */
  <T extends HasMetadata> T named(Class<T> type, String name) {
    return of(type).stream()
        .filter(manifest -> manifest.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
