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
    produces = {
      MediaType.APPLICATION_JSON_VALUE,
      MediaType.APPLICATION_NDJSON_VALUE,
      ArrayRequestReader.NPY
    })
class AttentionController {

  private final Planner planner;

  AttentionController(Planner planner) {
    this.planner = planner;
  }

  @PostMapping(
      path = "/self",
      consumes = {MediaType.APPLICATION_JSON_VALUE, ArrayRequestReader.NPY})
  Trace self(Received<SelfRequest> received) {
    return planner.plan(received, received.request().options(), SelfPlan::plan);
  }

  @PostMapping(
      path = "/scaled-dot-product",
      consumes = {MediaType.APPLICATION_JSON_VALUE, ArrayRequestReader.NPY})
  Trace scaledDotProduct(Received<ScaledRequest> received) {
    return planner.plan(received, received.request().options(), HeadsPlan::scaled);
  }

  @PostMapping("/multi-head")
  Trace multiHead(Received<MultiHeadRequest> received) {
    return planner.plan(received, received.request().options(), HeadsPlan::multiHead);
  }

  @PostMapping("/additive")
  Trace additive(Received<AdditiveRequest> received) {
    return planner.plan(received, received.request().options(), ScoresPlan::additive);
  }

  @PostMapping("/multiplicative")
  Trace multiplicative(Received<MultiplicativeRequest> received) {
    return planner.plan(received, received.request().options(), ScoresPlan::multiplicative);
  }

  @PostMapping("/encoder-decoder")
  Trace encoderDecoder(Received<EncoderDecoderRequest> received) {
    return planner.plan(received, received.request().options(), EncoderDecoderPlan::plan);
  }

  @PostMapping("/weights")
  Trace weights(Received<WeightsRequest> received) {
    return planner.plan(received, received.request().options(), WeightsPlan::plan);
  }
}
