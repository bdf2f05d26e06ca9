package attention.stage;

import static org.assertj.core.api.Assertions.assertThat;

import attention.stage.Mask.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which keys a query may attend to, against the definition read out for every query and key. */
class MaskTests {

  private static final int[] OFFSETS = {0, -1, -3, 2, 5, 70, Integer.MIN_VALUE, Integer.MAX_VALUE};
  private static final @Nullable Integer[] REACHES = {null, 0, 1, 3, Integer.MAX_VALUE};

  /** The contract's definition: the parts combine by AND. */
  private static boolean allowed(Mask mask, int i, int j) {
    long p = (long) i + mask.offset();
    Window window = mask.window();
    boolean[] keys = mask.keys();
    boolean[][] allowed = mask.allowed();
    return (!mask.causal() || j <= p)
        && (window == null || window.left() == null || p - window.left() <= j)
        && (window == null || window.right() == null || j <= p + window.right())
        && (keys == null || keys[j])
        && (allowed == null || allowed[i][j]);
  }

  private static void assertDefinition(Mask mask, int queries, int keys) {
    for (int i = 0; i < queries; i++) {
      boolean[] expected = new boolean[keys];
      boolean[] written = new boolean[keys];
      for (int j = 0; j < keys; j++) {
        expected[j] = allowed(mask, i, j);
        written[j] = !expected[j];
      }
      mask.write(i, written);
      assertThat(written).as("query %d of %s", i, mask).isEqualTo(expected);
    }
  }

  private static List<Mask> positions() {
    List<Mask> masks = new ArrayList<>();
    for (int offset : OFFSETS) {
      for (Integer left : REACHES) {
        for (Integer right : REACHES) {
          masks.add(new Mask(false, offset, new Window(left, right), null, null));
          masks.add(new Mask(true, offset, new Window(left, right), null, null));
        }
      }
      masks.add(new Mask(true, offset, null, null, null));
      masks.add(new Mask(false, offset, null, null, null));
    }
    return masks;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 17, 33, 64, 65})
  void positionsFollowTheDefinition(int keys) {
    positions().forEach(mask -> assertDefinition(mask, 6, keys));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 17, 33, 64, 65})
  void allPartsCombineByAnd(int keys) {
    Random random = new Random(keys);
    boolean[] real = flags(random, keys);
    boolean[][] allowed = {flags(random, keys), flags(random, keys), flags(random, keys)};
    for (Mask mask : positions()) {
      Window window = mask.window();
      assertDefinition(new Mask(mask.causal(), mask.offset(), window, real, null), 3, keys);
      assertDefinition(new Mask(mask.causal(), mask.offset(), window, null, allowed), 3, keys);
      assertDefinition(new Mask(mask.causal(), mask.offset(), window, real, allowed), 3, keys);
    }
  }

  private static boolean[] flags(Random random, int count) {
    boolean[] flags = new boolean[count];
    for (int i = 0; i < count; i++) {
      flags[i] = random.nextBoolean();
    }
    return flags;
  }

  @Test
  void anOffsetAloneRestrictsNothing() {
    assertThat(new Mask(false, 3, null, null, null).restricts()).isFalse();
    assertThat(new Mask(true, 0, null, null, null).restricts()).isTrue();
    assertThat(new Mask(false, 0, new Window(null, null), null, null).restricts()).isTrue();
    assertThat(new Mask(false, 0, null, new boolean[] {true}, null).restricts()).isTrue();
    assertThat(new Mask(false, 0, null, null, new boolean[][] {{true}}).restricts()).isTrue();
  }

  @Test
  void bottomRightAlignmentIsAnOffsetOfKeysLessQueries() {
    Mask aligned = new Mask(true, 5 - 2, null, null, null);
    boolean[] first = new boolean[5];
    boolean[] last = new boolean[5];
    aligned.write(0, first);
    aligned.write(1, last);
    assertThat(first).containsExactly(true, true, true, true, false);
    assertThat(last).containsExactly(true, true, true, true, true);
  }
}
