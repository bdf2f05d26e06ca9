package attention.mistake;

import attention.definition.KeyFilter;
import attention.definition.MaskRule;
import attention.definition.Part;
import attention.definition.Recomputation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which keys a query may attend to, by a mask that is taken for that of a request. */
final class MistakenFilters {

  private MistakenFilters() {}

  /** Allowed and forbidden exchanged. */
  record Inverted(MaskRule rule) implements KeyFilter {
    @Override
    public boolean allows(int query, int key) {
      return !rule.allows(query, key);
    }
  }

  /** The same in one member. */
  record InvertedMember(MaskRule others, MaskRule rule, MaskRule.Member member)
      implements KeyFilter {
    @Override
    public boolean allows(int query, int key) {
      return others.allows(query, key) && !rule.allows(member, query, key);
    }
  }

  /** What one of the members allows. */
  record AnyMember(MaskRule rule, List<MaskRule.Member> members) implements KeyFilter {
    @Override
    public boolean allows(int query, int key) {
      return members.stream().anyMatch(member -> rule.allows(member, query, key));
    }
  }

  /** The mask of keys on queries. */
  record OnQueries(MaskRule others, boolean[] keys, boolean both) implements KeyFilter {
    @Override
    public boolean allows(int query, int key) {
      return keys[query] && (!both || keys[key]) && others.allows(query, key);
    }
  }

  /** Rows and columns exchanged, in all but the mask of keys. */
  record Transposed(MaskRule others, boolean @Nullable [] keys) implements KeyFilter {
    @Override
    public boolean allows(int query, int key) {
      return others.allows(key, query) && (keys == null || keys[key]);
    }
  }

  /** Whether a filter forbids a key to a query: else nothing is masked, as by another mistake. */
  static boolean forbids(Situation situation, KeyFilter filter) {
    int keys = situation.keys();
    Recomputation computation = situation.right().computation();
    return computation.once(
        filter,
        () -> {
          for (int query : situation.definition().get(Part.SELECTED)) {
            computation.spend(keys);
            for (int key = 0; key < keys; key++) {
              if (!filter.allows(query, key)) {
                return true;
              }
            }
          }
          return false;
        });
  }
}
