package attention.web;

import attention.capacity.Admission;

/**
 * A request that could be read.
 *
 * @param faults what reading found that prevents its computation
 * @param holding the memory it holds
 */
record Received<T extends Record>(T request, Faults faults, Holding holding) {

  /**
   * The memory that a request holds.
   *
   * @param place the room it was given
   * @param inputs the bytes that its inputs turned out to take
   */
  record Holding(Admission.Place place, long inputs) {

    /** Makes sure of the memory for this much beside the inputs. */
    void cover(long bytes) {
      place.settle(inputs + bytes);
    }
  }
}
