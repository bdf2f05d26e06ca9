package attention.mistake;

import attention.definition.Layout;
import attention.definition.View;
import attention.trace.Member;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** In which order the heads of a client are, found by comparing each with each of ours. */
final class HeadOrder {

  private static final int MOST_HEADS = 16;

  private HeadOrder() {}

  /** The order; nothing if there is none. */
  static int @Nullable [] of(Given given, View right, int heads) {
    boolean joined = given.stage() == Member.CONCATENATED;
    if (heads < 2
        || heads > MOST_HEADS
        || !(joined || Layout.isOfHead(given.stage()))
        || !given.hasShapeOf(right)) {
      return null;
    }
    int[] order = new int[heads];
    boolean[] taken = new boolean[heads];
    for (int place = 0; place < heads; place++) {
      int head = 0;
      while (head < heads && (taken[head] || !isHead(given, right, place, head, heads, joined))) {
        head++;
      }
      if (head == heads) {
        return null;
      }
      taken[head] = true;
      order[place] = head;
    }
    return isSorted(order) ? null : order;
  }

  private static boolean isSorted(int[] order) {
    int[] sorted = order.clone();
    Arrays.sort(sorted);
    return Arrays.equals(sorted, order);
  }

  private static boolean isHead(
      Given given, View right, int place, int head, int heads, boolean joined) {
    int rows = right.rows(given.stage()) / (joined ? 1 : heads);
    int width = right.width(given.stage()) / (joined ? heads : 1);
    for (int row = 0; row < rows; row++) {
      double[] ours = right.row(given.stage(), joined ? row : head * rows + row);
      int from = joined ? (row * heads + place) * width : (place * rows + row) * width;
      for (int c = 0; c < width; c++) {
        double y = ours[joined ? head * width + c : c];
        if (!given.tolerance().agree(given.numbers()[from + c], y)) {
          return false;
        }
      }
    }
    return true;
  }
}
