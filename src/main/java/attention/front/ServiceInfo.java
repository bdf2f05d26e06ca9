package attention.front;

import attention.kernel.Kernels;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/** What operators ask first: which kernel was chosen, and which limits apply. */
final class ServiceInfo implements InfoContributor {

  private final Kernels kernels;
  private final LimitsProperties limits;

  ServiceInfo(Kernels kernels, LimitsProperties limits) {
    this.kernels = kernels;
    this.limits = limits;
  }

  @Override
  public void contribute(Info.Builder builder) {
    builder.withDetail("kernel", kernels.name()).withDetail("limits", limits());
  }

  /** The limits under the names of their properties, as they apply: in bytes and ISO durations. */
  private Map<String, Object> limits() {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("request-bytes", limits.requestBytes().toBytes());
    shown.put("numbers", limits.numbers());
    shown.put("keys", limits.keys());
    shown.put("dimension", limits.dimension());
    shown.put("cells", limits.cells());
    shown.put("work", limits.work());
    shown.put("answer-bytes", limits.answerBytes().toBytes());
    shown.put("compute-time", limits.computeTime().toString());
    shown.put("token-length", limits.tokenLength());
    shown.put("body-time", limits.bodyTime().toString());
    shown.put("body-rate", limits.bodyRate().toBytes());
    shown.put("stall", limits.stall().toString());
    shown.put("memory", limits.memoryBytes());
    shown.put("requests", limits.requests());
    shown.put("waiting", limits.waiting());
    shown.put("wait-time", limits.waitTime().toString());
    return shown;
  }
}
