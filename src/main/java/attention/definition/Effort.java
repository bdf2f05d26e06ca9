package attention.definition;

import attention.trace.Checkpoint;
import java.util.function.BooleanSupplier;

/**
 * The work of one check, counted in multiply-adds. It passes a checkpoint every few milliseconds,
 * where the check can be cancelled.
 */
public final class Effort {

  private static final long PER_CHECKPOINT = 1_000_000;
  private static final long LEAST = 200_000_000;
  private static final long TIMES = 20;

  private final long most;
  private final long kept;
  private final BooleanSupplier timeIsUp;
  private long spent;
  private long before;
  private long sinceCheckpoint;
  private boolean limited;

  /**
   * @param most what may be spent on the search for causes
   * @param kept how many scores of a recomputation may be kept
   * @param timeIsUp whether the search should end now
   */
  public Effort(long most, long kept, BooleanSupplier timeIsUp) {
    this.most = most;
    this.kept = kept;
    this.timeIsUp = timeIsUp;
  }

  /**
   * What the search may spend on a computation of so much work: twenty times its multiply-adds,
   * which take about ten times as long as the request, whose numbers are also written; for small
   * ones a few milliseconds.
   */
  public static long most(long work) {
    return LEAST + TIMES * work;
  }

  /** Whether so many scores may be kept. */
  boolean keeps(long scores) {
    return scores <= kept;
  }

  /** Thrown where a search has spent what it may. */
  public static final class Spent extends RuntimeException {
    private static final long serialVersionUID = 1;

    Spent() {
      super("All effort is spent", null, false, false);
    }
  }

  /** From here on the effort is limited. */
  public void limit() {
    limited = true;
    before = spent;
    spent = 0;
  }

  /** All work that was counted, before the limit too. */
  public long done() {
    return before + spent;
  }

  /**
   * Counts work before it is done.
   *
   * @throws Spent if it is too much
   */
  void spend(long multiplyAdds) {
    spent += multiplyAdds;
    sinceCheckpoint += multiplyAdds;
    if (sinceCheckpoint > PER_CHECKPOINT) {
      sinceCheckpoint = 0;
      Checkpoint.pass();
      if (limited && timeIsUp.getAsBoolean()) {
        throw new Spent();
      }
    }
    if (limited && spent > most) {
      throw new Spent();
    }
  }
}
