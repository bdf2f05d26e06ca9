package attention.recurrent;

/** Which state of the decoder is the query of a step, named as requests name it. */
public enum QueryState {
  /**
   * s_{t−1}: the step attends, then its cell reads the context (Bahdanau et al. 2015,
   * arXiv:1409.0473, section 3.1).
   */
  PREVIOUS("previous"),
  /**
   * s_t: the cell takes its step, then attends with the new state (Luong et al. 2015,
   * arXiv:1508.04025, section 3).
   */
  CURRENT("current");

  private final String word;

  QueryState(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }
}
