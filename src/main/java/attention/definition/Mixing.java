package attention.definition;

/** How weights and values become contexts. */
public enum Mixing {
  /** α·V. */
  AS_IT_IS,
  /** αᵀ·V. */
  TRANSPOSED
}
