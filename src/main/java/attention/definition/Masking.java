package attention.definition;

/** What becomes of a score where attending is allowed, and where it is not. */
public sealed interface Masking {

  double of(double score, boolean allowed);

  /** What is done without a parameter. */
  enum Plain implements Masking {
    /** −∞ where attending is not allowed. */
    INFINITE {
      @Override
      public double of(double score, boolean allowed) {
        return allowed ? score : Double.NEGATIVE_INFINITY;
      }
    },
    LEFT_OUT {
      @Override
      public double of(double score, boolean allowed) {
        return score;
      }
    },
    /** S + M. */
    ADDED {
      @Override
      public double of(double score, boolean allowed) {
        return allowed ? score + 1 : score;
      }
    },
    /** S + 1 − M. */
    COMPLEMENT_ADDED {
      @Override
      public double of(double score, boolean allowed) {
        return allowed ? score : score + 1;
      }
    },
    /** S·M. */
    MULTIPLIED {
      @Override
      public double of(double score, boolean allowed) {
        return allowed ? score : 0;
      }
    },
    /** The weights are multiplied by M. */
    AFTER_SOFTMAX {
      @Override
      public double of(double score, boolean allowed) {
        return score;
      }
    }
  }

  /** A number in place of −∞. */
  record Finite(double number) implements Masking {
    @Override
    public double of(double score, boolean allowed) {
      return allowed ? score : number;
    }
  }

  /** A number that is added in place of −∞. */
  record Added(double number, Arithmetic arithmetic) implements Masking {
    @Override
    public double of(double score, boolean allowed) {
      return allowed ? score : arithmetic.round(score + number);
    }
  }
}
