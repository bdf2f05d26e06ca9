package attention.front;

/** How much is written to a connection at once. */
public final class WriteSize {

  /** The bytes of one system call, and of the buffer that each connection has for it. */
  public static final int BYTES = 32 * 1024;

  private WriteSize() {}
}
