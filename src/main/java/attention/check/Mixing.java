package attention.check;

/** How weights and values become contexts. */
enum Mixing {
  /** α·V. */
  AS_IT_IS,
  /** αᵀ·V. */
  TRANSPOSED
}
