package attention.front;

import attention.capacity.Meters;
import attention.capacity.Outcome;
import attention.problem.Problem;
import attention.problem.ProblemType;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Refuses a request whose head is wrong, before any filter sees it and with its body unread, and
 * bounds how many of those that compute nothing are in progress at once: however slowly their
 * clients read, threads are left for the others. The rest of a refused body is drained here, when
 * all that was held for the request is free.
 */
final class RequestGuard extends ValveBase {

  private static final Duration RETRY = Duration.ofSeconds(1);

  private final List<String> hosts;
  private final Predicate<RequestHead> unbounded;
  private final Semaphore exchanges;
  private final Meters meters;
  private final BodyDrain drain;

  /**
   * @param hosts the names that requests may be for; any if empty
   * @param unbounded of which requests any number may be in progress at once
   * @param exchanges how many of the others
   */
  RequestGuard(
      List<String> hosts,
      Predicate<RequestHead> unbounded,
      int exchanges,
      Meters meters,
      BodyDrain drain) {
    super(true);
    this.hosts = hosts;
    this.unbounded = unbounded;
    this.exchanges = new Semaphore(exchanges);
    this.meters = meters;
    this.drain = drain;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    RequestHead head = new RequestHead(request);
    if (head.isWithoutVersion()) {
      ProblemReportValve.cut(request);
      return;
    }
    if (head.hasLongBody()) {
      RequestThread.takesLong();
    }
    Problem problem = head.refusal(hosts);
    if (problem != null) {
      refuse(request, response, problem, Outcome.REFUSED);
    } else if (unbounded.test(head)) {
      getNext().invoke(request, response);
    } else if (exchanges.tryAcquire()) {
      try {
        getNext().invoke(request, response);
        explainIfEmpty(request, response);
      } finally {
        exchanges.release();
      }
    } else {
      refuse(request, response, Problem.atCapacity(RETRY), Outcome.SHED);
    }
    drain.drain(request, response.getResponse());
  }

  /** Spring Boot's endpoints answer 404 without a body where they do not know a name. */
  private static void explainIfEmpty(Request request, Response response) {
    if (response.getStatus() == 404
        && !response.isCommitted()
        && !response.isErrorReportRequired()
        && response.getContentWritten() == 0) {
      Problem problem = new Problem(ProblemType.NOT_FOUND, "Nothing is at this path.");
      ProblemResponse.write(request, response.getResponse(), problem);
    }
  }

  private void refuse(Request request, Response response, Problem problem, Outcome outcome) {
    RequestMetricsValve.note(request, outcome);
    meters.refused(problem.codes());
    if (!ProblemResponse.write(request, response.getResponse(), problem)) {
      ProblemReportValve.cut(request);
    } else if (outcome == Outcome.REFUSED) {
      BodyDrain.note(request);
    }
  }
}
