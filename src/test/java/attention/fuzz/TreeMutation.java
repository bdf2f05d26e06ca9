package attention.fuzz;

import attention.fuzz.Trial.Expectation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** Something that is changed in a request while it stays JSON, or nearly. */
enum TreeMutation {
  ORDER(Expectation.ANSWERED) {
    @Override
    void apply(Place place, Chance chance) {
      JsonNode root = place.root();
      if (root instanceof ObjectNode object) {
        String first = object.propertyNames().iterator().next();
        object.set(first, object.remove(first));
      }
    }
  },
  LEFT_OUT(Expectation.EITHER) {
    @Override
    void apply(Place place, Chance chance) {
      place.remove();
    }
  },
  TWICE(Expectation.EITHER) {
    @Override
    void apply(Place place, Chance chance) {
      place.repeat();
    }
  },
  RENAMED(Expectation.REFUSED) {
    @Override
    void apply(Place place, Chance chance) {
      place.rename(chance.oneOf(List.of("x", "\u00e4", "~/", "Weights", "__proto__")));
    }
  },
  UNKNOWN(Expectation.REFUSED) {
    @Override
    void apply(Place place, Chance chance) {
      place.root().set(chance.oneOf(List.of("X", "embedding", "a b", "\u0000")), place.node());
    }
  },
  ANOTHER(Expectation.EITHER) {
    @Override
    void apply(Place place, Chance chance) {
      place.replace(raw(chance.oneOf(OTHERS)));
    }
  },
  NO_NUMBER(Expectation.REFUSED) {
    @Override
    void apply(Place place, Chance chance) {
      place.replace(raw(chance.oneOf(List.of("NaN", "-Infinity", "+1", "01", ".5", "1.", "0x1"))));
    }
  },
  MOVED(Expectation.EITHER) {
    @Override
    void apply(Place place, Chance chance) {
      Place.in(place.root(), chance).replace(place.node().deepCopy());
    }
  },
  NESTED(Expectation.REFUSED) {
    @Override
    void apply(Place place, Chance chance) {
      int depth = chance.oneOf(List.of(6, 33, 600));
      place.replace(raw("[".repeat(depth) + "1" + "]".repeat(depth)));
    }
  };

  private static final List<String> OTHERS =
      Stream.of(
              List.of("null", "true", "false", "\"\"", "\"x\"", "\"NaN\"", "[]", "{}", "[[]]"),
              List.of("0", "-0", "-0.0", "1", "-1", "1.0", "1e0", "0.1", "16384", "65537"),
              List.of("2147483648", "4294967296", "99999999999999999999", "1e39", "-1e39"),
              List.of("1e999", "-1e400", "1e-400", "5e-324", "1.7976931348623157e308", "3.4e38"),
              List.of("[[1,2],[3]]", "[[null]]", "[1,\"2\"]", "\"\\ud800\"", "\"\\u0000\""),
              List.of("1" + "0".repeat(400), "0." + "3".repeat(990), "\"" + "a".repeat(300) + "\""))
          .flatMap(List::stream)
          .toList();

  private final Expectation expected;

  TreeMutation(Expectation expected) {
    this.expected = expected;
  }

  abstract void apply(Place place, Chance chance);

  Expectation expected() {
    return expected;
  }

  private static JsonNode raw(String text) {
    return JsonNodeFactory.instance.rawValueNode(new RawValue(text));
  }

  /** A node of a request, and what it is in. */
  record Place(ObjectNode root, JsonNode parent, String name, int index) {

    /** Any place: at each step down it ends here or goes on. */
    static Place in(ObjectNode root, Chance chance) {
      Place place = child(root, root, chance);
      while (place.node().isContainer() && !place.node().isEmpty() && !chance.onceIn(3)) {
        place = child(root, place.node(), chance);
      }
      return place;
    }

    private static Place child(ObjectNode root, JsonNode parent, Chance chance) {
      if (parent instanceof ArrayNode) {
        return new Place(root, parent, "", chance.below(parent.size()));
      }
      String name = chance.oneOf(new ArrayList<>(parent.propertyNames()));
      return new Place(root, parent, name, -1);
    }

    JsonNode node() {
      return parent instanceof ArrayNode ? parent.get(index) : parent.get(name);
    }

    void replace(JsonNode other) {
      if (parent instanceof ArrayNode array) {
        array.set(index, other);
      } else if (parent instanceof ObjectNode object) {
        object.set(name, other);
      }
    }

    void remove() {
      if (parent instanceof ArrayNode array) {
        array.remove(index);
      } else if (parent instanceof ObjectNode object && object.size() > 1) {
        object.remove(name);
      }
    }

    void repeat() {
      if (parent instanceof ArrayNode array) {
        array.insert(index, node().deepCopy());
      } else if (node() instanceof ArrayNode array && !array.isEmpty()) {
        array.add(array.get(0).deepCopy());
      }
    }

    /** Adds to the name of a member: of this one, or of the first of the request. */
    void rename(String more) {
      ObjectNode object = parent instanceof ObjectNode here ? here : root;
      String old = object == parent ? name : object.propertyNames().iterator().next();
      object.set(old + more, object.remove(old));
    }
  }
}
