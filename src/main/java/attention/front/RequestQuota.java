package attention.front;

import jakarta.servlet.http.HttpServletRequest;

/**
 * What the sender of a request may take, beside the limits that hold for every request. What it
 * takes is told before it is used.
 */
public interface RequestQuota {

  /** Of a request whose sender is not known: no quota. */
  RequestQuota NONE =
      new RequestQuota() {
        @Override
        public void compute(double multiplyAdds) {}

        @Override
        public void hold(long bytes) {}
      };

  /** The name under which a request has its quota. */
  String ATTRIBUTE = RequestQuota.class.getName();

  /**
   * Takes work from the quota.
   *
   * @throws attention.problem.ProblemException if so much is not left
   */
  void compute(double multiplyAdds);

  /** Takes work that was done beyond what was taken; nothing is refused for it. */
  default void settle(double multiplyAdds) {}

  /**
   * Notes how much memory the request holds from now on.
   *
   * @throws attention.problem.ProblemException if its sender holds too much
   */
  void hold(long bytes);

  /** The quota of a request. */
  static RequestQuota of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof RequestQuota quota ? quota : NONE;
  }
}
