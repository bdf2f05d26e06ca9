package attention.service;

/** Takes what an answer costs, before anything is drawn or computed. */
@FunctionalInterface
public interface Expense {

  /** Reserves this many bytes beside the inputs, or throws; called once. */
  void memory(long bytes);

  /** Takes so much work, or throws; called once, after the memory is reserved. */
  default void work(double multiplyAdds) {}
}
