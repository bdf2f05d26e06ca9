package attention.mechanism;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.stage.HeadLayout;
import attention.stage.Side;
import attention.trace.Mechanism;
import attention.trace.Member;
import attention.trace.Preamble;
import attention.trace.Rows;
import attention.trace.Selection;
import attention.trace.Stages;
import attention.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The plan of one answer over queries, keys and values: computed block by block, by any thread. */
public final class Attention<M extends Matrix<M>> implements Trace {

  private final Mechanism mechanism;
  private final Kernel<M> kernel;
  private final Inputs<M> vectors;
  private final Heads<M> heads;
  private final Selection selection;
  private final int[] queries;
  private final AttentionSizes sizes;
  private final Queue<Workspace<M>> idle = new ConcurrentLinkedQueue<>();
  private @Nullable Prepared<M> prepared;

  /**
   * What every row needs, computed once.
   *
   * @param keys n × the key columns of all heads, after each stage that is wanted
   * @param keysOutside the keys of each key/value head that left the range of the dtype, by stage
   */
  private record Prepared<M extends Matrix<M>>(
      Map<Member, M> keys, M values, List<Head<M>> heads, Map<Member, List<Outside>> keysOutside) {}

  /**
   * @param sizes of the answer; what is reserved for it
   */
  public Attention(
      Mechanism mechanism,
      Kernel<M> kernel,
      Inputs<M> vectors,
      Heads<M> heads,
      Selection selection,
      AttentionSizes sizes) {
    this.mechanism = mechanism;
    this.kernel = kernel;
    this.vectors = vectors;
    this.heads = heads;
    this.selection = selection;
    this.sizes = sizes;
    this.queries =
        selection.queries() != null
            ? selection.queries().clone()
            : IntStream.range(0, vectors.queries().rows()).toArray();
  }

  private synchronized Prepared<M> prepared() {
    if (prepared == null) {
      M projected = vectors.keys().all();
      M values = vectors.values() == vectors.keys() ? projected : vectors.values().all();
      int[] every = IntStream.range(0, projected.rows()).toArray();
      Workspace<M> space = new Workspace<>(kernel);
      PreparedVectors<M> keys = vectors.prepare(kernel, Side.KEYS, projected, every, space);
      List<Head<M>> all = heads.over(keys.last(), packed(values));
      prepared = new Prepared<>(keys.among(selection.members()), values, all, outside(keys));
    }
    return prepared;
  }

  /** Given values are within the range of the dtype; a projection can take them out of it. */
  private List<Values<M>> packed(M values) {
    boolean given = vectors.values().projection() == null;
    return heads.layout().keyValues(values).stream()
        .map(part -> given ? Values.given(kernel, part) : Values.computed(kernel, part))
        .toList();
  }

  private Map<Member, List<Outside>> outside(PreparedVectors<M> keys) {
    Map<Member, List<Outside>> outside = new LinkedHashMap<>();
    keys.stages()
        .forEach((stage, all) ->
            outside.put(
                stage,
                heads.layout().keyValues(all).stream()
                    .map(part -> keys.finite() ? Outside.NONE : Outside.of(kernel, part))
                    .toList()));
    return outside;
  }

  @Override
  public Preamble preamble() {
    Prepared<M> shared = prepared();
    return new AttentionPreamble<>(mechanism, vectors, heads, selection)
        .of(queries.length, shared.keys(), shared.values(), shared.heads().getFirst());
  }

  @Override
  public AttentionSizes footprint() {
    return sizes;
  }

  @Override
  public Rows rows(int from, int to) {
    Objects.checkFromToIndex(from, to, queries.length);
    int[] chosen = Arrays.copyOfRange(queries, from, to);
    boolean mixes =
        selection.includes(Member.CONTEXT)
            || selection.includes(Member.CONCATENATED)
            || (selection.includes(Member.OUTPUT) && heads.output() != null);
    Workspace<M> space = workspace();
    PreparedVectors<M> block =
        vectors.prepare(kernel, Side.QUERIES, vectors.queries().select(chosen), chosen, space);
    M contexts =
        mixes
            ? space.matrix(chosen.length, heads.layout().contextColumns(sizes.widths().values()))
            : null;
    AverageWeights<M> average = averageWeights(chosen.length, space);
    List<Stages> stages = new ArrayList<>();
    for (int head = 0; head < heads.layout().heads(); head++) {
      stages.add(head(head, block, chosen, contexts, average, space));
    }
    return new Rows(
        "queryIndex",
        chosen,
        selection.labels().of(chosen),
        heads.named() ? stages : List.of(),
        heads.named() ? joined(contexts, average, chosen.length) : stages.getFirst(),
        () -> idle.add(space));
  }

  private @Nullable AverageWeights<M> averageWeights(int rows, Workspace<M> space) {
    return heads.named() && selection.includes(Member.AVERAGE_WEIGHTS)
        ? new AverageWeights<>(kernel, heads.layout().heads(), rows, vectors.keys().rows(), space)
        : null;
  }

  private Workspace<M> workspace() {
    Workspace<M> used = idle.poll();
    if (used == null) {
      return new Workspace<>(kernel);
    }
    used.rewind();
    return used;
  }

  private Stages head(
      int number,
      PreparedVectors<M> queries,
      int[] chosen,
      @Nullable M contexts,
      @Nullable AverageWeights<M> average,
      Workspace<M> space) {
    HeadLayout layout = heads.layout();
    Head<M> head = prepared().heads().get(number);
    M query = layout.query(queries.last(), number);
    M context = contexts == null ? null : layout.query(contexts, number);
    Warnings warnings = new Warnings(kernel.dtype(), chosen.length);
    Block<M> block = head.block(chosen, selection.members(), warnings, space);
    check(number, queries, block);
    Stages stages =
        head.rows(query, block, context, average == null ? weights -> {} : average::add);
    queries.stages().forEach((stage, rows) -> block.keep(stage, layout.query(rows, number)));
    return stages;
  }

  /**
   * Looks for what left the range of the dtype, stage by stage: first the queries, then the keys.
   */
  private void check(int head, PreparedVectors<M> queries, Block<M> block) {
    HeadLayout layout = heads.layout();
    Iterator<Map.Entry<Member, List<Outside>>> keys =
        prepared().keysOutside().entrySet().iterator();
    queries
        .stages()
        .forEach((stage, rows) -> {
          if (!queries.finite()) {
            block.warnings().check(kernel, stage, layout.query(rows, head));
          }
          Map.Entry<Member, List<Outside>> outside = keys.next();
          Outside ofHead = outside.getValue().get(layout.keyValueHead(head));
          block.warnings().checkKeys(outside.getKey(), ofHead, block.allowed());
        });
  }

  private Stages joined(@Nullable M contexts, @Nullable AverageWeights<M> average, int rows) {
    Warnings warnings = new Warnings(kernel.dtype(), rows);
    Map<Member, Matrix<?>> kept = new EnumMap<>(Member.class);
    if (average != null) {
      kept.put(Member.AVERAGE_WEIGHTS, average.mean());
    }
    if (contexts != null && selection.includes(Member.CONCATENATED)) {
      kept.put(Member.CONCATENATED, contexts);
    }
    if (contexts != null && heads.output() != null && selection.includes(Member.OUTPUT)) {
      M output = heads.output().of(contexts);
      kept.put(Member.OUTPUT, output);
      for (int row = 0; row < rows; row++) {
        int column = Finite.firstOutside(kernel, output, row);
        if (column >= 0 && Finite.firstOutside(kernel, contexts, row) < 0) {
          warnings.overflow(row, Member.OUTPUT, column);
        }
      }
    }
    return new Stages(kept, null, warnings.rows());
  }
}
