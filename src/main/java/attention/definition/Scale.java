package attention.definition;

/** The factor of all scores. */
public sealed interface Scale {

  /** The factor, where queries of a head are so wide. */
  double factor(int width);

  /** Whether the weights are multiplied instead of the scores. */
  default boolean isLate() {
    return false;
  }

  /** A number. */
  record Fixed(double factor) implements Scale {
    @Override
    public double factor(int width) {
      return factor;
    }
  }

  /** 1/√d, as the mechanism has it where the request gives none. */
  record ByWidth(double exponent) implements Scale {
    public static final ByWidth ROOT = new ByWidth(-0.5);

    @Override
    public double factor(int width) {
      return Math.pow(width, exponent);
    }
  }

  /** Another scale, to a power: once more, or the wrong way round. */
  record Power(Scale scale, double exponent) implements Scale {
    @Override
    public double factor(int width) {
      return Math.pow(scale.factor(width), exponent);
    }
  }

  /** Another scale, applied to the weights. */
  record Late(Scale scale) implements Scale {
    @Override
    public double factor(int width) {
      return scale.factor(width);
    }

    @Override
    public boolean isLate() {
      return true;
    }
  }
}
