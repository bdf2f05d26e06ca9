package attention.web;

import attention.capacity.Cores.Permit;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The rest of a large body: other requests compute while it waits for the client. A read that fails
 * leaves the permit paused: its request is over.
 */
final class PausingBody extends FilterInputStream {

  private final Permit permit;

  PausingBody(InputStream body, Permit permit) {
    super(body);
    this.permit = permit;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int most) throws IOException {
    permit.pause();
    int read = in.read(buffer, offset, most);
    permit.resume();
    return read;
  }
}
