package attention.openapi;

import attention.check.AnswerCheck;
import attention.check.Report;
import attention.trace.Mechanism;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The schemas of what a check finds. */
final class CheckSchemas {

  private static final String REPORT = "CheckReport";
  private static final String COMPARED = "ComparedStage";
  private static final String CAUSE = "Cause";

  private final RecordSchemas records;

  CheckSchemas(RecordSchemas records) {
    this.records = records;
  }

  /** The report of a check; it is the same for all mechanisms. */
  Schema<Object> report() {
    if (records.named().containsKey(REPORT)) {
      return Schemas.reference(REPORT);
    }
    records.add(COMPARED, compared());
    records.add(CAUSE, cause());
    Schema<Object> report = Schemas.object();
    add(report, "mechanism", Schemas.word(List.of(Mechanism.values())), "What was checked.");
    add(report, "agrees", Schemas.flag(), "Whether every posted number agrees.");
    add(
        report,
        "firstDifference",
        Schemas.text(),
        "The first stage that differs; absent if none does.");
    add(
        report,
        "stages",
        Schemas.array(Schemas.reference(COMPARED)),
        "The stages that were posted, in the order in which a request goes through them.");
    explain(report);
    add(report, "warnings", Schemas.array(warning()), "What limits the answer.");
    report.setRequired(List.of("mechanism", "agrees", "stages", "causes"));
    return records.add(REPORT, report);
  }

  private static void explain(Schema<Object> report) {
    add(
        report,
        "causes",
        Schemas.array(Schemas.reference(CAUSE)),
        "The mistakes that together reproduce the posted numbers, one or two; none if everything"
            + " agrees, or if nothing explains the difference.");
    Schema<Object> alternatives = Schemas.array(Schemas.array(Schemas.reference(CAUSE)));
    alternatives.setMaxItems(Report.MOST_ALTERNATIVES);
    add(
        report,
        "alternatives",
        alternatives,
        "Other explanations that fit as well; absent if there are none.");
    add(
        report,
        "agreesIn",
        Schemas.word(AnswerCheck.arithmetics()),
        "The arithmetic in which the numbers agree, if that explains the difference.");
  }

  private static Schema<Object> compared() {
    Schema<Object> stage = Schemas.object();
    add(stage, "name", Schemas.text(), "The stage.");
    add(stage, "agrees", Schemas.flag(), "Whether all of its numbers agree.");
    add(stage, "shape", Schemas.array(Schemas.integer()), "The length of each axis, as computed.");
    add(stage, "cells", Schemas.longInteger(), "How many numbers the stage has.");
    add(
        stage,
        "actualShape",
        Schemas.array(Schemas.integer()),
        "The shape that was posted, if it differs; no numbers are compared then.");
    locate(stage);
    add(stage, "tolerance", tolerance(), "The tolerance within which numbers agree.");
    stage.setRequired(List.of("name", "agrees", "shape", "cells", "tolerance"));
    return stage;
  }

  private static void locate(Schema<Object> stage) {
    add(stage, "differing", Schemas.longInteger(), "How many numbers differ.");
    add(
        stage,
        "largestDifference",
        Schemas.number(),
        "Of numbers that are finite on both sides; absent if there are none, or if it is beyond"
            + " float64.");
    add(stage, "at", at(), "The first number that differs, by its index on each axis.");
    add(
        stage,
        "expected",
        Schemas.orNull(Schemas.number()),
        "The number of the definition there; null if it is not finite.");
    add(
        stage,
        "actual",
        Schemas.orNull(Schemas.number()),
        "The posted number there; null if it is not finite.");
  }

  private static Schema<Object> at() {
    Schema<Object> at = Schemas.object();
    for (String axis : Report.AXES) {
      at.addProperty(axis, Schemas.integer());
    }
    return at;
  }

  private static Schema<Object> tolerance() {
    Schema<Object> tolerance = Schemas.object();
    for (String member : List.of("absolute", "relative")) {
      tolerance.addProperty(member, Schemas.number());
      tolerance.addRequiredItem(member);
    }
    return tolerance;
  }

  private static Schema<Object> cause() {
    Schema<Object> cause = Schemas.object();
    add(
        cause,
        "code",
        Schemas.word(new ArrayList<>(AnswerCheck.codes())),
        "The mistake, or the arithmetic.");
    add(cause, "detail", Schemas.text(), "What was found, and what to change.");
    cause.setRequired(List.of("code", "detail"));
    return cause;
  }

  private static Schema<Object> warning() {
    Schema<Object> warning = Schemas.object();
    add(
        warning,
        "code",
        Schemas.word(Arrays.stream(Report.Warning.values()).map(Report.Warning::toString).toList()),
        "What happened.");
    add(warning, "detail", Schemas.text(), "What to do about it.");
    warning.setRequired(List.of("code", "detail"));
    return warning;
  }

  private static void add(
      Schema<Object> object, String name, Schema<Object> schema, String description) {
    object.addProperty(
        name, schema.get$ref() == null ? Schemas.described(schema, description) : schema);
  }
}
