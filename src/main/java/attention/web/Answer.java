package attention.web;

import attention.format.Representation;
import attention.matrix.Dtype;
import attention.parse.PictureParameters;
import attention.picture.HeatMap;
import attention.picture.View;
import attention.problem.Fault;
import attention.problem.FaultCode;
import attention.problem.Faults;
import attention.problem.Parameter;
import attention.problem.Pointer;
import attention.problem.ProblemException;
import attention.trace.Formula;
import attention.trace.Member;
import attention.trace.Preamble;
import attention.trace.Rows;
import attention.trace.Trace;
import java.util.List;
import java.util.stream.Collectors;

/** A response in the representation that its client accepts. */
record Answer(Trace trace, Representation representation, View view) {

  /** What it holds of a picture beside the blocks in progress. */
  long pictureBytes() {
    long row = trace.footprint().blockBytes() / trace.footprint().blockLength();
    return HeatMap.bytes(trace.rowCount(), row / Float.BYTES);
  }

  /** Refuses a dtype whose numbers the representation does not have. */
  void requireCarried(Dtype dtype) {
    if (!representation.carries(dtype)) {
      throw Faults.single(
          FaultCode.EXCLUSIVE_MEMBER,
          Pointer.ROOT.child("dtype"),
          "Expected a dtype that %s has, found %s. Accept %s instead, which writes each number as the float32 that it is."
              .formatted(representation.mediaType(), dtype, Representation.JSON.mediaType()));
    }
  }

  /** Refuses a picture of a stage or of a head that the response does not have. */
  void requireVisible(Preamble preamble, Rows first) {
    if (!representation.isPicture()) {
      return;
    }
    boolean byHead = HeatMap.isByHead(view, first);
    if (!byHead && !first.stages().values().containsKey(view.stage())) {
      throw refusal(
          FaultCode.VALUE_OUT_OF_RANGE,
          PictureParameters.STAGE,
          "Expected a stage that this request has, %s, found %s."
              .formatted(stages(preamble), view.stage()));
    }
    requireHead(byHead ? first.heads().size() : 0);
  }

  private void requireHead(int heads) {
    Integer head = view.head();
    if (head == null) {
      if (heads > HeatMap.MOST_PANELS) {
        throw refusal(
            FaultCode.LIMIT_EXCEEDED,
            PictureParameters.HEAD,
            "Expected at most %d heads in a picture, found %d. Choose one of them."
                .formatted(HeatMap.MOST_PANELS, heads));
      }
    } else if (heads == 0) {
      throw refusal(
          FaultCode.EXCLUSIVE_MEMBER,
          PictureParameters.HEAD,
          "Expected no head beside the stage %s, which all heads have together, found both. Leave one of them out."
              .formatted(view.stage()));
    } else if (head >= heads) {
      throw refusal(
          FaultCode.INDEX_OUT_OF_RANGE,
          PictureParameters.HEAD,
          "Expected a head from 0 to %d, found %d.".formatted(heads - 1, head));
    }
  }

  /** Those with a formula; what else a row can have is not worth a picture. */
  private static String stages(Preamble preamble) {
    List<Member> drawn = View.stages(preamble.mechanism());
    return preamble.stages().stream()
        .map(Formula::member)
        .filter(drawn::contains)
        .map(Member::toString)
        .collect(Collectors.joining(", "));
  }

  private static ProblemException refusal(FaultCode code, String parameter, String detail) {
    return new ProblemException(List.of(new Fault(code, Parameter.named(parameter), detail)));
  }
}
