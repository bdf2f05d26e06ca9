package attention.definition;

import java.util.function.Supplier;

/** Scores with every stage applied, which a normalizer makes weights of. */
public interface Shaped {

  /** n numbers; −∞ for what must not be attended to. */
  double[] shaped(int head, int query);

  /** The sink of a head; −∞ if there is none. */
  double sink(int head);

  int heads();

  /** The queries of the request, answered or not. */
  int queryCount();

  /** How many scores a row has. */
  int keyCount();

  Arithmetic arithmetic();

  EmptyRows emptyRows(int query);

  /** Whether there is room for as many numbers as there are scores. */
  boolean keepsScores();

  /** Counts work, in multiply-adds, before it is done. */
  void spend(long multiplyAdds);

  /** Computes a value of these scores that many rows need, once. */
  <T> T onceOfShaped(Object key, Supplier<T> value);
}
