package attention.web;

import attention.check.Report;
import attention.request.CheckRequest;
import attention.request.Received;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The paths at which clients have their own numbers checked. */
@RestController
@RequestMapping(
    path = "/attention",
    consumes = {MediaType.APPLICATION_JSON_VALUE, BodyTypes.NPZ},
    produces = MediaType.APPLICATION_JSON_VALUE)
class CheckController {

  private final Checking checking;

  CheckController(Checking checking) {
    this.checking = checking;
  }

  @PostMapping({
    "/self/check",
    "/scaled-dot-product/check",
    "/multi-head/check",
    "/additive/check",
    "/multiplicative/check",
    "/encoder-decoder/check",
    "/weights/check"
  })
  ResponseEntity<Map<String, Object>> check(
      Received<CheckRequest> received, MemoryReservation memory, HttpServletRequest http) {
    Report report = checking.check(received, memory, http);
    boolean fails = !report.agrees() && AdmissionInterceptor.isStrict(http);
    return ResponseEntity.status(fails ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK)
        .body(report.members());
  }
}
