package attention.access;

import attention.capacity.AccessMeters;
import attention.capacity.AccessMeters.Reason;
import attention.problem.Problem;
import attention.problem.ProblemException;
import attention.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses requests of clients that may not call, with a problem document and a challenge (RFC 6750,
 * section 3).
 */
final class AccessRefusals
    implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

  private static final Logger LOG = LoggerFactory.getLogger(AccessRefusals.class);

  private static final String CHALLENGE = "Bearer realm=\"attention\"";
  private static final String INVALID = CHALLENGE + ", error=\"invalid_token\"";
  private static final String INSUFFICIENT =
      CHALLENGE + ", error=\"insufficient_scope\", scope=\"%s\"";

  private static final Duration LATER = Duration.ofSeconds(5);

  /** How far warnings are apart. */
  private static final Duration WARNINGS = Duration.ofMinutes(1);

  private final AtomicLong warned = new AtomicLong(System.nanoTime() - WARNINGS.toNanos() - 1);
  private final HandlerExceptionResolver problems;
  private final AccessMeters meters;

  AccessRefusals(HandlerExceptionResolver problems, AccessMeters meters) {
    this.problems = problems;
    this.meters = meters;
    meters.expectRefusals();
  }

  /** Nobody has said who they are, or what they have said is not valid. */
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure) {
    if (failure instanceof AuthenticationServiceException) {
      warn(failure);
      refuse(request, response, Problem.atCapacity(LATER));
      return;
    }
    switch (failure) {
      case InsufficientAuthenticationException e ->
          challenge(
              request,
              response,
              Reason.MISSING,
              "Expected Authorization: Bearer with a key of this service, found none. Send one with"
                  + " every request; the operator of the service issues them.");
      case ExpiredKeyException e ->
          challenge(
              request,
              response,
              Reason.EXPIRED,
              "Expected a valid key, found one that has expired. Ask for a new one.");
      default ->
          challenge(
              request,
              response,
              Reason.INVALID,
              "Expected a valid key or token, found another one. Check that it was copied whole, or ask"
                  + " the operator for a new one.");
    }
  }

  /** Once a minute: anybody can send tokens. */
  private void warn(AuthenticationException failure) {
    long now = System.nanoTime();
    long last = warned.get();
    if (now - last > WARNINGS.toNanos() && warned.compareAndSet(last, now)) {
      LOG.warn("No token can be checked: {}", failure.getMessage());
    }
  }

  private void challenge(
      HttpServletRequest request, HttpServletResponse response, Reason reason, String detail) {
    meters.refused(reason);
    response.setHeader(
        HttpHeaders.WWW_AUTHENTICATE, reason == Reason.MISSING ? CHALLENGE : INVALID);
    refuse(request, response, new Problem(ProblemType.UNAUTHENTICATED, detail));
  }

  /** It is known who calls, and that is not enough. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied) {
    if (denied instanceof AuthorizationDeniedException decided
        && decided.getAuthorizationResult() instanceof AuthorityAuthorizationDecision decision) {
      String scope =
          decision.getAuthorities().stream()
              .map(GrantedAuthority::getAuthority)
              .collect(Collectors.joining(" "));
      meters.refused(Reason.SCOPE);
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, INSUFFICIENT.formatted(scope));
      forbid(
          request,
          response,
          "Expected a key with the scope %s, found another. Ask the operator for that scope."
              .formatted(scope));
    } else {
      meters.refused(Reason.PATH);
      forbid(
          request,
          response,
          "Expected a path that is open to keys, found another. GET /attention lists what there is.");
    }
  }

  /** What no handler should see, with or without a key. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, RequestRejectedException e) {
    refuse(
        request,
        response,
        new Problem(
            ProblemType.BAD_REQUEST, "Expected a plain path, found one that hides another."));
  }

  private void forbid(HttpServletRequest request, HttpServletResponse response, String detail) {
    refuse(request, response, new Problem(ProblemType.FORBIDDEN, detail));
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem) {
    problems.resolveException(request, response, null, new ProblemException(problem));
  }
}
