package attention.definition;

import attention.recurrent.CellType;
import attention.trace.Mechanism;
import attention.trace.Member;
import java.util.ArrayList;
import java.util.List;

/** The stages that a request has, in the order in which it goes through them, and their axes. */
public final class Layout {

  private Layout() {}

  /** The stages of a definition, in order. */
  public static List<Member> stages(Definition definition) {
    List<Member> stages = new ArrayList<>();
    if (definition.has(Part.DECODER)) {
      steps(definition, stages);
      return stages;
    }
    Mechanism mechanism = definition.get(Part.MECHANISM);
    if (mechanism != Mechanism.WEIGHTS_ONLY) {
      vectors(definition, stages);
    }
    weights(definition, stages);
    if (mechanism == Mechanism.MULTI_HEAD) {
      stages.add(Member.AVERAGE_WEIGHTS);
    }
    if (mechanism != Mechanism.WEIGHTS_ONLY) {
      stages.add(Member.CONTEXT);
    }
    if (mechanism == Mechanism.MULTI_HEAD) {
      stages.add(Member.CONCATENATED);
    }
    addIf(definition.has(Part.OUTPUT_MAP), stages, Member.OUTPUT);
    return stages;
  }

  private static void addIf(boolean there, List<Member> stages, Member... more) {
    if (there) {
      stages.addAll(List.of(more));
    }
  }

  private static void vectors(Definition definition, List<Member> stages) {
    stages.add(Member.QUERY);
    addIf(definition.has(Part.KEY_MAP), stages, Member.KEYS);
    addIf(definition.has(Part.VALUE_MAP), stages, Member.VALUES);
    boolean normLast = definition.is(Part.NORM_LAST);
    Member[] normalized = {Member.NORMALIZED_QUERY, Member.NORMALIZED_KEYS};
    Member[] rotated = {Member.ROTATED_QUERY, Member.ROTATED_KEYS};
    addIf(definition.has(Part.NORM) && !normLast, stages, normalized);
    addIf(definition.has(Part.ROTARY), stages, rotated);
    addIf(definition.has(Part.NORM) && normLast, stages, normalized);
    stages.add(Member.SCORES);
    definition.get(Part.STEPS).forEach(step -> stages.add(step.stage()));
  }

  private static void weights(Definition definition, List<Member> stages) {
    stages.addAll(List.of(Member.MAXIMUM, Member.LOG_SUM_EXP, Member.WEIGHTS));
    addIf(definition.has(Part.SINKS), stages, Member.SINK_WEIGHT);
    stages.addAll(List.of(Member.WEIGHT_SUM, Member.ENTROPY));
  }

  private static void steps(Definition definition, List<Member> stages) {
    stages.add(Member.ANNOTATIONS);
    List<Member> attending = new ArrayList<>();
    attending.add(Member.QUERY);
    if (definition.has(Part.SCORE)) {
      attending.add(Member.SCORES);
      definition.get(Part.STEPS).forEach(step -> attending.add(step.stage()));
      weights(definition, attending);
    }
    attending.add(Member.CONTEXT);
    List<Member> moving = new ArrayList<>(List.of(Member.STATE));
    addIf(definition.get(Part.DECODER).type() == CellType.LSTM, moving, Member.MEMORY);
    boolean current = definition.get(Part.QUERY_ORDER).isCurrent();
    stages.addAll(current ? moving : attending);
    stages.addAll(current ? attending : moving);
    addIf(definition.has(Part.COMBINING), stages, Member.ATTENTIONAL);
    addIf(definition.has(Part.READOUT), stages, Member.LOGITS);
  }

  /** Whether a stage has a row for each key, not for each query. */
  public static boolean isOfKeys(Member stage) {
    return switch (stage) {
      case KEYS, VALUES, NORMALIZED_KEYS, ROTATED_KEYS, ANNOTATIONS -> true;
      default -> false;
    };
  }

  /** Whether several heads have a stage each. */
  public static boolean isOfHead(Member stage) {
    return switch (stage) {
      case AVERAGE_WEIGHTS, CONCATENATED, OUTPUT -> false;
      default -> !isOfKeys(stage);
    };
  }

  /** Whether a stage is a number for each query and key. */
  public static boolean isOfCells(Member stage) {
    return switch (stage) {
      case SCORES,
          SCALED_SCORES,
          CAPPED_SCORES,
          BIASED_SCORES,
          MASKED_SCORES,
          WEIGHTS,
          AVERAGE_WEIGHTS ->
          true;
      default -> false;
    };
  }
}
