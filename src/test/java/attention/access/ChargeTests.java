package attention.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attention.access.AccessProperties.Quota;
import attention.capacity.AccessMeters;
import attention.problem.Problem;
import attention.problem.ProblemException;
import attention.problem.ProblemType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

/** What a request takes from the quota of its key, and when there is nothing left. */
class ChargeTests {

  private static final long MILLION = 1_000_000;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AccessMeters meters = new AccessMeters(registry);
  private final MockHttpServletResponse response = new MockHttpServletResponse();

  private Charge begin(Account account) {
    return Charge.begin(account, "lab", meters, response);
  }

  private static Account account(long requests, long work, int places, long bytes) {
    return Account.of(new Quota(requests, work, 100, 50), places, 2 * bytes);
  }

  private static Problem refusal(ThrowingCallable use) {
    List<Problem> problems = new ArrayList<>();
    assertThatThrownBy(use)
        .isInstanceOfSatisfying(ProblemException.class, e -> problems.add(e.problem()));
    return problems.getFirst();
  }

  private double counted(String outcome) {
    return registry
        .get("attention.key.requests")
        .tags("key", "lab", "outcome", outcome)
        .counter()
        .count();
  }

  @Test
  void requestsBeyondTheQuotaOfAMinuteAreToldWhenToComeBack() {
    Account account = account(2, MILLION, 9, 1_000);
    begin(account).close();
    begin(account).close();
    Problem problem = refusal(() -> begin(account));
    assertThat(problem.type()).isEqualTo(ProblemType.QUOTA_EXCEEDED);
    assertThat(problem.detail()).startsWith("Expected at most 2 requests a minute with this key");
    assertThat(Objects.requireNonNull(problem.retryAfter()))
        .isBetween(Duration.ofSeconds(28), Duration.ofSeconds(30));
    assertThat(account.places()).hasValue(0);
    assertThat(counted("admitted")).isEqualTo(2);
    assertThat(counted("requests")).isEqualTo(1);
  }

  @Test
  void theQuotaAndWhatIsLeftOfItAreInTheHeaders() {
    Charge charge = begin(account(100, 50 * MILLION, 9, 1_000));
    assertThat(response.getHeader("RateLimit-Policy"))
        .isEqualTo("\"requests\";q=100;w=60, \"work\";q=50000000;w=60;qu=\"multiply-adds\"");
    assertThat(response.getHeader("RateLimit"))
        .isEqualTo("\"requests\";r=99;t=1, \"work\";r=50000000;t=0");
    charge.compute(19.5 * MILLION);
    assertThat(response.getHeader("RateLimit"))
        .isEqualTo("\"requests\";r=99;t=1, \"work\";r=30000000;t=24");
  }

  @Test
  void workBeyondTheQuotaIsRefusedBeforeItIsDone() {
    Account account = account(100, 50 * MILLION, 9, 1_000);
    Charge charge = begin(account);
    charge.compute(40 * MILLION);
    Problem problem = refusal(() -> charge.compute(20 * MILLION));
    assertThat(problem.type()).isEqualTo(ProblemType.QUOTA_EXCEEDED);
    assertThat(Objects.requireNonNull(problem.retryAfter()))
        .isBetween(Duration.ofSeconds(11), Duration.ofSeconds(12));
    charge.compute(9 * MILLION);
    assertThat(counted("work")).isEqualTo(1);
    assertThat(registry.get("attention.key.work").tag("key", "lab").counter().count())
        .isEqualTo(49 * MILLION);
  }

  @Test
  void whatCostsMoreThanAMinuteIsAdmittedOnceAndPaidOff() {
    Account account = account(100, 50 * MILLION, 9, 1_000);
    Charge charge = begin(account);
    charge.compute(150 * MILLION);
    Problem problem = refusal(() -> charge.compute(1));
    assertThat(Objects.requireNonNull(problem.retryAfter()))
        .isBetween(Duration.ofSeconds(120), Duration.ofSeconds(122));
    assertThat(response.getHeader("RateLimit")).contains("\"work\";r=0;t=180");
  }

  @Test
  void aNameHoldsItsShareOfThePlaces() {
    Account account = account(100, MILLION, 2, 1_000);
    Charge first = begin(account);
    Charge second = begin(account);
    Problem problem = refusal(() -> begin(account));
    assertThat(problem.type()).isEqualTo(ProblemType.QUOTA_EXCEEDED);
    assertThat(problem.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    first.close();
    begin(account).close();
    second.close();
    assertThat(account.places()).hasValue(0);
    assertThat(counted("places")).isEqualTo(1);
  }

  @Test
  void aNameHoldsItsShareOfTheMemory() {
    Account account = account(100, MILLION, 9, 1_000);
    Charge first = begin(account);
    Charge second = begin(account);
    first.hold(600);
    first.hold(700);
    second.hold(300);
    Problem shared = refusal(() -> second.hold(301));
    assertThat(shared.type()).isEqualTo(ProblemType.QUOTA_EXCEEDED);
    first.close();
    second.hold(1_000);
    Problem never = refusal(() -> second.hold(1_001));
    assertThat(never.type()).isEqualTo(ProblemType.LIMIT_EXCEEDED);
    assertThat(account.bytes()).hasValue(1_000);
    second.close();
    assertThat(account.bytes()).hasValue(0);
  }

  @Test
  void theAccountThatIsIdleLongestIsForgotten() {
    AtomicInteger opened = new AtomicInteger();
    Accounts accounts =
        new Accounts(
            caller -> {
              opened.incrementAndGet();
              return account(1, MILLION, 1, 1);
            },
            2);
    Account first = accounts.of(new Caller("a", "a"));
    accounts.of(new Caller("b", "b"));
    assertThat(accounts.of(new Caller("a", "a"))).isSameAs(first);
    accounts.of(new Caller("c", "c"));
    assertThat(accounts.of(new Caller("a", "a"))).isSameAs(first);
    assertThat(opened).hasValue(3);
    accounts.of(new Caller("b", "b"));
    assertThat(opened).hasValue(4);
  }

  @Test
  void whatCostMoreThanWasTakenIsPaidOffAndNeverRefused() {
    Account account = account(100, 50 * MILLION, 9, 1_000);
    Charge charge = begin(account);
    charge.compute(10 * MILLION);
    charge.settle(60 * MILLION);
    assertThat(response.getHeader("RateLimit")).contains("\"work\";r=0;");
    assertThat(refusal(() -> charge.compute(MILLION)).type()).isEqualTo(ProblemType.QUOTA_EXCEEDED);
    assertThat(registry.get("attention.key.work").tags("key", "lab").counter().count())
        .isEqualTo(70 * MILLION);
    charge.close();
  }
}
