package attention.problem;

/**
 * A query parameter.
 *
 * @param name as quoted in the problem document
 */
public record Parameter(String name) implements Location {

  /** The parameter of this name, which a client chose. */
  public static Parameter named(String name) {
    return new Parameter(Quoted.of(name));
  }
}
