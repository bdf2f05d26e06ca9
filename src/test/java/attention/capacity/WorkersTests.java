package attention.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pieces made side by side, taken in order. */
class WorkersTests {

  private static final long SPIN_NANOS = 5_000_000;

  private final Cores cores = new Cores(2);
  @AutoClose private final Workers workers = new Workers(cores, 2, 1_000);

  private final ComputeBudget budget = ComputeBudget.unlimited();
  private final List<Integer> taken = new ArrayList<>();

  @Test
  void piecesAreTakenInOrderHoweverFastTheyAre() throws IOException {
    workers.inOrder(budget, 50, 3, WorkersTests::slowIfEven, taken::add);
    assertThat(taken).isEqualTo(IntStream.range(0, 50).boxed().toList());
  }

  @Test
  void afterTheEndTheCallerMakesAllOfThem() throws IOException {
    workers.close();
    workers.inOrder(budget, 3, 3, piece -> piece, taken::add);
    assertThat(taken).containsExactly(0, 1, 2);
  }

  private static int slowIfEven(int piece) {
    if (piece % 2 == 0) {
      Thread.yield();
    }
    return piece;
  }

  @Test
  void twoAreMadeAtTheSameTime() throws IOException {
    CyclicBarrier both = new CyclicBarrier(2);
    workers.inOrder(budget, 2, 2, piece -> meet(both, piece), taken::add);
    assertThat(taken).containsExactly(0, 1);
  }

  @Test
  void twoAreMadeAtTheSameTimeUpToTheLast() throws IOException {
    CyclicBarrier both = new CyclicBarrier(2);
    workers.inOrder(budget, 40, 40, piece -> meet(both, piece), taken::add);
    assertThat(taken).hasSize(40);
  }

  @Test
  void whereNoCoreIsIdleTheCallerMakesAllOfThem() throws IOException {
    Cores one = new Cores(1);
    Set<Thread> makers = new HashSet<>();
    try (Workers alone = new Workers(one, 2, 1_000)) {
      alone.inOrder(
          budget,
          20,
          3,
          piece -> {
            makers.add(Thread.currentThread());
            return piece;
          },
          taken::add);
    }
    assertThat(makers).containsExactly(Thread.currentThread());
    assertThat(taken).hasSize(20);
    assertThat(one.idle()).isEqualTo(1);
  }

  private static int meet(CyclicBarrier both, int piece) {
    try {
      both.await(20, TimeUnit.SECONDS);
      return piece;
    } catch (Exception e) {
      throw new IllegalStateException("The other piece is not being made", e);
    }
  }

  @Test
  void neverAreMoreThereThanAskedFor() throws IOException {
    AtomicInteger there = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    workers.inOrder(
        budget,
        40,
        3,
        piece -> most.accumulateAndGet(there.incrementAndGet(), Math::max),
        piece -> there.decrementAndGet());
    assertThat(most.get()).isBetween(1, 4);
    assertThat(there).hasValue(0);
  }

  @Test
  void aPieceThatFailsEndsItBehindThoseBeforeIt() {
    assertThatThrownBy(
            () -> workers.inOrder(budget, 40, 3, WorkersTests::failingAtSeven, taken::add))
        .isInstanceOf(AssertionError.class)
        .hasMessage("seven");
    assertThat(taken).containsExactly(0, 1, 2, 3, 4, 5, 6);
  }

  private static int failingAtSeven(int piece) {
    if (piece == 7) {
      throw new AssertionError("seven");
    }
    return piece;
  }

  @Test
  void whenNobodyTakesPiecesAnyMoreNoneIsMade() {
    AtomicInteger made = new AtomicInteger();
    assertThatThrownBy(() ->
            workers.inOrder(
                budget,
                1_000,
                3,
                piece -> made.incrementAndGet(),
                piece -> {
                  throw new IOException("gone");
                }))
        .isInstanceOf(IOException.class)
        .hasMessage("gone");
    assertThat(made.get()).isBetween(1, 4);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void itReturnsWhenNoPieceIsBeingMadeAnyMore(boolean interrupted) {
    CyclicBarrier both = new CyclicBarrier(2);
    AtomicBoolean ended = new AtomicBoolean();
    assertThatThrownBy(() ->
            workers.inOrder(
                budget,
                2,
                2,
                piece -> {
                  meet(both, piece);
                  if (piece == 1) {
                    rest();
                    ended.set(true);
                  }
                  return piece;
                },
                piece -> {
                  if (interrupted) {
                    Thread.currentThread().interrupt();
                  }
                  throw new IOException("gone");
                }))
        .isInstanceOf(IOException.class);
    assertThat(ended).isTrue();
    assertThat(Thread.interrupted()).isEqualTo(interrupted);
  }

  private static void rest() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theTimeOfAllThreadsIsChargedToTheRequest() throws IOException {
    CyclicBarrier both = new CyclicBarrier(2);
    long start = System.nanoTime();
    workers.inOrder(budget, 2, 2, piece -> spin(meet(both, piece)), taken::add);
    await().until(() -> cores.idle() == 2);
    assertThat(budget.consumedNanos()).isBetween(2 * SPIN_NANOS, 2 * (System.nanoTime() - start));
  }

  private static int spin(int piece) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < SPIN_NANOS) {
      Thread.onSpinWait();
    }
    return piece;
  }

  @Test
  void aRequestWhoseClientLeftIsStoppedAtTheNextPiece() {
    assertThatThrownBy(() ->
            workers.inOrder(
                budget,
                1_000,
                3,
                piece -> piece,
                piece -> {
                  taken.add(piece);
                  if (piece == 5) {
                    budget.cancel();
                  }
                }))
        .isInstanceOf(CancellationException.class);
    assertThat(taken).startsWith(0, 1, 2, 3, 4, 5).hasSizeLessThanOrEqualTo(9);
    await().until(() -> cores.idle() == 2);
  }

  @Test
  void aRequestThatUsedUpItsTimeIsStoppedAtTheNextPiece() {
    ComputeBudget little = new ComputeBudget(Duration.ofNanos(3 * SPIN_NANOS));
    assertThatThrownBy(() -> workers.inOrder(little, 1_000, 3, WorkersTests::spin, taken::add))
        .isInstanceOf(ComputeTimeExceededException.class);
    assertThat(taken).hasSizeBetween(1, 6);
    await().until(() -> cores.idle() == 2);
  }

  @Test
  void howManyAreMadeAtOnceIsBoundedByThreadsAndByMemory() {
    assertThat(workers.atOnce(1)).isEqualTo(3);
    assertThat(workers.atOnce(400)).isEqualTo(2);
    assertThat(workers.atOnce(5_000)).isOne();
    assertThat(workers.atOnce(0)).isEqualTo(3);
  }
}
