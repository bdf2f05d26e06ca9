package attention.parse;

import attention.request.MemberPath;
import attention.request.PostedStages;
import attention.request.RecordMembers;
import attention.trace.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the entries of an archive can be called: the path of a member, its names separated by a
 * slash.
 */
final class EntryNames {

  /** The entry with the JSON of all members that are not arrays. */
  static final String REQUEST = "request";

  private static final String SEPARATOR = "/";

  private final Map<String, ArrayReader> arrays = new LinkedHashMap<>();
  private final Set<String> others = new LinkedHashSet<>();

  private EntryNames() {}

  /** The names of a kind of request. */
  static EntryNames of(Class<?> type) {
    EntryNames names = new EntryNames();
    RecordMembers.paths(type).forEach(names::add);
    return names;
  }

  /**
   * The names of a kind of request for a check.
   *
   * @param stages what may be posted
   */
  static EntryNames ofCheck(Class<?> request, Set<Member> stages) {
    EntryNames names = new EntryNames();
    for (MemberPath path : RecordMembers.pathsOfCheck(request)) {
      names.add(path);
      if (path.component().getType() == PostedStages.class) {
        for (Member stage : stages) {
          names.arrays.put(path.joined(SEPARATOR) + SEPARATOR + stage, ArrayReaders.stage(stage));
        }
      }
    }
    return names;
  }

  private void add(MemberPath path) {
    ArrayReader reader = ArrayReaders.of(path.component());
    if (reader != null) {
      arrays.put(path.joined(SEPARATOR), reader);
      return;
    }
    for (int end = 1; end <= path.names().size(); end++) {
      others.add(String.join(SEPARATOR, path.names().subList(0, end)));
    }
  }

  /** The names of arrays. */
  List<String> arrays() {
    return List.copyOf(arrays.keySet());
  }

  /** Every name, the JSON's first. */
  List<String> all() {
    List<String> all = new ArrayList<>(List.of(REQUEST));
    all.addAll(arrays.keySet());
    return all;
  }

  /** What reads the array of this name; nothing if no array has it. */
  @Nullable ArrayReader reader(String name) {
    return arrays.get(name);
  }

  /** Whether this is a member that only the JSON can have. */
  boolean isJson(String name) {
    return others.contains(name);
  }
}
