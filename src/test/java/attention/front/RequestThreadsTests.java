package attention.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestThreadsTests {

  private static final Duration SOON = Duration.ofMillis(1);
  private static final Duration NEVER = Duration.ofDays(1);

  private final List<String> begun = new CopyOnWriteArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private RequestThreads threads = threads(1, 10, NEVER, NEVER);

  @AfterEach
  void release() {
    released.countDown();
    threads.close();
  }

  @Test
  void asManyAsUsualAreBusyAtOnce() {
    use(threads(2, 10, NEVER, NEVER));
    List.of("a", "b", "c").forEach(this::spin);
    assertThat(threads.getActiveCount()).isEqualTo(2);
    awaitBegun("a", "b");
    released.countDown();
    awaitBegun("a", "b", "c");
    await().until(() -> threads.getActiveCount() == 0);
    assertThat(threads.getPoolSize()).isEqualTo(2);
  }

  @Test
  void oneThreadGoesOnWithWhatHasWaitedLongest() {
    List.of("a", "b", "c", "d").forEach(this::spin);
    released.countDown();
    await().until(() -> begun.size() == 4);
    assertThat(begun).containsExactly("a", "b", "c", "d");
    assertThat(threads.getPoolSize()).isEqualTo(1);
  }

  @Test
  void someNeedNotWaitForOthers() {
    Runnable probe = () -> begun.add("probe");
    use(new RequestThreads(1, 10, patience(NEVER, NEVER), task -> task == probe));
    List.of("a", "b", "c").forEach(this::spin);
    threads.execute(probe);
    released.countDown();
    await().until(() -> begun.size() == 4);
    assertThat(begun).containsExactly("a", "probe", "b", "c");
  }

  @Test
  void oneThatWaitsIsNotCounted() {
    execute("a", name -> pause());
    awaitBegun("a");
    spin("b");
    awaitBegun("a", "b");
  }

  @Test
  void shortOnesAreLeftToOneThread() {
    use(twoThreads(NEVER));
    List.of("a", "b", "c").forEach(this::spin);
    assertThat(threads.getActiveCount()).isEqualTo(1);
    released.countDown();
    await().until(() -> begun.size() == 3);
    assertThat(begun).containsExactly("a", "b", "c");
    assertThat(threads.getPoolSize()).isEqualTo(1);
  }

  @Test
  void oneThatIsNotOverSoonIsNotWaitedFor() {
    use(twoThreads(SOON));
    spin("a");
    spin("b");
    awaitBegun("a", "b");
  }

  @Test
  void oneThatSaysThatItTakesLongIsNotWaitedFor() {
    use(twoThreads(NEVER));
    CountDownLatch said = new CountDownLatch(1);
    execute(
        "a",
        name -> {
          awaitQueued();
          said.countDown();
          RequestThread.takesLong();
          spin();
        });
    spin("b");
    awaitBegun("a", "b");
    assertThat(said.getCount()).isZero();
  }

  @Test
  void aShortOneThatWaitsIsNotWaitedFor() {
    use(twoThreads(NEVER));
    execute("a", name -> pause());
    awaitBegun("a");
    await()
        .until(() -> {
          spin("b");
          return begun.contains("b");
        });
  }

  @Test
  void whatFollowsComesAfterThoseThatWait() {
    execute(
        "a",
        name -> {
          RequestThread.follow(() -> begun.add("after a"));
          awaitQueued();
        });
    execute("b", name -> {});
    await().until(() -> begun.size() == 3);
    assertThat(begun).containsExactly("a", "b", "after a");
  }

  @Test
  void whatFollowsIsDoneThoughTheThreadFails() {
    execute(
        "a",
        name -> {
          Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {});
          RequestThread.follow(() -> begun.add("after a"));
          throw new IllegalStateException("expected by the test");
        });
    awaitBegun("a", "after a");
  }

  @Test
  void otherThreadsAreNotWaitedFor() {
    RequestThread.takesLong();
    assertThat(RequestThread.othersWait()).isFalse();
  }

  @Test
  void oneThatHasComputedForLongIsNotCounted() {
    use(threads(1, 10, SOON, NEVER));
    List.of("a", "b", "c").forEach(this::spin);
    awaitBegun("a", "b", "c");
  }

  @Test
  void oneThatIsLateGetsThread() {
    use(threads(1, 10, NEVER, SOON));
    List.of("a", "b", "c").forEach(this::spin);
    awaitBegun("a", "b", "c");
  }

  @Test
  void thereAreNeverMoreThanTheMost() {
    use(threads(1, 2, SOON, SOON));
    List.of("a", "b", "c").forEach(this::spin);
    awaitBegun("a", "b");
    assertThat(threads.getPoolSize()).isEqualTo(threads.getMaxThreads()).isEqualTo(2);
    released.countDown();
    awaitBegun("a", "b", "c");
  }

  @Test
  void oneThatFailsIsReplaced() {
    use(threads(1, 1, NEVER, NEVER));
    threads.execute(() -> {
      Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> begun.add("failed"));
      throw new IllegalStateException("expected by the test");
    });
    spin("b");
    awaitBegun("failed", "b");
  }

  @Test
  void nothingIsLeftOfAnInterrupt() {
    use(threads(1, 1, NEVER, NEVER));
    execute(
        "a",
        name -> {
          awaitQueued();
          Thread.currentThread().interrupt();
        });
    execute("b", name -> begun.add(String.valueOf(Thread.currentThread().isInterrupted())));
    await().until(() -> begun.size() == 3);
    assertThat(begun).containsExactly("a", "b", "false");
  }

  @Test
  void theyEndWithoutRequests() {
    use(new RequestThreads(1, 1, new Patience(Duration.ZERO, NEVER, NEVER, SOON), task -> false));
    execute("a", name -> {});
    await().until(() -> begun.size() == 1 && threads.getPoolSize() == 0);
    execute("b", name -> {});
    awaitBegun("a", "b");
  }

  @Test
  void afterTheEndEveryRequestIsRejected() {
    execute("a", name -> {});
    await().until(() -> begun.size() == 1);
    threads.close();
    await().until(() -> threads.getPoolSize() == 0);
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> execute("b", name -> {}));
  }

  /** In the place of the usual ones. */
  private void use(RequestThreads others) {
    threads.close();
    threads = others;
  }

  private static RequestThreads threads(int usual, int most, Duration computed, Duration queued) {
    return new RequestThreads(usual, most, patience(computed, queued), task -> false);
  }

  /** Of which one handles what is short. */
  private static RequestThreads twoThreads(Duration brief) {
    return new RequestThreads(2, 10, new Patience(brief, NEVER, NEVER, NEVER), task -> false);
  }

  private static Patience patience(Duration computed, Duration queued) {
    return new Patience(Duration.ZERO, computed, queued, NEVER);
  }

  private void execute(String name, Consumer<String> work) {
    threads.execute(() -> {
      begun.add(name);
      work.accept(name);
    });
  }

  private void spin(String name) {
    execute(name, spinning -> spin());
  }

  private void spin() {
    while (released.getCount() > 0) {
      Thread.onSpinWait();
    }
  }

  private void awaitQueued() {
    while (!threads.requestsWait()) {
      Thread.onSpinWait();
    }
  }

  private void pause() {
    try {
      released.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitBegun(String... names) {
    await().untilAsserted(() -> assertThat(begun).containsExactlyInAnyOrder(names));
  }
}
