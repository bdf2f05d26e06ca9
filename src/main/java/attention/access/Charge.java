package attention.access;

import attention.capacity.AccessMeters;
import attention.front.RequestQuota;
import attention.problem.Problem;
import attention.problem.ProblemException;
import attention.problem.ProblemType;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;

/** What one request takes from the quota of its sender. For one thread; closed when it ends. */
final class Charge implements RequestQuota, AutoCloseable {

  /** When a place or memory may be free again is not known. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Account account;
  private final String label;
  private final AccessMeters meters;
  private final HttpServletResponse response;
  private long held;

  private Charge(Account account, String label, AccessMeters meters, HttpServletResponse response) {
    this.account = account;
    this.label = label;
    this.meters = meters;
    this.response = response;
  }

  /**
   * Takes a place and one request.
   *
   * @param label the name of the sender in metrics
   * @throws ProblemException if none is left
   */
  static Charge begin(
      Account account, String label, AccessMeters meters, HttpServletResponse response) {
    Charge charge = new Charge(account, label, meters, response);
    if (!account.enter()) {
      throw charge.exceeded(
          "places",
          "Expected at most %d requests in progress at once with this key, found more."
              .formatted(account.mostPlaces()),
          SOON);
    }
    try {
      charge.request();
      return charge;
    } catch (RuntimeException | Error e) {
      charge.close();
      throw e;
    }
  }

  private void request() {
    ConsumptionProbe probe = account.requests().tryConsumeAndReturnRemaining(1);
    RateLimitFields.set(response, account);
    if (!probe.isConsumed()) {
      throw exceeded(
          "requests",
          "Expected at most %d requests a minute with this key, found more."
              .formatted(account.quota().requests()),
          Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
    meters.admitted(label);
  }

  /**
   * {@inheritDoc}
   *
   * <p>What costs more than the quota of a minute is admitted when all of that is there, and is
   * paid off in the minutes that follow.
   */
  @Override
  public void compute(double multiplyAdds) {
    long tokens = Account.tokens(multiplyAdds);
    long needed = Math.min(tokens, Account.tokens(account.quota().work()));
    ConsumptionProbe probe = account.work().tryConsumeAndReturnRemaining(needed);
    if (probe.isConsumed() && tokens > needed) {
      account.work().consumeIgnoringRateLimits(tokens - needed);
    }
    RateLimitFields.set(response, account);
    if (!probe.isConsumed()) {
      throw exceeded(
          "work",
          "Expected at most %d multiply-adds a minute with this key, found about %.0f more than are left."
              .formatted(
                  account.quota().work(),
                  multiplyAdds - (double) probe.getRemainingTokens() * Account.UNIT),
          Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
    meters.worked(label, multiplyAdds);
  }

  /**
   * {@inheritDoc}
   *
   * <p>It is paid off in the minutes that follow.
   */
  @Override
  public void settle(double multiplyAdds) {
    account.work().consumeIgnoringRateLimits(Account.tokens(multiplyAdds));
    RateLimitFields.set(response, account);
    meters.worked(label, multiplyAdds);
  }

  @Override
  public void hold(long bytes) {
    if (account.hold(bytes - held)) {
      held = bytes;
      return;
    }
    if (bytes > account.mostBytes()) {
      throw new ProblemException(
          ProblemType.LIMIT_EXCEEDED,
          "Expected a request of at most %d bytes of working memory, the share of this key, found one of about %d. Ask for fewer queries, heads or stages at a time."
              .formatted(account.mostBytes(), bytes));
    }
    throw exceeded(
        "memory",
        "Expected at most %d bytes of working memory for all requests with this key, found more."
            .formatted(account.mostBytes()),
        SOON);
  }

  private ProblemException exceeded(String quota, String detail, Duration wait) {
    meters.exceeded(label, quota);
    return new ProblemException(
        new Problem(
            ProblemType.QUOTA_EXCEEDED,
            "%s Nothing was computed. Send it again after %d s."
                .formatted(detail, Problem.seconds(wait)),
            List.of(),
            wait));
  }

  @Override
  public void close() {
    account.hold(-held);
    held = 0;
    account.leave();
  }
}
