package attention.stage;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/** All score functions of a query and a key, and none of them. A recurrent decoder takes each. */
public enum Score {
  ADDITIVE("additive", AdditiveScore.ADDITIVE, null),
  DOT("dot", DotProduct.FORMULA, DotProduct::new),
  GENERAL("general", GeneralProduct.FORMULA, null),
  CONCAT("concat", AdditiveScore.CONCAT, null),
  NONE("none", null, null);

  private final String word;
  private final @Nullable String formula;
  private final @Nullable Direct direct;

  /** A score of nothing but a query and a key, which must be equally wide. */
  public interface Direct {

    /** Makes it over keys, n × d_k. */
    <M extends Matrix<M>> Stage<M> over(Kernel<M> kernel, M keys);
  }

  Score(String word, @Nullable String formula, @Nullable Direct direct) {
    this.word = word;
    this.formula = formula;
    this.direct = direct;
  }

  /** Its formula in LaTeX; absent for no score. */
  public @Nullable String formula() {
    return formula;
  }

  /** The score function, if it takes no parameters. */
  public @Nullable Direct direct() {
    return direct;
  }

  @Override
  public String toString() {
    return word;
  }
}
