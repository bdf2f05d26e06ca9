package attention.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.Endpoint;
import io.fabric8.openshift.api.model.monitoring.v1.EndpointBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import org.yaml.snakeyaml.Yaml;

/** The manifests have only fields that exist, fit each other, and fit the service. */
class ManifestTests {

  private static final String SERVICE = "attention";
  private static final String MONITORED = "overlays/monitored";
  private static final String INTERNET = "overlays/internet";

  private static PodSpec pod(Deployment deployment) {
    return deployment.getSpec().getTemplate().getSpec();
  }

  private static Container container(Deployment deployment) {
    return pod(deployment).getContainers().getFirst();
  }

  @Test
  void aFieldThatDoesNotExistIsFound() {
    assertThatThrownBy(() ->
            Manifests.read(
                """
                apiVersion: v1
                kind: Service
                metadata: {name: a}
                spec: {selektor: {}}
                """))
        .hasMessageContaining("selektor");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "base",
        "overlays/monitored",
        "overlays/secured",
        "overlays/secured-monitored",
        "overlays/internet"
      })
  void whatSelectsFindsThePodsOfADeployment(String folder) throws Exception {
    Manifests manifests = Manifests.of(folder);
    List<Map<String, String>> pods =
        manifests.of(Deployment.class).stream()
            .map(it -> it.getSpec().getTemplate().getMetadata().getLabels())
            .toList();
    assertThat(selectors(manifests))
        .hasSizeGreaterThan(4)
        .allMatch(selector ->
            pods.stream().anyMatch(it -> it.entrySet().containsAll(selector.entrySet())));
  }

  private static Stream<Map<String, String>> selectors(Manifests all) {
    return Stream.of(
            all.of(Deployment.class).stream()
                .map(it -> it.getSpec().getSelector().getMatchLabels()),
            all.of(Service.class).stream().map(it -> it.getSpec().getSelector()),
            all.of(PodDisruptionBudget.class).stream()
                .map(it -> it.getSpec().getSelector().getMatchLabels()),
            all.of(NetworkPolicy.class).stream()
                .map(it -> it.getSpec().getPodSelector().getMatchLabels()))
        .flatMap(it -> it);
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "overlays/secured", "overlays/internet"})
  void everyContainerIsRestricted(String folder) throws Exception {
    assertThat(Manifests.of(folder).of(Deployment.class))
        .isNotEmpty()
        .allSatisfy(deployment -> {
          assertThat(pod(deployment).getSecurityContext().getRunAsNonRoot()).isTrue();
          assertThat(pod(deployment).getSecurityContext().getSeccompProfile().getType())
              .isEqualTo("RuntimeDefault");
          assertThat(pod(deployment).getAutomountServiceAccountToken()).isFalse();
          assertThat(pod(deployment).getContainers())
              .extracting(Container::getSecurityContext)
              .allMatch(it -> !it.getAllowPrivilegeEscalation())
              .allMatch(it -> it.getReadOnlyRootFilesystem())
              .allMatch(it -> it.getCapabilities().getDrop().equals(List.of("ALL")));
        });
  }

  @Test
  void theProbesAreOnThePortForManagement() throws Exception {
    Container service = container(Manifests.of("base").named(Deployment.class, SERVICE));
    assertThat(service.getPorts())
        .extracting(ContainerPort::getName, ContainerPort::getContainerPort)
        .containsExactly(tuple("http", 8080), tuple("management", 8081));
    assertThat(
            Stream.of(
                    service.getStartupProbe(),
                    service.getLivenessProbe(),
                    service.getReadinessProbe())
                .map(probe -> probe.getHttpGet()))
        .extracting(HTTPGetAction::getPath)
        .containsExactly("/readyz", "/livez", "/readyz");
    assertThat(service.getLivenessProbe().getHttpGet().getPort().getStrVal())
        .isEqualTo("management");
  }

  /** The shares of memory are those of the Dockerfile and of attention.limits.memory. */
  @Test
  void theLimitsFitIntoTheContainer() throws Exception {
    Manifests base = Manifests.of("base");
    Map<String, Quantity> limits =
        container(base.named(Deployment.class, SERVICE)).getResources().getLimits();
    double heap = 0.45 * Quantity.getAmountInBytes(limits.get("memory")).doubleValue();
    Map<String, String> values = base.of(ConfigMap.class).getFirst().getData();
    assertThat(values.keySet()).allMatch(name -> name.matches("(ATTENTION|SERVER|LOGGING)_.*"));
    double requests =
        DataSize.parse(Objects.requireNonNull(values.get("ATTENTION_LIMITS_MEMORY"))).toBytes();
    assertThat(requests).isBetween(0.5 * heap, 0.6 * heap);
  }

  @Test
  void aReplicaHasTheTimeToEndThatItNeeds() throws Exception {
    Deployment service = Manifests.of("base").named(Deployment.class, SERVICE);
    int wait =
        Integer.parseInt(
            container(service).getLifecycle().getPreStop().getExec().getCommand().getLast());
    assertThat(pod(service).getTerminationGracePeriodSeconds()).isGreaterThan(wait + 24);
    assertThat(service.getSpec().getStrategy().getRollingUpdate().getMaxUnavailable().getIntVal())
        .isZero();
  }

  @Test
  void thereAreAsManyReplicasAsTheAutoscalerWantsAtLeast() throws Exception {
    Manifests base = Manifests.of("base");
    HorizontalPodAutoscaler autoscaler = base.of(HorizontalPodAutoscaler.class).getFirst();
    assertThat(base.named(Deployment.class, SERVICE).getSpec().getReplicas())
        .isEqualTo(autoscaler.getSpec().getMinReplicas());
    assertThat(autoscaler.getSpec().getScaleTargetRef().getName()).isEqualTo(SERVICE);
  }

  @Test
  void theMonitorFindsTheManagementPortUnderTheJobOfTheRules() throws Exception {
    Manifests monitored = Manifests.of(MONITORED);
    ServiceMonitor monitor = monitored.of(ServiceMonitor.class).getFirst();
    Service found =
        monitored.of(Service.class).stream()
            .filter(it ->
                it.getMetadata()
                    .getLabels()
                    .entrySet()
                    .containsAll(monitor.getSpec().getSelector().getMatchLabels().entrySet()))
            .findFirst()
            .orElseThrow();
    assertThat(found.getMetadata().getLabels().get(monitor.getSpec().getJobLabel()))
        .isEqualTo("attention-service");
    assertThat(found.getSpec().getPorts())
        .extracting(ServicePort::getName)
        .contains(monitor.getSpec().getEndpoints().getFirst().getPort());
  }

  @Test
  void theRulesOfTheClusterAreThoseOfPrometheus() throws Exception {
    Map<String, Object> rules = yaml("src/main/monitoring/rules.yml");
    Map<String, Object> manifest = yaml("src/main/kubernetes/overlays/monitored/rules.yaml");
    assertThat(manifest.get("spec")).isEqualTo(rules);
  }

  private static Map<String, Object> yaml(String file) throws Exception {
    return new Yaml().load(Files.readString(Path.of(file)));
  }

  @Test
  void withTheOverlayMonitoredMemoryScalesToo() throws Exception {
    HorizontalPodAutoscaler autoscaler =
        Manifests.of(MONITORED).of(HorizontalPodAutoscaler.class).getFirst();
    assertThat(autoscaler.getSpec().getMetrics())
        .anyMatch(it -> "cpu".equals(it.getResource() == null ? "" : it.getResource().getName()))
        .anyMatch(it ->
            it.getPods() != null
                && it.getPods().getMetric().getName().equals("attention_budget_used_ratio"));
  }

  @Test
  void securedAndMonitoredPrometheusSendsAKey() throws Exception {
    Manifests both = Manifests.of("overlays/secured-monitored");
    Endpoint endpoint = endpoint(both);
    assertThat(endpoint.getAuthorization().getType()).isEqualTo("Bearer");
    assertThat(endpoint.getAuthorization().getCredentials().getName())
        .isEqualTo("attention-operator");
    assertThat(
            new EndpointBuilder(endpoint(Manifests.of(MONITORED)))
                .withAuthorization(endpoint.getAuthorization())
                .build())
        .isEqualTo(endpoint);
    assertThat(both.named(Deployment.class, SERVICE))
        .isEqualTo(Manifests.of("overlays/secured").named(Deployment.class, SERVICE));
  }

  private static Endpoint endpoint(Manifests manifests) {
    return manifests.of(ServiceMonitor.class).getFirst().getSpec().getEndpoints().getFirst();
  }

  @Test
  void onTheInternetOnlyTheProxiesReachTheReplicas() throws Exception {
    Manifests internet = Manifests.of(INTERNET);
    assertThat(internet.named(NetworkPolicy.class, SERVICE).getSpec().getIngress().getFirst())
        .satisfies(rule ->
            assertThat(rule.getFrom().getFirst().getPodSelector().getMatchLabels())
                .containsEntry("app.kubernetes.io/component", "proxy"));
    assertThat(container(internet.named(Deployment.class, SERVICE)).getEnv())
        .anyMatch(it -> it.getName().equals("SPRING_PROFILES_ACTIVE"));
    assertThat(internet.of(ConfigMap.class).stream().flatMap(it -> it.getData().keySet().stream()))
        .contains("haproxy.cfg");
    assertThat(internet.all()).extracting(HasMetadata::getKind).doesNotContain("Ingress");
  }
}
