package attention.definition;

/** Which keys a query may attend to. */
@FunctionalInterface
public interface KeyFilter {

  boolean allows(int query, int key);

  /** Which of the first {@code count} keys a query may attend to. */
  default boolean[] row(int query, int count) {
    boolean[] row = new boolean[count];
    for (int key = 0; key < count; key++) {
      row[key] = allows(query, key);
    }
    return row;
  }
}
