package attention.trace;

/**
 * A border between two pieces of work of a few milliseconds each. What happens there is decided by
 * the caller of the computation: the thread may wait while others compute, or the computation may
 * end with an exception.
 */
public final class Checkpoint {

  private static final Runnable NONE = () -> {};
  private static final ScopedValue<Runnable> CURRENT = ScopedValue.newInstance();

  private Checkpoint() {}

  /** Marks a border; without {@link #during} nothing happens. */
  public static void pass() {
    CURRENT.orElse(NONE).run();
  }

  /**
   * Computes with checkpoints.
   *
   * @param checkpoint run by the computing thread at each border
   */
  public static <T, X extends Throwable> T during(
      Runnable checkpoint, ScopedValue.CallableOp<? extends T, X> work) throws X {
    return ScopedValue.where(CURRENT, checkpoint).call(work);
  }

  /** The same for work without a result. */
  public static void runDuring(Runnable checkpoint, Runnable work) {
    ScopedValue.where(CURRENT, checkpoint).run(work);
  }
}
