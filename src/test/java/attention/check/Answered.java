package attention.check;

import attention.matrix.Matrix;
import attention.trace.Member;
import attention.trace.Parameters;
import attention.trace.Rows;
import attention.trace.Stages;
import attention.trace.Trace;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The response of the service as a client posts it: each stage by its name, heads in front. */
final class Answered {

  private final Set<Member> postable;
  private final Map<Member, List<@Nullable Object>> rows = new EnumMap<>(Member.class);
  private final Map<Member, Map<Integer, List<@Nullable Object>>> heads =
      new EnumMap<>(Member.class);

  private Answered(Set<Member> postable) {
    this.postable = postable;
  }

  /** All stages that a client may post. */
  static Map<String, Object> of(Trace trace, Set<Member> postable) {
    Answered answered = new Answered(postable);
    trace.preamble().parameters().forEach(answered::above);
    for (int block = 0; block < trace.blockCount(); block++) {
      try (Rows of = trace.block(block)) {
        answered.add(of);
      }
    }
    Map<String, Object> stages = new TreeMap<>();
    answered.rows.forEach((stage, of) -> stages.put(stage.toString(), of));
    answered.heads.forEach(
        (stage, of) -> stages.put(stage.toString(), new ArrayList<>(of.values())));
    return stages;
  }

  private void above(String name, Parameters parameters) {
    for (Member stage : postable) {
      if (stage.toString().equals(name)
          && parameters instanceof Parameters.Table(Matrix<?> matrix)) {
        add(rows.computeIfAbsent(stage, it -> new ArrayList<>()), stage, matrix);
      }
    }
  }

  private void add(Rows of) {
    add(of.stages(), stage -> rows.computeIfAbsent(stage, it -> new ArrayList<>()));
    for (int head = 0; head < of.heads().size(); head++) {
      int index = head;
      add(
          of.heads().get(head),
          stage ->
              heads
                  .computeIfAbsent(stage, it -> new TreeMap<>())
                  .computeIfAbsent(index, it -> new ArrayList<>()));
    }
  }

  private void add(Stages stages, Function<Member, List<@Nullable Object>> into) {
    stages
        .values()
        .forEach((stage, matrix) -> {
          if (postable.contains(stage)) {
            add(into.apply(stage), stage, matrix);
          }
        });
  }

  private static void add(List<@Nullable Object> into, Member stage, Matrix<?> matrix) {
    for (int i = 0; i < matrix.rows(); i++) {
      double[] row = new double[matrix.columns()];
      matrix.get(i, row);
      List<@Nullable Double> numbers = new ArrayList<>();
      for (double number : row) {
        numbers.add(finite(number));
      }
      into.add(stage.isScalar() ? numbers.getFirst() : numbers);
    }
  }

  private static @Nullable Double finite(double number) {
    return Double.isFinite(number) ? number : null;
  }
}
