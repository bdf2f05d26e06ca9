package attention.web;

import attention.capacity.Admission;
import attention.capacity.MemoryEstimate;
import attention.request.Received;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/**
 * The memory that is reserved for a request.
 *
 * @param inputs the bytes that its inputs take
 * @param client who waits for its response
 */
record MemoryReservation(Admission.Reservation place, long inputs, ClientPresence client) {

  private static final String ATTRIBUTE = MemoryReservation.class.getName();

  /** The reservation of a request that is being read. */
  static void reserve(HttpServletRequest http, Admission.Reservation place, Received<?> received) {
    long inputs = MemoryEstimate.inputs(received.bytes());
    http.setAttribute(ATTRIBUTE, new MemoryReservation(place, inputs, ClientPresence.of(http)));
  }

  /** The reservation of a request that was read. */
  static MemoryReservation of(HttpServletRequest http) {
    return (MemoryReservation) Objects.requireNonNull(http.getAttribute(ATTRIBUTE));
  }

  /**
   * Reserves this many bytes in addition to the inputs.
   *
   * @throws attention.capacity.AtCapacityException if there is not enough memory now
   */
  void require(long bytes) {
    place.resize(inputs + bytes);
  }
}
