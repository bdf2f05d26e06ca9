package attention.capacity;

/**
 * A request needs more memory than one request can ever get, so trying again later is in vain;
 * nothing of it was computed.
 */
public final class TooLargeException extends RuntimeException {

  private final long neededBytes;
  private final long mostBytes;

  TooLargeException(long neededBytes, long mostBytes) {
    super("The request needs %d bytes, at most %d are possible".formatted(neededBytes, mostBytes));
    this.neededBytes = neededBytes;
    this.mostBytes = mostBytes;
  }

  /** What the request needs. */
  public long neededBytes() {
    return neededBytes;
  }

  /** The most that one request can get. */
  public long mostBytes() {
    return mostBytes;
  }
}
