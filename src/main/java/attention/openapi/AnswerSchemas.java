package attention.openapi;

import static attention.trace.Member.ANNOTATIONS;
import static attention.trace.Member.AVERAGE_WEIGHTS;
import static attention.trace.Member.CONCATENATED;
import static attention.trace.Member.KEYS;
import static attention.trace.Member.NORMALIZED_KEYS;
import static attention.trace.Member.OUTPUT;
import static attention.trace.Member.PARAMETERS;
import static attention.trace.Member.PROJECTIONS;
import static attention.trace.Member.ROTATED_KEYS;
import static attention.trace.Member.VALUES;

import attention.request.RecordMembers;
import attention.trace.Mechanism;
import attention.trace.Member;
import attention.trace.Warning;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The schemas of answers: which members a mechanism can have, and what they are. */
final class AnswerSchemas {

  private final RecordSchemas records;

  AnswerSchemas(RecordSchemas records) {
    this.records = records;
    records.add("Shape", shape());
    records.add("Stage", stage());
    records.add("Warning", warning());
  }

  /**
   * The answer of a mechanism.
   *
   * @param request its request, whose schema is there already
   */
  Schema<Object> of(Mechanism mechanism, Class<?> request) {
    Schema<Object> answer = Schemas.object();
    answer.setRequired(List.of("mechanism", "dtype", "normalization", "shape", "stages", "rows"));
    answer.addProperty("mechanism", Schemas.word(List.of(mechanism)));
    answer.addProperty("dtype", Schemas.reference("Dtype"));
    answer.addProperty("normalization", Schemas.reference("Normalization"));
    answer.addProperty("shape", Schemas.reference("Shape"));
    answer.addProperty(
        "stages",
        Schemas.described(
            Schemas.array(Schemas.reference("Stage")), "The stages of the request, in order."));
    if (mechanism != Mechanism.WEIGHTS_ONLY) {
      answer.addProperty(
          "tokens", Schemas.described(Schemas.array(Schemas.text()), "The label of each key."));
    }
    aboveRows(answer, mechanism, request);
    String name = name(mechanism);
    answer.addProperty("rows", Schemas.array(records.add(name + "Row", row(mechanism, name))));
    return records.add(name + "Answer", answer);
  }

  /** The mechanism's name in camel case. */
  static String name(Mechanism mechanism) {
    StringBuilder name = new StringBuilder();
    for (String word : mechanism.toString().split("-")) {
      name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return name.toString();
  }

  private void aboveRows(Schema<Object> answer, Mechanism mechanism, Class<?> request) {
    for (RecordComponent member : RecordMembers.of(request)) {
      if (member.getName().equals(PROJECTIONS.toString())) {
        add(answer, PROJECTIONS, Schemas.reference(member.getType().getSimpleName()));
        add(answer, KEYS, Schemas.array(Schemas.numbers()));
        add(answer, NORMALIZED_KEYS, Schemas.array(Schemas.numbers()));
        add(answer, ROTATED_KEYS, Schemas.array(Schemas.numbers()));
        add(answer, VALUES, Schemas.array(Schemas.numbers()));
      } else if (member.getName().equals(PARAMETERS.toString())) {
        add(answer, PARAMETERS, Schemas.reference(member.getType().getSimpleName()));
      }
    }
    if (mechanism == Mechanism.ENCODER_DECODER) {
      Schema<Object> cell = Schemas.reference("CellRequest");
      answer.addProperty("encoder", drawn(Map.of("forward", cell, "backward", cell)));
      answer.addProperty("decoder", drawn(Map.of("cell", cell)));
      answer.addProperty("attention", Schemas.reference("AlignmentRequest"));
      add(answer, ANNOTATIONS, Schemas.array(Schemas.numbers()));
    }
  }

  private static Schema<Object> drawn(Map<String, Schema<Object>> cells) {
    Schema<Object> group =
        Schemas.described(
            Schemas.object(), "The cells that were drawn, as a request would give them.");
    cells.forEach(group::addProperty);
    return group;
  }

  private Schema<Object> row(Mechanism mechanism, String name) {
    Schema<Object> row = Schemas.object();
    boolean steps = mechanism == Mechanism.ENCODER_DECODER;
    identify(
        row,
        steps ? "step" : "queryIndex",
        steps ? "The step, from 0." : "Which query this row answers, from 0.");
    if (mechanism != Mechanism.WEIGHTS_ONLY) {
      row.addProperty("token", Schemas.described(Schemas.text(), "The label of the query."));
    }
    Set<Member> members = EnumSet.copyOf(mechanism.rowMembers());
    if (mechanism == Mechanism.MULTI_HEAD) {
      Set<Member> shared = EnumSet.of(AVERAGE_WEIGHTS, CONCATENATED, OUTPUT);
      members.removeAll(shared);
      row.addProperty("heads", Schemas.array(records.add(name + "Head", head(members))));
      row.addRequiredItem("heads");
      members = shared;
    }
    members(row, members);
    return row;
  }

  private static Schema<Object> head(Set<Member> members) {
    Schema<Object> head = Schemas.object();
    identify(head, "head", "Which head, from 0.");
    members(head, members);
    return head;
  }

  private static void identify(Schema<Object> row, String name, String description) {
    row.addProperty(name, Schemas.described(Schemas.integer(), description));
    row.addRequiredItem(name);
  }

  private static void members(Schema<Object> row, Set<Member> members) {
    for (Member member : members) {
      add(
          row,
          member,
          switch (member) {
            case CONTRIBUTIONS -> Schemas.array(Schemas.numbers());
            case PREDICTION -> Schemas.orNull(Schemas.integer());
            case PREDICTED_TOKEN -> Schemas.orNull(Schemas.text());
            default -> member.isScalar() ? Schemas.orNull(Schemas.number()) : Schemas.numbers();
          });
    }
    row.addProperty(
        "warnings",
        Schemas.described(
            Schemas.array(Schemas.reference("Warning")),
            "What went wrong in this row; absent if nothing did."));
  }

  private static void add(Schema<Object> object, Member member, Schema<Object> schema) {
    object.addProperty(member.toString(), Schemas.described(schema, member.meaning()));
  }

  private static Schema<Object> shape() {
    Schema<Object> shape = Schemas.object();
    count(shape, "queries", "The rows answered.");
    count(shape, "keys", "n.");
    count(shape, "dimension", "The width of a projected query, of one head.");
    count(shape, "keyDimension", "The width of a projected key, where it differs from that.");
    count(shape, "valueDimension", "The width of a projected value, of one head.");
    count(shape, "heads", "The query heads, in multi-head.");
    count(shape, "keyValueHeads", "The key/value heads, in multi-head.");
    shape.setRequired(List.of("queries", "keys"));
    return shape;
  }

  private static void count(Schema<Object> shape, String name, String description) {
    shape.addProperty(name, Schemas.described(Schemas.integer(), description));
  }

  private static Schema<Object> stage() {
    Schema<Object> stage = Schemas.object();
    stage.addProperty("name", Schemas.described(Schemas.text(), "The member that it gives."));
    stage.addProperty("formula", Schemas.described(Schemas.text(), "LaTeX."));
    stage.setRequired(List.of("name", "formula"));
    return stage;
  }

  private static Schema<Object> warning() {
    Schema<Object> warning = Schemas.object();
    warning.addProperty("code", Schemas.word(List.of(Warning.Code.values())));
    warning.addProperty(
        "stage", Schemas.described(Schemas.text(), "The first stage that it affects."));
    warning.addProperty(
        "detail",
        Schemas.described(Schemas.text(), "A message with the number, the dtype and the remedy."));
    warning.setRequired(List.of("code", "stage", "detail"));
    return warning;
  }
}
