package attention.mistake;

import attention.definition.Definition;
import attention.definition.NaturalView;
import attention.definition.Part;
import attention.trace.Member;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a mistake is tried on.
 *
 * @param definition right, or with another mistake
 * @param right the right stages
 * @param given what the client computed, in order
 */
public record Situation(Definition definition, NaturalView right, List<Given> given) {

  public Situation with(Definition mistaken) {
    return new Situation(mistaken, right, given);
  }

  /** The number of keys. */
  public int keys() {
    return right.computation().width(Member.SCORES);
  }

  /** The number of queries of the request. */
  public int queries() {
    return right.computation().queryCount();
  }

  /** Whether each query is answered once, in order. */
  public boolean asksEveryQuery() {
    int[] every = IntStream.range(0, queries()).toArray();
    return Arrays.equals(every, definition.get(Part.SELECTED));
  }

  /** Whether there are as many queries as keys. */
  public boolean isSquare() {
    return keys() == queries();
  }
}
