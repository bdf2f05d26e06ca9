package attention.check;

import attention.definition.Arithmetic;
import attention.definition.Definition;
import attention.definition.Norm;
import attention.definition.Norm.Gains;
import attention.definition.Part;
import attention.definition.Rotary;
import attention.request.MaskRequest;
import attention.request.QueryKeyNormRequest;
import attention.request.QueryKeyNormRequest.NormScope;
import attention.request.RotaryRequest;
import org.jspecify.annotations.Nullable;

/** Norm and rotation of queries and keys, out of a request. */
record PreparationReader(Numbers numbers, Arithmetic arithmetic) {

  Definition read(
      Definition definition,
      @Nullable QueryKeyNormRequest norm,
      @Nullable RotaryRequest rotary,
      @Nullable MaskRequest mask) {
    Definition prepared = definition;
    if (norm != null) {
      prepared = prepared.with(Part.NORM, norm(norm)).with(Part.NORM_LAST, norm.afterRotary());
    }
    if (rotary != null) {
      int offset = mask == null ? 0 : mask.offset();
      prepared = prepared.with(Part.ROTARY, rotary(rotary, offset, definition.queryWidth()));
    }
    return prepared;
  }

  private Norm norm(QueryKeyNormRequest request) {
    return new Norm(
        request.type(),
        request.over() == NormScope.ALL,
        request.epsilonOrDefault(),
        false,
        new Gains(numbers.vector(request.query()), numbers.vector(request.queryBias())),
        new Gains(numbers.vector(request.key()), numbers.vector(request.keyBias())));
  }

  private Rotary rotary(RotaryRequest request, int offset, int width) {
    double[] given = numbers.exact(request.frequencies());
    int dimension = request.dimension() == null ? width : request.dimension();
    double base = request.baseOrDefault();
    return new Rotary(
        given == null ? Rotary.frequencies(base, dimension) : given,
        given == null ? base : Double.NaN,
        request.pairing(),
        numbers.exact(request.positions()),
        numbers.exact(request.keyPositions()),
        offset,
        1,
        false);
  }
}
