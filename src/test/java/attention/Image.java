package attention;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;

/**
 * The image of this checkout, run under the rules of a strict cluster. With {@code -Dimage=name}
 * one that was built before.
 */
final class Image {

  static final int REQUESTS = 8080;
  static final int MANAGEMENT = 8081;
  static final long MEMORY = 512L << 20;

  private Image() {}

  /** A container that says of itself that it is healthy, and logs for machines. */
  static GenericContainer<?> started() {
    return started(Map.of());
  }

  /**
   * The same with other settings.
   *
   * @param settings variables of its environment
   */
  static GenericContainer<?> started(Map<String, String> settings) {
    GenericContainer<?> container =
        new GenericContainer<>(name())
            .withExposedPorts(REQUESTS, MANAGEMENT)
            .withEnv("LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs")
            .withEnv("LOGGING_LEVEL_ATTENTION", "debug")
            .withEnv(settings)
            .withTmpFs(Map.of("/tmp", "rw,noexec,nosuid,size=64m"))
            .withCreateContainerCmdModifier(
                command -> restrict(Objects.requireNonNull(command.getHostConfig())))
            .waitingFor(Wait.forHealthcheck())
            .withStartupTimeout(Duration.ofMinutes(3));
    container.start();
    return container;
  }

  private static Future<String> name() {
    String built = System.getProperty("image", "");
    return built.isEmpty()
        ? new ImageFromDockerfile("attention-service:test", false)
            .withDockerfile(Path.of("Dockerfile").toAbsolutePath())
        : CompletableFuture.completedFuture(built);
  }

  private static void restrict(HostConfig host) {
    host.withReadonlyRootfs(true)
        .withMemory(MEMORY)
        .withMemorySwap(MEMORY)
        .withCapDrop(Capability.ALL)
        .withSecurityOpts(List.of("no-new-privileges"));
  }

  /** The address of one of its ports, from here. */
  static String address(GenericContainer<?> container, int port) {
    return "http://" + container.getHost() + ":" + container.getMappedPort(port);
  }
}
