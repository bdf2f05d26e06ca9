package attention.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is to be computed, part by part: the right definition of a request, or one with parts that a
 * mistake has replaced. Two definitions share every stage that is computed from equal parts.
 */
public final class Definition {

  public static final Definition EMPTY = new Definition(new Object[Part.count()]);

  private final @Nullable Object[] parts;

  private Definition(@Nullable Object[] parts) {
    this.parts = parts;
  }

  /** A part that must be there. */
  public <T> T get(Part<T> part) {
    T value = find(part);
    if (value == null) {
      throw new NoSuchElementException("The definition has no part " + part.index());
    }
    return value;
  }

  /** A part; null if the request does not have it. */
  @SuppressWarnings("unchecked")
  public <T> @Nullable T find(Part<T> part) {
    return (T) parts[part.index()];
  }

  /** The numbers of a matrix, none if it is absent. */
  public long numbers(Part<Affine> part) {
    Affine map = find(part);
    return map == null ? 0 : map.numbers();
  }

  public boolean has(Part<?> part) {
    return parts[part.index()] != null;
  }

  /** Whether a flag is there and set. */
  public boolean is(Part<Boolean> part) {
    return Boolean.TRUE.equals(find(part));
  }

  /** The width of a query in one head. */
  public int queryWidth() {
    Affine map = find(Part.QUERY_MAP);
    int all = map == null ? get(Part.QUERIES)[0].length : map.out();
    return all / get(Part.HEADS);
  }

  /** The same with one part replaced. */
  public <T> Definition with(Part<T> part, @Nullable T value) {
    @Nullable Object[] all = parts.clone();
    all[part.index()] = value;
    return new Definition(all);
  }

  /** Some parts, in order; null where the request does not have one. */
  List<@Nullable Object> parts(long bits) {
    List<@Nullable Object> some = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      if ((bits >>> i & 1) != 0) {
        some.add(parts[i]);
      }
    }
    return some;
  }

  /** The parts that another definition has replaced, as bits. */
  public long replaced(Definition other) {
    long bits = 0;
    for (int i = 0; i < parts.length; i++) {
      if (!Objects.equals(parts[i], other.parts[i])) {
        bits |= 1L << i;
      }
    }
    return bits;
  }
}
