package attention.picture;

import attention.trace.Mechanism;
import attention.trace.Member;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a picture shows.
 *
 * @param stage a member of a row that is an array of numbers, or a number
 * @param head the only head to show; absent = all
 */
public record View(Member stage, ColourScale scale, @Nullable Integer head) {

  /** The picture of a request that does not say what it should show. */
  public static final View DEFAULT = new View(Member.WEIGHTS, ColourScale.FIXED, null);

  private static final Set<Member> NOT_NUMBERS =
      EnumSet.of(Member.CONTRIBUTIONS, Member.PREDICTION, Member.PREDICTED_TOKEN);

  /** The stages of a mechanism that can be drawn, in order. */
  public static List<Member> stages(Mechanism mechanism) {
    return mechanism.rowMembers().stream().filter(member -> !NOT_NUMBERS.contains(member)).toList();
  }

  /** What has to be computed for it: the stage, and the labels of steps that are read out. */
  public Set<Member> members() {
    return EnumSet.of(stage, Member.PREDICTED_TOKEN);
  }
}
