package attention.definition;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Scores of one query and head. */
public final class OneRow implements Shaped {

  private final double[] scores;
  private final double sink;
  private final Map<Object, Object> kept = new HashMap<>();

  public OneRow(double sink, double... scores) {
    this.scores = scores;
    this.sink = sink;
  }

  @Override
  public double[] shaped(int head, int query) {
    return scores;
  }

  @Override
  public double sink(int head) {
    return sink;
  }

  @Override
  public int heads() {
    return 1;
  }

  @Override
  public int queryCount() {
    return 1;
  }

  @Override
  public int keyCount() {
    return scores.length;
  }

  @Override
  public Arithmetic arithmetic() {
    return Arithmetic.FLOAT32;
  }

  @Override
  public EmptyRows emptyRows(int query) {
    return EmptyRows.UNIFORM;
  }

  @Override
  public boolean keepsScores() {
    return true;
  }

  @Override
  public void spend(long multiplyAdds) {}

  @Override
  @SuppressWarnings("unchecked")
  public <T> T onceOfShaped(Object key, Supplier<T> value) {
    return (T) kept.computeIfAbsent(key, it -> value.get());
  }
}
