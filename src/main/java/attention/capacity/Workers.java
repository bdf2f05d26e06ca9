package attention.capacity;

import attention.capacity.Cores.Permit;
import attention.trace.Checkpoint;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Computes the pieces of large responses in parallel, on as many threads as there are cores, and
 * passes them on in order. A thread that waits for a client holds no permit.
 */
public final class Workers implements AutoCloseable {

  private final Cores cores;
  private final int threads;
  private final long mostBytes;
  private final ExecutorService pool;

  /** Receives the pieces of a response, in order. */
  @FunctionalInterface
  public interface Sink<T> {

    /** Receives the next piece. */
    void take(T piece) throws IOException;
  }

  /**
   * @param cores grants the permits of the threads
   * @param mostBytes what the unsent pieces of a response may hold, unless a single one holds more
   */
  public Workers(Cores cores, int threads, long mostBytes) {
    this.cores = cores;
    this.threads = threads;
    this.mostBytes = mostBytes;
    this.pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform()
                .name("attention-", 0)
                .daemon()
                .priority(Thread.MIN_PRIORITY)
                .factory(),
            // After the end, the thread of a request makes all of its pieces.
            new DiscardPolicy());
  }

  /** How many pieces of {@code bytes} bytes may be unsent at once: one each thread and one more. */
  public int atOnce(long bytes) {
    return (int) Math.clamp(mostBytes / Math.max(1, bytes), 1, threads + 1);
  }

  /**
   * Computes all pieces and passes them on from this thread, which computes every piece that no
   * other thread has begun. Other threads help only where a core is idle. If a piece fails, those
   * before it were passed on. When this returns, no piece is being computed any more.
   *
   * @param budget the compute time of the request, to which the time of all threads is charged
   * @param atOnce most pieces that are begun and not passed on
   */
  public <T> void inOrder(
      ComputeBudget budget, int pieces, int atOnce, IntFunction<T> maker, Sink<T> sink)
      throws IOException {
    Queue<Piece<T>> ahead = new ConcurrentLinkedQueue<>();
    try {
      for (int next = 0; next < pieces || !ahead.isEmpty(); ) {
        for (int there = ahead.size(); next < pieces && there < atOnce; there++) {
          int number = next++;
          ahead.add(new Piece<>(() -> maker.apply(number)));
          if (cores.idle() > 1) {
            pool.execute(() -> help(ahead, budget));
          }
        }
        Piece<T> first = ahead.element();
        makeUntil(first, ahead, budget);
        sink.take(made(first));
        ahead.remove();
      }
    } finally {
      ahead.forEach(Workers::abandon);
    }
  }

  private <T> void help(Queue<Piece<T>> ahead, ComputeBudget budget) {
    try {
      makeUntil(null, ahead, budget);
    } catch (CancellationException | ComputeTimeExceededException e) {
      // The request's own thread stops for the same reason.
    }
  }

  /**
   * Computes pieces that no thread has begun, in order, until {@code awaited} is done or none is
   * left.
   */
  private <T> void makeUntil(
      @Nullable Piece<T> awaited, Queue<Piece<T>> ahead, ComputeBudget budget) {
    try (Permit permit = cores.pausedPermit(budget)) {
      while (awaited == null || !awaited.isDone()) {
        Optional<Piece<T>> piece = ahead.stream().filter(it -> !it.isTaken()).findFirst();
        if (piece.isEmpty()) {
          return;
        }
        permit.checkpoint();
        Piece<T> next = piece.get();
        Checkpoint.runDuring(permit::checkpoint, next::runOnce);
      }
    }
  }

  /** A piece, computed by the thread that takes it first. */
  private static final class Piece<T> extends FutureTask<T> {

    private final AtomicBoolean taken = new AtomicBoolean();

    Piece(Callable<T> maker) {
      super(maker);
    }

    boolean isTaken() {
      return taken.get();
    }

    boolean take() {
      return !taken.getAndSet(true);
    }

    void runOnce() {
      if (take()) {
        run();
      }
    }
  }

  private static void abandon(Piece<?> piece) {
    if (!piece.take()) {
      awaitEnd(piece);
    }
  }

  private static <T> T made(Future<T> piece) {
    try {
      return piece.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("Interrupted while a response was computed");
    } catch (ExecutionException e) {
      switch (Objects.requireNonNull(e.getCause())) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        default -> throw new IllegalStateException(e);
      }
    }
  }

  /** Waits whether or not this thread is interrupted: the memory of a piece is not free before. */
  private static void awaitEnd(Future<?> piece) {
    boolean interrupted = false;
    while (!piece.isDone()) {
      try {
        piece.get();
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        // The piece is not needed any more, so its failure does not matter.
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    pool.shutdown();
  }
}
