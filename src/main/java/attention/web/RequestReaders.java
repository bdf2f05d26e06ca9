package attention.web;

import attention.parse.JsonRequestReader;
import attention.parse.NpyRequestReader;
import attention.parse.NpzRequestReader;
import attention.request.AttentionRequest;
import attention.request.Limits;
import attention.trace.Member;
import java.util.Set;

/**
 * What reads one kind of request.
 *
 * @param npy reads it from one matrix, where the path consumes NumPy files
 */
record RequestReaders<T extends AttentionRequest>(
    JsonRequestReader<T> json, NpyRequestReader<T> npy, NpzRequestReader<T> npz) {

  /**
   * The readers of a kind of request.
   *
   * @param includable what {@code include} may name
   * @param mostBytes the most bytes that an archive may unpack to
   */
  static <T extends AttentionRequest> RequestReaders<T> of(
      Class<T> type, Set<Member> includable, Limits limits, long mostBytes) {
    return new RequestReaders<>(
        new JsonRequestReader<>(type, includable, limits),
        new NpyRequestReader<>(type, includable, limits),
        new NpzRequestReader<>(type, includable, limits, mostBytes));
  }
}
