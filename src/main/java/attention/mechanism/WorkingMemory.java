package attention.mechanism;

/**
 * Bytes that a computation takes beside the vectors and stages of its answer.
 *
 * @param shared what it holds from beginning to end: packed and turned copies of matrices
 * @param block what it holds while it computes a block
 */
public record WorkingMemory(long shared, long block) {

  /** None. */
  public static final WorkingMemory NONE = new WorkingMemory(0, 0);

  /** Both together. */
  public WorkingMemory plus(WorkingMemory other) {
    return new WorkingMemory(shared + other.shared, block + other.block);
  }
}
