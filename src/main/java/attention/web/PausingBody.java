package attention.web;

import attention.capacity.Admission.Reservation;
import attention.capacity.Cores.Permit;
import attention.capacity.MemoryEstimate;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The rest of a large body: memory is reserved as it arrives, and other requests compute while it
 * waits for the client. A read that fails leaves the permit paused: its request is over.
 */
final class PausingBody extends FilterInputStream {

  private final Permit permit;
  private final Reservation place;
  private final MemoryEstimate estimate;
  private long count;

  /**
   * @param arrived how many bytes were read before
   */
  PausingBody(
      InputStream body, long arrived, Permit permit, Reservation place, MemoryEstimate estimate) {
    super(body);
    this.count = arrived;
    this.permit = permit;
    this.place = place;
    this.estimate = estimate;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  /**
   * @throws attention.capacity.AtCapacityException if there is no memory for so much now
   */
  @Override
  public int read(byte[] buffer, int offset, int most) throws IOException {
    permit.pause();
    int read = in.read(buffer, offset, most);
    count += Math.max(0, read);
    place.grow(estimate.of(count));
    permit.resume();
    return read;
  }
}
