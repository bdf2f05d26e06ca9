package attention.web;

import attention.capacity.Admission;
import attention.capacity.MemoryEstimate;
import attention.front.ClientPresence;
import attention.front.RequestQuota;
import attention.request.Received;
import attention.service.Expense;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/** What is reserved for a request and charged for it, for one thread. */
final class MemoryReservation implements Expense {

  private static final String ATTRIBUTE = MemoryReservation.class.getName();

  private final Admission.Reservation place;
  private final ClientPresence client;
  private final RequestQuota quota;
  private long bytes;

  /**
   * @param inputs the bytes that its inputs take
   * @param client who waits for its response
   * @param quota of who sent it
   */
  private MemoryReservation(
      Admission.Reservation place, long inputs, ClientPresence client, RequestQuota quota) {
    this.place = place;
    this.bytes = inputs;
    this.client = client;
    this.quota = quota;
  }

  /** The reservation of a request that is being read. */
  static void reserve(HttpServletRequest http, Admission.Reservation place, Received<?> received) {
    long inputs = MemoryEstimate.inputs(received.bytes());
    http.setAttribute(
        ATTRIBUTE,
        new MemoryReservation(place, inputs, ClientPresence.of(http), RequestQuota.of(http)));
  }

  /** The reservation of a request that was read. */
  static MemoryReservation of(HttpServletRequest http) {
    return (MemoryReservation) Objects.requireNonNull(http.getAttribute(ATTRIBUTE));
  }

  /** Who waits for the response. */
  ClientPresence client() {
    return client;
  }

  /**
   * Reserves this many bytes more.
   *
   * @throws attention.capacity.AtCapacityException if there is not enough memory now
   */
  @Override
  public void memory(long more) {
    bytes += more;
    place.resize(bytes);
    quota.hold(bytes);
  }

  @Override
  public void work(double multiplyAdds) {
    quota.compute(multiplyAdds);
  }

  /** Charges work that was done beyond what was charged. */
  void settle(double multiplyAdds) {
    quota.settle(multiplyAdds);
  }
}
