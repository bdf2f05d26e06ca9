package attention.capacity;

import org.jspecify.annotations.Nullable;

/**
 * The small lane, and the lane for all requests. A small request takes the small lane if it can.
 * Not thread-safe: {@link Admission} guards it.
 */
final class Lanes {

  private final Lane small;
  private final Lane general;

  Lanes(Capacity capacity) {
    Capacity.SmallLane part = capacity.small();
    long most = capacity.mostBytes();
    this.small = new Lane(part.bytes(), part.requests(), part.largest());
    this.general = new Lane(most, capacity.requests() - part.requests(), most);
  }

  /**
   * Enters a lane that has a place and memory.
   *
   * @param first whether no request waits that came earlier; else only the small lane is open
   * @return the lane, or null if there is none
   */
  @Nullable Lane enter(long bytes, boolean first) {
    if (small.enter(bytes)) {
      return small;
    }
    return first && general.enter(bytes) ? general : null;
  }

  /**
   * Changes the memory of a request. One that becomes too large for the small lane leaves it.
   *
   * @return the lane that the request is in from now on, or null if nothing was changed
   */
  @Nullable Lane resize(Lane lane, long from, long to) {
    if (lane.resize(from, to)) {
      return lane;
    }
    if (lane == small && general.enter(to)) {
      small.leave(from);
      return general;
    }
    return null;
  }

  /** The memory of all requests in progress. */
  long usedBytes() {
    return small.usedBytes() + general.usedBytes();
  }
}
