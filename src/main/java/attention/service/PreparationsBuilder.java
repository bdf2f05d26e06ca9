package attention.service;

import attention.matrix.Matrix;
import attention.mechanism.WorkingMemory;
import attention.problem.FaultCode;
import attention.problem.Pointer;
import attention.request.InputVector;
import attention.request.QueryKeyNormRequest;
import attention.request.QueryKeyNormRequest.NormScope;
import attention.request.RotaryRequest;
import attention.stage.HeadLayout;
import attention.stage.Preparation;
import attention.stage.QueryKeyNorm;
import attention.stage.RotaryEmbedding;
import attention.stage.RotaryEmbedding.Positions;
import attention.stage.Rotation;
import attention.stage.VectorNorm;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is done to queries and keys between projection and score function: norm and rotation. */
final class PreparationsBuilder<M extends Matrix<M>> {

  private static final Pointer NORM = Pointer.ROOT.child("queryKeyNorm");
  private static final Pointer ROTARY = Pointer.ROOT.child("rotary");

  /** The multiply-adds of normalizing a number. */
  private static final long NORMALIZED = 8;

  /** Those of turning one by the angle of a position next to the last one, or of any. */
  private static final long TURNED = 64;

  private static final long TURNED_ANYWHERE = 256;

  private final PlanContext<M> context;
  private final HeadLayout layout;
  private final @Nullable QueryKeyNormRequest norm;
  private final @Nullable RotaryRequest rotary;
  private final int offset;
  private final Size width;
  private @Nullable CheckedMatrix<M> queryGain;
  private @Nullable CheckedMatrix<M> keyGain;
  private @Nullable CheckedMatrix<M> queryBias;
  private @Nullable CheckedMatrix<M> keyBias;

  /**
   * What a request says.
   *
   * @param offset how many keys there are before the first query
   */
  record Wanted(@Nullable QueryKeyNormRequest norm, @Nullable RotaryRequest rotary, int offset) {}

  /**
   * Checks the members.
   *
   * @param columns the width of the projected queries, all heads together
   * @param q the number of queries
   * @param n the number of keys
   */
  PreparationsBuilder(
      PlanContext<M> context, Wanted wanted, HeadLayout layout, Size columns, Size q, Size n) {
    this.context = context;
    this.layout = layout;
    this.norm = wanted.norm();
    this.rotary = wanted.rotary();
    this.offset = wanted.offset();
    this.width = columns.isKnown() ? Size.of(columns.value() / layout.heads()) : Size.UNKNOWN;
    if (norm != null) {
      checkNorm(norm);
    }
    if (rotary != null) {
      checkRotary(rotary, q, n);
    }
  }

  private void checkNorm(QueryKeyNormRequest request) {
    boolean heads = request.over() == NormScope.HEAD;
    Size ofQueries = heads ? width : width.times(layout.heads());
    Size ofKeys = heads ? width : width.times(layout.keyValueHeads());
    String meaning = "as wide as what is normalized";
    queryGain = context.vector(request.query());
    context.length(queryGain, ofQueries, meaning);
    keyGain = context.vector(request.key());
    context.length(keyGain, ofKeys, meaning);
    queryBias = context.vector(request.queryBias());
    keyBias = context.vector(request.keyBias());
    if (request.type() == VectorNorm.LAYER) {
      context.length(queryBias, ofQueries, meaning);
      context.length(keyBias, ofKeys, meaning);
    } else {
      String type = "the type " + request.type();
      context.exclude(request.queryBias(), NORM.child("queryBias"), type);
      context.exclude(request.keyBias(), NORM.child("keyBias"), type);
    }
    positive(request.epsilon(), true, NORM.child("epsilon"));
    if (request.afterRotary()) {
      context.require(rotary, ROTARY, "\"afterRotary\"");
    }
  }

  private void positive(@Nullable Double number, boolean orZero, Pointer at) {
    if (number != null && !(orZero ? number >= 0 : number > 0)) {
      context
          .faults()
          .add(
              FaultCode.VALUE_OUT_OF_RANGE,
              at,
              "Expected a number %s, found %s.",
              orZero ? "of at least 0" : "above 0",
              number);
    }
  }

  private void checkRotary(RotaryRequest request, Size q, Size n) {
    Size turned = request.dimension() == null ? width : Size.of(Math.max(0, request.dimension()));
    if (turned.isKnownWith(width)
        && (turned.value() < 2 || turned.value() % 2 != 0 || turned.value() > width.value())) {
      context
          .faults()
          .add(
              FaultCode.VALUE_OUT_OF_RANGE,
              ROTARY.child("dimension"),
              "Expected an even number from 2 to the width of a head, %s, found %s.",
              width,
              request.dimension() == null ? "that width" : request.dimension().toString());
    }
    positive(request.base(), false, ROTARY.child("base"));
    if (request.base() != null) {
      context.exclude(request.frequencies(), ROTARY.child("frequencies"), "\"base\"");
    }
    Size pairs = turned.isKnown() ? Size.of(turned.value() / 2) : Size.UNKNOWN;
    context.exactLength(request.frequencies(), pairs, "one for each pair of columns");
    context.exactLength(request.positions(), q, "one for each query");
    context.exactLength(request.keyPositions(), n, "one for each key");
  }

  /** How many steps there are. */
  int count() {
    return (norm == null ? 0 : 1) + (rotary == null ? 0 : 1);
  }

  /** The multiply-adds of preparing one vector of so many columns. */
  long work(long columns) {
    return columns * ((norm == null ? 0 : NORMALIZED) + (rotary == null ? 0 : turned(rotary)));
  }

  /** Neighbours share most of their cosines and sines; positions that are given need not. */
  private static long turned(RotaryRequest rotary) {
    boolean neighbours = rotary.positions() == null && rotary.keyPositions() == null;
    return neighbours ? TURNED : TURNED_ANYWHERE;
  }

  /**
   * What the steps compute in, and the positions that they keep.
   *
   * @param columns the width of a query, all heads together
   */
  WorkingMemory working(int columns) {
    long block = norm == null ? 0 : QueryKeyNorm.workingBytes(columns);
    if (rotary == null) {
      return new WorkingMemory(0, block);
    }
    block += RotaryEmbedding.workingBytes(context.dtype(), width.value() / 2);
    return new WorkingMemory(positions(rotary) * Double.BYTES, block);
  }

  private static long positions(RotaryRequest request) {
    return Stream.of(request.positions(), request.keyPositions())
        .filter(Objects::nonNull)
        .mapToLong(InputVector::length)
        .sum();
  }

  /** The steps in the order of the request. */
  List<Preparation<M>> build() {
    List<Preparation<M>> steps = new ArrayList<>();
    if (norm != null) {
      steps.add(norm(norm));
    }
    if (rotary != null) {
      steps.add(norm != null && norm.afterRotary() ? 0 : steps.size(), rotary(rotary));
    }
    return steps;
  }

  private QueryKeyNorm<M> norm(QueryKeyNormRequest request) {
    boolean heads = request.over() == NormScope.HEAD;
    return new QueryKeyNorm<>(
        request.type(),
        request.epsilonOrDefault(),
        affine(heads ? layout.heads() : 1, queryGain, queryBias),
        affine(heads ? layout.keyValueHeads() : 1, keyGain, keyBias));
  }

  private static <M extends Matrix<M>> QueryKeyNorm.Affine<M> affine(
      int groups, @Nullable CheckedMatrix<M> gain, @Nullable CheckedMatrix<M> bias) {
    return new QueryKeyNorm.Affine<>(
        groups, gain == null ? null : gain.get(), bias == null ? null : bias.get());
  }

  private RotaryEmbedding<M> rotary(RotaryRequest request) {
    double[] frequencies = Rounding.exact(request.frequencies());
    int turned = request.dimension() == null ? width.value() : request.dimension();
    Rotation rotation =
        frequencies == null
            ? Rotation.of(request.pairing(), request.baseOrDefault(), turned)
            : new Rotation(request.pairing(), frequencies);
    Positions positions =
        new Positions(
            Rounding.exact(request.positions()), Rounding.exact(request.keyPositions()), offset);
    return new RotaryEmbedding<>(context.kernel(), rotation, positions, layout);
  }
}
