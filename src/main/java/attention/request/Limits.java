package attention.request;

/**
 * What one request may hold.
 *
 * @param numbers most numbers, all its arrays together
 * @param keys most keys, and most queries answered
 * @param dimension widest row of a matrix
 * @param cells most cells of the answer: queries answered × keys × heads
 * @param work most multiply-adds of the answer, a function such as tanh counted as several
 * @param tokenLength longest token, in code points
 * @param answerBytes most bytes of the answer
 */
public record Limits(
    int numbers,
    int keys,
    int dimension,
    long cells,
    long work,
    int tokenLength,
    long answerBytes) {}
