package attention.web;

import attention.mechanism.Trace;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where requests for attention arrive: each becomes a plan, which is computed while it is written.
 */
@RestController
@RequestMapping(
    path = "/attention",
    consumes = MediaType.APPLICATION_JSON_VALUE,
    produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_NDJSON_VALUE})
class AttentionController {

  private final Planner planner;

  AttentionController(Planner planner) {
    this.planner = planner;
  }

  @PostMapping("/self")
  Trace self(Received<SelfRequest> request) {
    return planner.self(request);
  }

  @PostMapping("/weights")
  Trace weights(Received<WeightsRequest> request) {
    return planner.weights(request);
  }
}
