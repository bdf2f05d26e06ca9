package attention.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers every request that fails with problem details, whatever it accepts. An answer that has
 * begun is cut off instead, so that half of it never looks whole.
 */
final class ProblemResolver implements HandlerExceptionResolver, Ordered {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemResolver.class);

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
    if (failure instanceof Refusal refusal
        && response.isCommitted()
        && response.getStatus() >= 400) {
      // A body that stopped coming: Tomcat has answered 408 already, and keeps others from
      // answering.
      ProblemReportValve.report(request, refusal);
      return new ModelAndView();
    }
    if (response.isCommitted() || failure instanceof IOException) {
      LOG.debug("Cut off an answer to {}: {}", request.getRequestURI(), failure.toString());
      if (!(failure instanceof IOException)) {
        LOG.error("An answer failed half-way", failure);
      }
      ProblemReportValve.cut(request);
      return new ModelAndView();
    }
    Refusal refusal = refusal(request, failure);
    LOG.debug("Refused {}: {}", request.getRequestURI(), refusal.detail());
    write(request, response, refusal, failure);
    return new ModelAndView();
  }

  private static void write(
      HttpServletRequest request,
      HttpServletResponse response,
      Refusal refusal,
      Exception failure) {
    byte[] problem = ProblemWriter.bytes(refusal, request.getRequestURI());
    response.reset();
    if (failure instanceof ErrorResponse known) {
      known
          .getHeaders()
          .forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
    }
    Duration retryAfter = refusal.retryAfter();
    if (retryAfter != null) {
      response.setHeader(
          HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
    }
    response.setStatus(refusal.type().status());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    try {
      response.getOutputStream().write(problem);
      // Only now: Tomcat closes an output that has all its bytes, and with it the input.
      response.setContentLength(problem.length);
    } catch (IOException e) {
      ProblemReportValve.cut(request);
    }
  }

  private static Refusal refusal(HttpServletRequest request, Exception failure) {
    return switch (failure) {
      case Refusal refusal -> refusal;
      case HttpRequestMethodNotSupportedException e ->
          new Refusal(
              ProblemType.METHOD_NOT_ALLOWED,
              "Expected the method %s, found %s."
                  .formatted(words(e.getSupportedMethods()), e.getMethod()));
      case HttpMediaTypeNotSupportedException e ->
          new Refusal(
              ProblemType.UNSUPPORTED_MEDIA_TYPE,
              "Expected the Content-Type %s, found %s."
                  .formatted(
                      words(e.getSupportedMediaTypes().toArray()),
                      request.getContentType() == null
                          ? "none"
                          : Reading.shortened(request.getContentType())));
      case HttpMediaTypeNotAcceptableException e ->
          new Refusal(
              ProblemType.NOT_ACCEPTABLE,
              "Expected an Accept that allows %s, found none of them."
                  .formatted(words(e.getSupportedMediaTypes().toArray())));
      case ErrorResponse e -> ofStatus(e.getStatusCode().value(), request, failure);
      default -> ofStatus(500, request, failure);
    };
  }

  private static Refusal ofStatus(int status, HttpServletRequest request, Exception failure) {
    if (status == 404) {
      return new Refusal(
          ProblemType.NOT_FOUND,
          "Nothing is at %s. GET /attention lists what there is."
              .formatted(Reading.shortened(request.getRequestURI())));
    }
    if (status < 500) {
      return new Refusal(
          ProblemType.BAD_REQUEST, "Expected a request that can be read, found none.");
    }
    LOG.error("A request failed", failure);
    return new Refusal(
        ProblemType.INTERNAL_ERROR,
        "The service failed on this request; the fault is its own. Report it with the request.");
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
