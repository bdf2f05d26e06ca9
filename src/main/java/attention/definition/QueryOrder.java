package attention.definition;

/** Which state of the decoder asks, and what it reads. */
public enum QueryOrder {
  /** c_t by s_{t−1}, then s_t = cell([y_t ; c_t], s_{t−1}). */
  PREVIOUS,
  /** s_t = cell(y_t, s_{t−1}), then c_t by s_t. */
  CURRENT,
  /** s_t = cell([y_t ; c_{t−1}], s_{t−1}), then c_t by s_t. */
  CURRENT_WITH_CONTEXT_BEFORE,
  /** c_t by s_{t−1}, and s_t = cell(y_t, s_{t−1}) beside it. */
  PREVIOUS_WITHOUT_CONTEXT;

  /** Whether the state of a step asks, not the one before. */
  boolean isCurrent() {
    return this == CURRENT || this == CURRENT_WITH_CONTEXT_BEFORE;
  }
}
