package attention.openapi;

import attention.parse.PictureParameters;
import attention.picture.ColourScale;
import attention.picture.View;
import attention.trace.Mechanism;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import java.util.List;

/** The pictures of an operation, for the OpenAPI document: their parameters and media types. */
final class PictureOperations {

  private PictureOperations() {}

  /** The query parameters of a mechanism's pictures. */
  static List<Parameter> parameters(Mechanism mechanism) {
    return PictureParameters.of(mechanism).stream()
        .map(name -> parameter(name, mechanism))
        .toList();
  }

  private static Parameter parameter(String name, Mechanism mechanism) {
    return switch (name) {
      case PictureParameters.STAGE ->
          parameter(name, Schemas.word(View.stages(mechanism)), stage(mechanism));
      case PictureParameters.SCALE ->
          parameter(
              name,
              Schemas.word(List.of(ColourScale.values())),
              "Of a picture: how values become colours. fixed: 0 to 1 for weights, else to the largest size of all; max: to the largest of all, also for weights; row: each row to its own largest; log: by the logarithm. fixed if absent. For a NumPy file in the body, a number is the scale of the scores.");
      default ->
          parameter(
              name,
              Schemas.notNegative(),
              "Of a picture: the only head to draw, from 0; a panel for each head if absent.");
    };
  }

  private static String stage(Mechanism mechanism) {
    String stage =
        "Of a picture: the stage to draw, which the request must have; weights if absent";
    return mechanism == Mechanism.ENCODER_DECODER
        ? stage + ", so the score none, which has no weights, needs it."
        : stage + ".";
  }

  private static Parameter parameter(String name, Schema<Object> schema, String description) {
    return new QueryParameter().name(name).description(description).schema(schema);
  }

  static MediaType vectors() {
    return new MediaType()
        .schema(
            Schemas.described(
                Schemas.text(),
                "A heat map of one stage, whose text stays text: queries down, keys across, masked cells hatched, a panel for each head."));
  }

  static MediaType pixels() {
    return new MediaType()
        .schema(
            Schemas.described(
                Schemas.binary(),
                "The same in pixels, two for each of the SVG; 501 where the machine has no fonts."));
  }
}
