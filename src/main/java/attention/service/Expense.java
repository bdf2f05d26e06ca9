package attention.service;

/** Takes what an answer costs, before anything is drawn or computed. */
@FunctionalInterface
public interface Expense {

  /** Reserves this many bytes more beside the inputs, or throws. */
  void memory(long bytes);

  /** Takes so much work, or throws; called once, after the first memory is reserved. */
  default void work(double multiplyAdds) {}
}
