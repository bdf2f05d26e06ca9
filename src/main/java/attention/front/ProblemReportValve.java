package attention.front;

import attention.problem.Problem;
import attention.problem.ProblemType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;

/**
 * Turns Tomcat's own refusals into problem details. Also the one place that can cut a connection
 * without the final chunk, so that a client can tell that a response is incomplete.
 *
 * <p>Public with a public constructor because Tomcat creates it by name.
 */
public final class ProblemReportValve extends ErrorReportValve {

  private static final String CUT = ProblemReportValve.class.getName() + ".cut";
  private static final String PROBLEM = ProblemReportValve.class.getName() + ".problem";

  /** Cuts the connection of this request when its handling ends. */
  static void cut(HttpServletRequest request) {
    request.setAttribute(CUT, true);
  }

  /**
   * Replaces Tomcat's own error report, if Tomcat has refused the request already. The connection
   * cannot be used afterwards.
   */
  static void report(HttpServletRequest request, Problem problem) {
    request.setAttribute(PROBLEM, problem);
    cut(request);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    CleanHttpProtocol.inspect(request.getCoyoteRequest());
    super.invoke(request, response);
    if (request.getAttribute(CUT) != null) {
      response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, new IOException("Cut off"));
    }
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    Problem problem =
        request.getAttribute(PROBLEM) instanceof Problem noted ? noted : problem(request, status);
    ResponseHeaders.add(request, response);
    if (status == 417 || status == 505) {
      // Tomcat closes the connection, and announces that with some other statuses only.
      response.setHeader("Connection", "close");
    }
    if (status == 405) {
      boolean computes = RequestHead.isMechanism(request.getServletPath());
      response.setHeader("Allow", computes ? "POST, OPTIONS" : "GET, HEAD, OPTIONS");
    }
    try {
      if (ProblemResponse.write(request, response, problem)) {
        response.finishResponse();
      } else {
        cut(request);
      }
    } catch (IOException e) {
      cut(request);
    }
  }

  private static Problem problem(Request request, int status) {
    return switch (status) {
      case 404 -> new Problem(ProblemType.NOT_FOUND, "Nothing is at this path.");
      case 405 -> new Problem(ProblemType.METHOD_NOT_ALLOWED, "Expected another method.");
      case 408 ->
          new Problem(
              ProblemType.BODY_TIMEOUT, "Expected the request without a long pause, found one.");
      case 417 ->
          new Problem(
              ProblemType.EXPECTATION_FAILED,
              "Expected no Expect but 100-continue, found another.");
      case 505 ->
          new Problem(
              ProblemType.HTTP_VERSION_NOT_SUPPORTED, "Expected HTTP/1.1, found another version.");
      default ->
          status < 500 || status == 501
              ? new Problem(ProblemType.BAD_REQUEST, HeadFault.in(request))
              : Problem.internalError();
    };
  }
}
