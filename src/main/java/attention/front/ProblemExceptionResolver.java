package attention.front;

import attention.capacity.AtCapacityException;
import attention.capacity.ComputeTimeExceededException;
import attention.capacity.Meters;
import attention.capacity.Outcome;
import attention.capacity.TooLargeException;
import attention.problem.Problem;
import attention.problem.ProblemException;
import attention.problem.ProblemType;
import attention.problem.Quoted;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Responds to every failed request with problem details, whatever the client accepts. If a response
 * has begun, cuts the connection instead, so that half a response never looks complete.
 */
final class ProblemExceptionResolver implements HandlerExceptionResolver, Ordered {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemExceptionResolver.class);

  private final Meters meters;

  ProblemExceptionResolver(Meters meters) {
    this.meters = meters;
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception failure) {
    boolean answeredByTomcat = response.isCommitted() && response.getStatus() >= 400;
    boolean refused = failure instanceof ProblemException && answeredByTomcat;
    if (isGone(failure) || (response.isCommitted() && !refused)) {
      cut(request, failure);
      return new ModelAndView();
    }
    Problem problem = problem(request, failure, handler == null);
    RequestMetricsValve.note(request, outcome(problem));
    meters.refused(problem.codes());
    log(request, problem);
    if (refused) {
      // The body stalled: Tomcat has already sent a 408 of its own, which cannot be replaced.
      ProblemReportValve.report(request, problem);
      return new ModelAndView();
    }
    write(request, response, problem, failure);
    if (problem.type() != ProblemType.BODY_TIMEOUT) {
      BodyDrain.note(request);
    }
    return new ModelAndView();
  }

  /** Whether nobody waits for the answer: the client has left, or the service stops. */
  private static boolean isGone(Exception failure) {
    return failure instanceof IOException || failure instanceof CancellationException;
  }

  private static void cut(HttpServletRequest request, Exception failure) {
    if (isGone(failure) || failure instanceof ComputeTimeExceededException) {
      LOG.debug("Cut off an answer: {}", failure.getClass().getSimpleName());
    } else {
      LOG.error("An answer failed half-way", RedactedFailure.of(failure));
    }
    RequestMetricsValve.note(request, outcome(failure));
    ProblemReportValve.cut(request);
  }

  /** Without the detail, which may quote the client. */
  private static void log(HttpServletRequest request, Problem problem) {
    boolean computes = RequestHead.isMechanism(request.getServletPath());
    LOG.debug(
        "Refused {}: {} {}, {}",
        computes ? request.getServletPath() : "a request",
        problem.type().status(),
        problem.type(),
        problem.codes());
  }

  private static Outcome outcome(Exception failure) {
    if (failure instanceof ComputeTimeExceededException) {
      return Outcome.REFUSED;
    }
    if (!isGone(failure)) {
      return Outcome.FAILED;
    }
    return BoundedBody.isTimeout(failure) ? Outcome.STALLED : Outcome.GONE;
  }

  private static Outcome outcome(Problem problem) {
    return switch (problem.type()) {
      case AT_CAPACITY -> Outcome.SHED;
      case INTERNAL_ERROR -> Outcome.FAILED;
      default -> Outcome.REFUSED;
    };
  }

  private static void write(
      HttpServletRequest request,
      HttpServletResponse response,
      Problem problem,
      Exception failure) {
    // No reset: headers of any response, such as CORS headers, must stay.
    response.resetBuffer();
    if (failure instanceof ErrorResponse known) {
      known
          .getHeaders()
          .forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
    }
    if (failure instanceof HttpRequestMethodNotSupportedException method) {
      response.setHeader(HttpHeaders.ALLOW, allowed(method.getSupportedMethods()));
    }
    if (problem.type() == ProblemType.UNSUPPORTED_MEDIA_TYPE
        && request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
      response.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
    }
    if (!ProblemResponse.write(request, response, problem)) {
      ProblemReportValve.cut(request);
    }
  }

  /** The same methods that OPTIONS names. */
  private static String allowed(String @Nullable [] methods) {
    Set<String> names = new LinkedHashSet<>();
    for (String method : methods == null ? new String[0] : methods) {
      names.add(method);
      if (method.equals("GET")) {
        names.add("HEAD");
      }
    }
    names.add("OPTIONS");
    return String.join(",", names);
  }

  private static Problem problem(HttpServletRequest request, Exception failure, boolean unrouted) {
    return switch (failure) {
      case ProblemException refusal -> refusal.problem();
      case ComputeTimeExceededException e ->
          new Problem(
              ProblemType.LIMIT_EXCEEDED,
              "Expected a request of at most %d ms of compute time (attention.limits.compute-time), found more. Ask for fewer queries at a time."
                  .formatted(e.most().toMillis()));
      case TooLargeException e ->
          new Problem(
              ProblemType.LIMIT_EXCEEDED,
              "Expected a request of at most %d bytes of working memory (attention.limits.memory), found one of about %d. Ask for fewer queries, heads or stages at a time."
                  .formatted(e.mostBytes(), e.neededBytes()));
      case AtCapacityException e -> Problem.atCapacity(e.retryAfter());
      case HttpRequestMethodNotSupportedException e ->
          new Problem(
              ProblemType.METHOD_NOT_ALLOWED,
              "Expected the method %s, found %s."
                  .formatted(words(e.getSupportedMethods()), e.getMethod()));
      case HttpMediaTypeNotSupportedException e -> ofContentType(request.getContentType(), e);
      case HttpMediaTypeNotAcceptableException e ->
          new Problem(
              ProblemType.NOT_ACCEPTABLE,
              "Expected an Accept that allows %s, found none of them."
                  .formatted(words(e.getSupportedMediaTypes().toArray())));
      case ErrorResponse e -> ofStatus(e.getStatusCode().value(), request, failure);
      case IllegalArgumentException e when unrouted -> ofStatus(400, request, e);
      default -> ofStatus(500, request, failure);
    };
  }

  private static Problem ofContentType(
      @Nullable String type, HttpMediaTypeNotSupportedException failure) {
    return new Problem(
        ProblemType.UNSUPPORTED_MEDIA_TYPE,
        "Expected the Content-Type %s, found %s."
            .formatted(
                words(failure.getSupportedMediaTypes().toArray()),
                type == null ? "none" : Quoted.of(type)));
  }

  private static Problem ofStatus(int status, HttpServletRequest request, Exception failure) {
    if (status == 404) {
      return new Problem(
          ProblemType.NOT_FOUND,
          "Nothing is at %s. GET /attention lists what there is."
              .formatted(Quoted.of(request.getRequestURI())));
    }
    if (status < 500) {
      return new Problem(
          ProblemType.BAD_REQUEST, "Expected a request that can be read, found none.");
    }
    LOG.error("A request failed", RedactedFailure.of(failure));
    return Problem.internalError();
  }

  private static String words(Object @Nullable [] words) {
    if (words == null || words.length == 0) {
      return "another";
    }
    StringBuilder list = new StringBuilder(words[0].toString());
    for (int i = 1; i < words.length; i++) {
      list.append(" or ").append(words[i]);
    }
    return list.toString();
  }
}
