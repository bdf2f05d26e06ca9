package attention.capacity;

/**
 * A part of the capacity: places and memory for requests up to some size. Not thread-safe: {@link
 * Admission} guards it.
 */
final class Lane {

  private final long capacity;
  private final long largest;
  private int freePlaces;
  private long freeBytes;

  /**
   * @param bytes memory of all its requests together
   * @param places most requests at once
   * @param largest most memory of one request
   */
  Lane(long bytes, int places, long largest) {
    this.capacity = bytes;
    this.largest = largest;
    this.freePlaces = places;
    this.freeBytes = bytes;
  }

  /** Takes a place and memory, if both are free. */
  boolean enter(long bytes) {
    if (freePlaces == 0 || bytes > largest || bytes > freeBytes) {
      return false;
    }
    freePlaces--;
    freeBytes -= bytes;
    return true;
  }

  /** Changes the memory of a request, if what it needs more is free. */
  boolean resize(long from, long to) {
    if (to > from && (to > largest || to - from > freeBytes)) {
      return false;
    }
    freeBytes -= to - from;
    return true;
  }

  /** Gives a place and memory back. */
  void leave(long bytes) {
    freePlaces++;
    freeBytes += bytes;
  }

  /** The memory of the requests in it. */
  long usedBytes() {
    return capacity - freeBytes;
  }
}
