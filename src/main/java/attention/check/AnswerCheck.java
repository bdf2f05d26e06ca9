package attention.check;

import attention.check.Explanation.Cause;
import attention.definition.Arithmetic;
import attention.definition.Definition;
import attention.definition.Effort;
import attention.definition.Layout;
import attention.definition.NaturalView;
import attention.definition.Part;
import attention.definition.Recomputation;
import attention.definition.View;
import attention.matrix.Dtype;
import attention.mistake.Given;
import attention.mistake.Mistake;
import attention.mistake.Mistakes;
import attention.request.AttentionRequest;
import attention.request.CheckRequest;
import attention.request.PostedStage;
import attention.trace.Mechanism;
import attention.trace.Member;
import attention.trace.Parameters;
import attention.trace.Preamble;
import attention.trace.Trace;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks the stages that a client computed against those of the service: where they differ first,
 * and which mistake explains it.
 */
public final class AnswerCheck {

  private final AttentionRequest request;
  private final CheckRequest check;
  private final Trace trace;
  private final Dtype dtype;
  private final BooleanSupplier timeIsUp;
  private final Preamble preamble;
  private final CheckMemory memory;
  private @Nullable Definition definition;
  private @Nullable Effort counted;

  /**
   * @param trace the response of the service, with the stages that were posted
   * @param timeIsUp whether the search for causes should end
   */
  public AnswerCheck(CheckRequest check, Trace trace, BooleanSupplier timeIsUp) {
    this.check = check;
    this.request = check.request();
    this.trace = trace;
    this.dtype = request.options().dtype();
    this.timeIsUp = timeIsUp;
    this.preamble = trace.preamble();
    this.memory = new CheckMemory(preamble.shape());
  }

  /** The members of a response that a check compares with, and what it was computed from. */
  public static Set<Member> compared(CheckRequest check) {
    Set<Member> members = EnumSet.of(Member.PROJECTIONS, Member.PARAMETERS);
    check.posted().answer().stages().forEach(stage -> members.add(stage.stage()));
    return members;
  }

  /** The stages that may be posted of a mechanism. */
  public static Set<Member> postable(Mechanism mechanism) {
    Set<Member> stages = new TreeSet<>(mechanism.members());
    stages.removeAll(
        List.of(
            Member.PROJECTIONS,
            Member.PARAMETERS,
            Member.CONTRIBUTIONS,
            Member.PREDICTION,
            Member.PREDICTED_TOKEN));
    return stages;
  }

  /** The codes of all causes. */
  public static List<String> codes() {
    List<String> codes = new ArrayList<>(Mistakes.all().stream().map(Mistake::code).toList());
    for (Arithmetic lower : LowerPrecision.ALL) {
      codes.add(LowerPrecision.code(lower));
    }
    return codes;
  }

  /** The kinds of lower precision in which numbers may agree. */
  public static List<String> arithmetics() {
    return LowerPrecision.ALL.stream().map(Arithmetic::toString).toList();
  }

  /**
   * The memory that a check holds beside its recomputations.
   *
   * @param read what was read
   * @param computed what the response of the service would hold
   */
  public static long bytes(long read, long computed) {
    return CheckMemory.bytes(read, computed);
  }

  /** The memory that its recomputations hold, and the matrices that were drawn. */
  public long bytesKept() {
    return memory.bytesKept() + CheckMemory.ofDrawn(drawnNumbers());
  }

  /** The memory of matrices with mistakes, and of what else the definition tells, which is read. */
  public long bytesOfMistakes() {
    definition = definition(Arithmetic.of(dtype));
    return memory.ofDefinition(definition);
  }

  private long drawnNumbers() {
    return preamble.parameters().values().stream().mapToLong(Parameters::numbers).sum();
  }

  /** The multiply-adds that were counted so far, also of a run that was cancelled. */
  public double work() {
    return counted == null ? 0 : counted.done();
  }

  /**
   * Compares, and looks for causes where something differs.
   *
   * @throws attention.problem.ProblemException if what was posted does not fit the request
   */
  public Report run() {
    Definition read = definition == null ? definition(Arithmetic.of(dtype)) : definition;
    List<Given> given = new GivenReader(check.posted(), dtype).read(Layout.stages(read));
    Effort effort = effort(read);
    counted = effort;
    NaturalView right = new NaturalView(Recomputation.of(read, null, effort, 0));
    List<StageComparison> comparisons = given.stream().map(it -> comparison(it, right)).toList();
    new Ours(trace, comparisons).compare(preamble.parameters());
    Place first = first(comparisons, read);
    return first == null
        ? report(comparisons, null, Diagnosis.Found.NOTHING)
        : report(
            comparisons,
            first,
            new Diagnosis(comparisons, first, dtype, this::definition, effort).of(read));
  }

  private Effort effort(Definition definition) {
    Effort unlimited = new Effort(Long.MAX_VALUE, 0, timeIsUp);
    long work = Recomputation.of(definition, null, unlimited, 0).cost();
    return new Effort(Effort.most(work), memory.scoresKept(), timeIsUp);
  }

  private Definition definition(Arithmetic arithmetic) {
    Drawn drawn = new Drawn(preamble.parameters());
    int rows = trace.rowCount();
    Definition read = new DefinitionReader(arithmetic, dtype, drawn, rows).read(request);
    return Steps.bounded(read, rows, check.posted().answer().stages());
  }

  private StageComparison comparison(Given given, View right) {
    int[] posted = {};
    for (PostedStage stage : check.posted().answer().stages()) {
      posted = stage.stage() == given.stage() ? stage.shape() : posted;
    }
    return new StageComparison(
        given, posted, right.shape(given.stage()), right.width(given.stage()));
  }

  private static @Nullable Place first(List<StageComparison> comparisons, Definition definition) {
    StageComparison first = StageComparison.firstOf(comparisons);
    if (first == null || !definition.has(Part.DECODER)) {
      return first == null ? null : new Place(first.given().stage(), first.firstRow(), false);
    }
    return Steps.first(comparisons);
  }

  private Report report(
      List<StageComparison> comparisons, @Nullable Place first, Diagnosis.Found found) {
    Arithmetic lower = found.lower();
    return new Report(
        preamble.mechanism(),
        first == null ? null : first.stage(),
        comparisons.stream().map(it -> it.report().members()).toList(),
        lower == null ? null : lower.toString(),
        found.explanations().stream()
            .map(explanation -> explanation.causes().stream().map(AnswerCheck::members).toList())
            .toList(),
        found.warning());
  }

  private static Map<String, String> members(Cause cause) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("code", cause.code());
    members.put("detail", cause.detail());
    return members;
  }
}
