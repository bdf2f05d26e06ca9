package attention.service;

import attention.problem.FaultCode;
import attention.problem.Pointer;
import attention.request.MaskRequest;
import attention.request.MaskRequest.WindowRequest;
import attention.stage.Mask;
import org.jspecify.annotations.Nullable;

/**
 * A mask over {@code q} queries and {@code n} keys.
 *
 * @param context takes what does not fit
 */
record MaskBuilder(PlanContext<?> context, Size q, Size n) {

  private static final Pointer AT = Pointer.ROOT.child("mask");

  /** Checks the members and makes the mask. */
  Mask build(MaskRequest request) {
    if (request.keys() != null) {
      keys(request.keys());
    }
    if (request.allowed() != null) {
      allowed(request.allowed());
    }
    return new Mask(
        request.causal(),
        request.offset(),
        window(request.window()),
        request.keys(),
        request.allowed());
  }

  private Mask.@Nullable Window window(@Nullable WindowRequest window) {
    if (window == null) {
      return null;
    }
    side("left", window.left());
    side("right", window.right());
    return new Mask.Window(window.left(), window.right());
  }

  private void side(String name, @Nullable Integer reach) {
    if (reach != null && reach < 0) {
      context
          .faults()
          .add(
              FaultCode.VALUE_OUT_OF_RANGE,
              AT.child("window").child(name),
              "Expected at least 0, found %d. Leave the side out to have it open; move the window by offset.",
              reach);
    }
  }

  private void keys(boolean[] keys) {
    context.fit(
        n.fits(Size.of(keys.length)),
        AT.child("keys"),
        "Expected %s values, one for each key, found %d.",
        n,
        keys.length);
  }

  private void allowed(boolean[][] allowed) {
    Pointer at = AT.child("allowed");
    int columns = allowed.length == 0 ? 0 : allowed[0].length;
    for (int i = 1; i < allowed.length; i++) {
      if (allowed[i].length != columns) {
        context
            .faults()
            .add(
                FaultCode.RAGGED_ROW,
                at.child(i),
                "Expected %d values, as in row 0, found %d. Make every row of the matrix equally long.",
                columns,
                allowed[i].length);
      }
    }
    context.fit(
        q.fits(Size.of(allowed.length)) && n.fits(Size.of(columns)),
        at,
        "Expected %s × %s, a row for each query and a column for each key, found %d × %d.",
        q,
        n,
        allowed.length,
        columns);
  }
}
