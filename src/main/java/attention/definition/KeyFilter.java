package attention.definition;

/** Which keys a query may attend to. */
@FunctionalInterface
public interface KeyFilter {

  boolean allows(int query, int key);
}
