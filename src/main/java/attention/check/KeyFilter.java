package attention.check;

/** Which keys a query may attend to. */
@FunctionalInterface
interface KeyFilter {

  boolean allows(int query, int key);
}
