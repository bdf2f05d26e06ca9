package attention.web;

import attention.request.AdditiveRequest;
import attention.request.EncoderDecoderRequest;
import attention.request.MultiHeadRequest;
import attention.request.MultiplicativeRequest;
import attention.request.Received;
import attention.request.ScaledRequest;
import attention.request.SelfRequest;
import attention.request.WeightsRequest;
import attention.trace.Trace;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The paths that compute. Each request becomes a trace, which is computed while it is written. */
@RestController
@RequestMapping(
    path = "/attention",
    consumes = {MediaType.APPLICATION_JSON_VALUE, BodyTypes.NPZ, BodyTypes.NPY},
    produces = {
      MediaType.APPLICATION_JSON_VALUE,
      MediaType.APPLICATION_NDJSON_VALUE,
      BodyTypes.NPY,
      "image/svg+xml",
      MediaType.IMAGE_PNG_VALUE
    })
class AttentionController {

  private final RequestPlanner planner;

  AttentionController(RequestPlanner planner) {
    this.planner = planner;
  }

  @PostMapping("/self")
  Trace self(Received<SelfRequest> received, MemoryReservation memory) {
    return planner.plan(received, memory);
  }

  @PostMapping("/scaled-dot-product")
  Trace scaledDotProduct(Received<ScaledRequest> received, MemoryReservation memory) {
    return planner.plan(received, memory);
  }

  @PostMapping("/multi-head")
  Trace multiHead(Received<MultiHeadRequest> received, MemoryReservation memory) {
    return planner.plan(received, memory);
  }

  @PostMapping("/additive")
  Trace additive(Received<AdditiveRequest> received, MemoryReservation memory) {
    return planner.plan(received, memory);
  }

  @PostMapping("/multiplicative")
  Trace multiplicative(Received<MultiplicativeRequest> received, MemoryReservation memory) {
    return planner.plan(received, memory);
  }

  @PostMapping(
      path = "/encoder-decoder",
      consumes = {MediaType.APPLICATION_JSON_VALUE, BodyTypes.NPZ})
  Trace encoderDecoder(Received<EncoderDecoderRequest> received, MemoryReservation memory) {
    return planner.plan(received, memory);
  }

  @PostMapping("/weights")
  Trace weights(Received<WeightsRequest> received, MemoryReservation memory) {
    return planner.plan(received, memory);
  }
}
