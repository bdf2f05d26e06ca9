package attention.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The accounts of those who called last. Beyond a number of them the one that was idle longest is
 * forgotten. Thread-safe.
 */
final class Accounts {

  /** Ten times the most keys; only subjects of tokens can be more. */
  private static final int MOST = 10_000;

  private final Map<String, Account> accounts;
  private final Function<Caller, Account> open;

  /**
   * @param open makes the account of a caller
   */
  Accounts(Function<Caller, Account> open) {
    this(open, MOST);
  }

  Accounts(Function<Caller, Account> open, int most) {
    this.open = open;
    this.accounts =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Account> eldest) {
            return size() > most;
          }
        };
  }

  synchronized Account of(Caller caller) {
    return accounts.computeIfAbsent(caller.account(), name -> open.apply(caller));
  }
}
