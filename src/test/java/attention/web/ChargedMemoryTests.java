package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import attention.format.Representation;
import attention.http.Npy;
import attention.request.AdditiveRequest;
import attention.request.AttentionRequest;
import attention.request.EncoderDecoderRequest;
import attention.request.MultiHeadRequest;
import attention.request.MultiplicativeRequest;
import attention.request.ScaledRequest;
import attention.request.SelfRequest;
import attention.request.WeightsRequest;
import attention.trace.Mechanism;
import java.io.IOException;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** No request holds more memory than was reserved for it, whatever makes it large. */
@Order(1)
class ChargedMemoryTests {

  /** How much more may be held than was reserved. */
  private static final double MARGIN = 1.1;

  private static final int MEASUREMENTS = 4;

  /** Requests in which one thing is as large as it can be, or large enough to be seen. */
  private enum Extreme {
    LONG(Mechanism.SELF, SelfRequest.class, "'embeddings': @6000x1, 'queryIndices': [0]"),
    WIDE(Mechanism.SELF, SelfRequest.class, "'embeddings': @12x8192"),
    EVERY_STAGE(
        Mechanism.SELF,
        SelfRequest.class,
        "'embeddings': @200x1, 'scale': 2, 'softcap': 3, 'bias': @200x200",
        "'mask': {'causal': true}, 'queryIndices': #200",
        "'include': ['scores', 'scaledScores', 'cappedScores', 'biasedScores', 'maskedScores',"
            + " 'weights', 'weightSum', 'maximum', 'logSumExp', 'entropy']"),
    CONTRIBUTIONS(
        Mechanism.SELF,
        SelfRequest.class,
        "'embeddings': @3000x1, 'queryIndices': #5, 'include': ['contributions']"),
    SPARSE(
        Mechanism.SELF,
        SelfRequest.class,
        "'embeddings': @30000x1, 'queryIndices': [0], 'normalization': 'sparsemax'"),
    OVERFLOWING(
        Mechanism.MULTI_HEAD,
        MultiHeadRequest.class,
        "'queries': @12x2048, 'keys': @1x2048, 'heads': 2048, 'scale': 1e5",
        "'normalization': 'naive-softmax'"),
    MANY_HEADS(
        Mechanism.MULTI_HEAD,
        MultiHeadRequest.class,
        "'embeddings': @2x16384, 'heads': 16384, 'include': ['weights']"),
    GROUPED_HEADS(
        Mechanism.MULTI_HEAD,
        MultiHeadRequest.class,
        "'embeddings': @300x1, 'heads': 64, 'keyValueHeads': 1, 'queryIndices': [0]",
        "'include': ['context'], 'projections': {'random': {'seed': 1, 'dimension': 4096}}"),
    OUTPUT(
        Mechanism.MULTI_HEAD,
        MultiHeadRequest.class,
        "'embeddings': @96x4, 'heads': 1, 'include': ['output']",
        "'projections': {'output': @4x8192}"),
    OUT_IN(
        Mechanism.MULTI_HEAD,
        MultiHeadRequest.class,
        "'embeddings': @4x64, 'heads': 1, 'include': ['output']",
        "'projections': {'layout': 'out-in', 'query': @2000x64, 'key': @2000x64,"
            + " 'value': @2000x64, 'output': @64x2000}"),
    PREPARED(
        Mechanism.MULTI_HEAD,
        MultiHeadRequest.class,
        "'embeddings': @600x1, 'heads': 2, 'queryIndices': #600, 'include': ['context'],"
            + " 'projections': {'random': {'seed': 1, 'dimension': 512}},"
            + " 'queryKeyNorm': {'type': 'layer'}, 'rotary': {}"),
    TURNING(
        Mechanism.SCALED_DOT_PRODUCT,
        ScaledRequest.class,
        "'embeddings': @2x16384, 'rotary': {}, 'include': ['weights']"),
    HEAD_BIASES(
        Mechanism.MULTI_HEAD,
        MultiHeadRequest.class,
        "'embeddings': @300x2, 'heads': 2, 'headBias': [@300x300, @300x300], 'alibi': {}",
        "'queryIndices': #300, 'include': ['averageWeights']"),
    DISTANCES(
        Mechanism.MULTI_HEAD,
        MultiHeadRequest.class,
        "'queries': @50000x1, 'keys': @2x1, 'heads': 1, 'alibi': {}",
        "'queryIndices': [0, 49999], 'include': []"),
    INFINITE_VALUES(
        Mechanism.SCALED_DOT_PRODUCT,
        ScaledRequest.class,
        "'embeddings': @3000x2=1, 'queryIndices': [0], 'include': ['context']",
        "'projections': {'value': @2x200=1.7e308}"),
    ADDITIVE(
        Mechanism.ADDITIVE,
        AdditiveRequest.class,
        "'embeddings': @30x1, 'parameters': {'random': {'seed': 1, 'dimension': 16384}}",
        "'include': []"),
    ADDITIVE_QUERIES(
        Mechanism.ADDITIVE,
        AdditiveRequest.class,
        "'queries': @40x1, 'keys': @1x64, 'include': []",
        "'parameters': {'random': {'seed': 1, 'dimension': 16384}}"),
    CONCAT(
        Mechanism.MULTIPLICATIVE,
        MultiplicativeRequest.class,
        "'embeddings': @20x50, 'score': 'concat', 'include': []",
        "'parameters': {'random': {'seed': 1, 'dimension': 16384}}"),
    GENERAL(
        Mechanism.MULTIPLICATIVE,
        MultiplicativeRequest.class,
        "'queries': @96x20, 'keys': @1x16384, 'score': 'general', 'include': []",
        "'parameters': {'random': {'seed': 1}}"),
    GATED_RECURRENT_UNITS(
        Mechanism.ENCODER_DECODER,
        EncoderDecoderRequest.class,
        "'inputs': [[1]], 'encoder': {'forward': {'type': 'gru', 'random': {'seed': 1, 'hiddenSize':"
            + " 300}}}, 'decoder': {'cell': {'type': 'tanh', 'random': {'seed': 1, 'hiddenSize':"
            + " 1}}, 'inputs': [[1]], 'initialState': [0]}, 'attention': {'score': 'none'},"
            + " 'include': []"),
    LONG_MEMORY(
        Mechanism.ENCODER_DECODER,
        EncoderDecoderRequest.class,
        "'inputs': @600x1, 'encoder': {'forward': {'type': 'lstm', 'random': {'seed': 1,"
            + " 'hiddenSize': 100}}, 'backward': {'type': 'lstm', 'layout': 'out-in', 'input':"
            + " @400x1, 'hidden': @400x100}}, 'decoder': {'cell': {'type': 'lstm', 'random':"
            + " {'seed': 1, 'hiddenSize': 20}}, 'inputs': @3x1, 'initialState': #20},"
            + " 'attention': {'score': 'additive', 'parameters': {'random': {'seed': 1,"
            + " 'dimension': 500}}}"),
    GENERATING(
        Mechanism.ENCODER_DECODER,
        EncoderDecoderRequest.class,
        "'inputs': @300x1, 'encoder': {'forward': {'type': 'tanh', 'random': {'seed': 1,"
            + " 'hiddenSize': 2}}}, 'decoder': {'cell': {'type': 'tanh', 'random': {'seed': 1,"
            + " 'hiddenSize': 2}}, 'readout': {'layout': 'out-in', 'weights': @6000x4}, 'generate':"
            + " {'embeddings': @6000x1, 'start': 0, 'steps': 20}}, 'attention': {'score': 'dot'}"),
    GIVEN_SCORES(
        Mechanism.WEIGHTS_ONLY,
        WeightsRequest.class,
        "'scores': @2x40000, 'normalization': 'entmax-1.5'");

    private final Mechanism mechanism;
    private final Class<? extends AttentionRequest> type;
    private final String members;

    Extreme(Mechanism mechanism, Class<? extends AttentionRequest> type, String... members) {
      this.mechanism = mechanism;
      this.type = type;
      this.members = String.join(", ", members);
    }
  }

  /** In the dtype whose numbers take the most memory. */
  @ParameterizedTest
  @EnumSource
  void whatIsHeldWasReserved(Extreme extreme) throws IOException {
    whatIsHeldWasReserved(extreme, "float64", Representation.JSON);
  }

  /** These are computed in float32 and rounded, and what is rounded is held beside. */
  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"OVERFLOWING", "INFINITE_VALUES"})
  void whatIsHeldInHalfPrecisionWasReserved(Extreme extreme) throws IOException {
    whatIsHeldWasReserved(extreme, "float16", Representation.JSON);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"LONG", "EVERY_STAGE", "CONTRIBUTIONS", "MANY_HEADS", "HEAD_BIASES", "GENERATING"})
  void whatIsHeldForANumpyFileWasReserved(Extreme extreme) throws IOException {
    whatIsHeldWasReserved(extreme, "float64", Representation.NPY);
  }

  private static void whatIsHeldWasReserved(
      Extreme extreme, String dtype, Representation representation) throws IOException {
    byte[] body = Template.body("{%s, 'dtype': '%s'}".formatted(extreme.members, dtype));
    Metered metered = new Metered(extreme.mechanism, extreme.type, body, representation);
    metered.measure(MEASUREMENTS);
    assertThat(metered.held()).isLessThan((long) (MARGIN * metered.charged()));
  }

  @ParameterizedTest
  @CsvSource({"<f2, 2", "<f4, 4", "<f8, 8"})
  void whatANumpyFileHoldsWasReserved(String type, int width) throws IOException {
    byte[] file = Npy.array(type, "(300, 3000)", new byte[width * 300 * 3000]);
    Metered metered = new Metered(Mechanism.SELF, SelfRequest.class, file, Representation.NPY);
    metered.measure(MEASUREMENTS);
    assertThat(metered.held()).isLessThan((long) (MARGIN * metered.charged()));
  }

  /** A mask at random has the most regions that are hatched. */
  @ParameterizedTest
  @CsvSource({
    "SVG, 1, 64",
    "PNG, 1, 64",
    "SVG, 1, 250",
    "PNG, 1, 250",
    "SVG, 20, 100",
    "PNG, 20, 100"
  })
  void whatAPictureHoldsWasReserved(Representation representation, int heads, int keys)
      throws IOException {
    String members =
        "{'embeddings': @%1$dx%2$d, 'heads': %2$d, 'bias': @%1$dx%1$d, 'mask': {'causal': true}}"
            .formatted(keys, heads);
    Metered metered =
        new Metered(
            Mechanism.MULTI_HEAD, MultiHeadRequest.class, Template.body(members), representation);
    metered.measure(MEASUREMENTS);
    assertThat(metered.held()).isLessThan(metered.charged());
  }
}
