package attention.parse;

import attention.problem.ProblemException;
import attention.problem.ProblemType;

/** Counts the bytes that an archive unpacks to, and refuses more than a request may have. */
final class UnpackedLimit {

  private final long most;
  private long unpacked;

  UnpackedLimit(long most) {
    this.most = most;
  }

  /** Counts bytes that were unpacked. */
  void count(long bytes) {
    require(bytes);
    unpacked += bytes;
  }

  /** Refuses so many bytes more if they are too many. */
  void require(long bytes) {
    if (bytes > most - unpacked) {
      throw new ProblemException(
          ProblemType.CONTENT_TOO_LARGE,
          "Expected an archive of at most %d bytes when unpacked, found more. Send fewer numbers; this limit is attention.limits.request-bytes."
              .formatted(most));
    }
  }
}
