package attention.trace;

import static attention.trace.Member.ATTENTIONAL;
import static attention.trace.Member.AVERAGE_WEIGHTS;
import static attention.trace.Member.CONCATENATED;
import static attention.trace.Member.CONTEXT;
import static attention.trace.Member.CONTRIBUTIONS;
import static attention.trace.Member.ENTROPY;
import static attention.trace.Member.LOG_SUM_EXP;
import static attention.trace.Member.MAXIMUM;
import static attention.trace.Member.NORMALIZED_QUERY;
import static attention.trace.Member.OUTPUT;
import static attention.trace.Member.PROJECTIONS;
import static attention.trace.Member.QUERY;
import static attention.trace.Member.ROTATED_QUERY;
import static attention.trace.Member.SINK_WEIGHT;
import static attention.trace.Member.WEIGHTS;
import static attention.trace.Member.WEIGHT_SUM;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which members the answers of a mechanism can have. */
class MechanismTests {

  @ParameterizedTest
  @EnumSource
  void aRequestMayAskForMembersAboveTheRowsAndOfARow(Mechanism mechanism) {
    EnumSet<Member> above = EnumSet.range(PROJECTIONS, Member.ANNOTATIONS);
    assertThat(mechanism.members()).containsAll(above).containsAll(mechanism.rowMembers());
    assertThat(mechanism.members()).hasSize(above.size() + mechanism.rowMembers().size());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WEIGHTS_ONLY")
  void aRowHasWhatBelongsToAQuery(Mechanism mechanism) {
    assertThat(mechanism.rowMembers()).contains(QUERY, WEIGHTS, CONTEXT, CONTRIBUTIONS);
  }

  @ParameterizedTest
  @EnumSource
  void onlyTransformersPrepareTheirQueries(Mechanism mechanism) {
    boolean transformer =
        mechanism == Mechanism.SCALED_DOT_PRODUCT || mechanism == Mechanism.MULTI_HEAD;
    assertThat(mechanism.rowMembers().contains(NORMALIZED_QUERY)).isEqualTo(transformer);
    assertThat(mechanism.rowMembers().contains(ROTATED_QUERY)).isEqualTo(transformer);
  }

  @ParameterizedTest
  @EnumSource
  void onlySeveralHeadsAreAveragedAndPutSideBySide(Mechanism mechanism) {
    boolean several = mechanism == Mechanism.MULTI_HEAD;
    assertThat(mechanism.rowMembers().contains(AVERAGE_WEIGHTS)).isEqualTo(several);
    assertThat(mechanism.rowMembers().contains(CONCATENATED)).isEqualTo(several);
    assertThat(mechanism.rowMembers().contains(OUTPUT)).isEqualTo(several);
  }

  @ParameterizedTest
  @EnumSource
  void onlyADecoderHasStates(Mechanism mechanism) {
    boolean recurrent = mechanism == Mechanism.ENCODER_DECODER;
    assertThat(mechanism.rowMembers().contains(Member.STATE)).isEqualTo(recurrent);
    assertThat(mechanism.rowMembers().contains(ATTENTIONAL)).isEqualTo(recurrent);
  }

  @Test
  void weightsAloneHaveWhatIsKnownOfWeights() {
    assertThat(Mechanism.WEIGHTS_ONLY.rowMembers())
        .containsExactly(MAXIMUM, LOG_SUM_EXP, WEIGHTS, SINK_WEIGHT, WEIGHT_SUM, ENTROPY);
  }
}
