package attention.mistake;

import attention.definition.Definition;
import attention.definition.Part;
import attention.definition.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One way to make a mistake.
 *
 * @param which what of the request it concerns, in words; empty where there is no choice
 * @param made the definition with the mistaken parts, made anew each time: those of all mistakes
 *     are too much to be held
 * @param shown how the stages are shown otherwise
 * @param tried when it is tried
 */
public record Variant(
    String which, Supplier<Definition> made, UnaryOperator<View> shown, When tried) {

  /** When a way is tried. */
  public enum When {
    /** Alone, and together with other mistakes. */
    PAIRED,
    /** Alone only. */
    ALONE,
    /** Alone, and only where no other mistake explains the numbers. */
    LATE
  }

  private static final UnaryOperator<View> AS_IT_IS = view -> view;

  Variant(String which, Definition definition) {
    this(which, definition, AS_IT_IS);
  }

  Variant(String which, Definition definition, UnaryOperator<View> shown) {
    this(which, () -> definition, shown, When.PAIRED);
  }

  /** One whose parts take memory. */
  static Variant made(String which, Supplier<Definition> definition) {
    return new Variant(which, definition, AS_IT_IS, When.PAIRED);
  }

  /** The definition with the mistaken parts. */
  public Definition definition() {
    return made.get();
  }

  /** The same, tried by itself only. */
  Variant alone() {
    return new Variant(which, made, shown, When.ALONE);
  }

  /** The same, tried by itself only, after all other mistakes. */
  Variant late() {
    return new Variant(which, made, shown, When.LATE);
  }

  /** Whether it is tried together with other mistakes too. */
  public boolean isPaired() {
    return tried == When.PAIRED;
  }

  /** Whether it is tried only where no other mistake explains the numbers. */
  public boolean isLate() {
    return tried == When.LATE;
  }

  /** Whether the stages are shown as the contract has them. */
  public boolean isShownAsItIs() {
    return shown == AS_IT_IS;
  }

  /** The only way, if there is one. */
  static List<Variant> only(@Nullable Definition definition) {
    return definition == null ? List.of() : List.of(new Variant("", definition));
  }

  /** The only way, which applies under a condition. */
  static List<Variant> onlyIf(boolean applies, Supplier<Definition> mistaken) {
    return applies ? List.of(made("", mistaken)) : List.of();
  }

  /** The only way to leave a part out, which applies where it is there. */
  static List<Variant> without(Definition definition, Part<?> part) {
    return onlyIf(definition.has(part), () -> definition.with(part, null));
  }

  /** Those of several ways that there are. */
  static List<Variant> of(@Nullable Variant... variants) {
    List<Variant> all = new ArrayList<>();
    Arrays.stream(variants)
        .forEach(variant -> {
          if (variant != null) {
            all.add(variant);
          }
        });
    return all;
  }

  /** A way that applies under a condition. */
  static @Nullable Variant when(boolean applies, String which, Supplier<Definition> mistaken) {
    return applies ? made(which, mistaken) : null;
  }
}
