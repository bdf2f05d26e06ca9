package attention.capacity;

import attention.capacity.Cores.Turn;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes the pieces of large answers side by side, on as many threads as there are cores, and hands
 * them on in order. Whoever waits for a client meanwhile keeps no core from working.
 */
public final class Workers implements AutoCloseable {

  private final Cores cores;
  private final int threads;
  private final long mostBytes;
  private final ExecutorService pool;

  /** Takes the pieces of an answer, in order. */
  @FunctionalInterface
  public interface Sink<T> {

    /** Takes the next piece. */
    void take(T piece) throws IOException;
  }

  /**
   * @param cores whose turns the threads take
   * @param mostBytes what the pieces of one answer may hold at once, unless a single one holds more
   */
  public Workers(Cores cores, int threads, long mostBytes) {
    this.cores = cores;
    this.threads = threads;
    this.mostBytes = mostBytes;
    this.pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("attention-", 0).daemon().factory());
  }

  /** How many pieces of so many bytes are made at once: one waits to be handed on. */
  public int atOnce(long bytes) {
    return (int) Math.clamp(mostBytes / Math.max(1, bytes), 1, threads + 1);
  }

  /**
   * Makes all pieces and hands them on from this thread, which makes those that no other thread has
   * begun. Others help as long as there are some, but are asked only where a core is idle. If a
   * piece fails, those before it were handed on; when this returns, none is being made any more.
   *
   * @param atOnce how many may be there that were not handed on
   */
  public <T> void inOrder(int pieces, int atOnce, IntFunction<T> maker, Sink<T> sink)
      throws IOException {
    Queue<Piece<T>> ahead = new ConcurrentLinkedQueue<>();
    try {
      for (int next = 0; next < pieces || !ahead.isEmpty(); ) {
        for (int there = ahead.size(); next < pieces && there < atOnce; there++) {
          int number = next++;
          ahead.add(new Piece<>(() -> maker.apply(number)));
          if (cores.idle() > 1) {
            pool.execute(() -> makeUntil(null, ahead));
          }
        }
        Piece<T> first = ahead.element();
        makeUntil(first, ahead);
        sink.take(made(first));
        ahead.remove();
      }
    } finally {
      ahead.forEach(Workers::abandon);
    }
  }

  /**
   * Makes what nobody has begun, the first ones first, until a piece is done or nothing is left.
   */
  private <T> void makeUntil(@Nullable Piece<T> awaited, Queue<Piece<T>> ahead) {
    while (awaited == null || !awaited.isDone()) {
      Optional<Piece<T>> piece = ahead.stream().filter(it -> !it.isTaken()).findFirst();
      if (piece.isEmpty()) {
        return;
      }
      make(piece.get());
    }
  }

  /** A piece, made by whichever thread takes it first. */
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
  }

  private void make(Piece<?> piece) {
    try (Turn turn = cores.turn()) {
      if (piece.take()) {
        piece.run();
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
      throw new CancellationException("Interrupted while an answer was computed");
    } catch (ExecutionException e) {
      switch (Objects.requireNonNull(e.getCause())) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        default -> throw new IllegalStateException(e);
      }
    }
  }

  private static void awaitEnd(Future<?> piece) {
    try {
      piece.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      // Nobody waits for this piece any more, and so for its failure.
    }
  }

  @Override
  public void close() {
    pool.shutdown();
  }
}
