package attention.http;

import static attention.http.Npy.littleEndian;

import attention.matrix.Dtype;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The same request as an archive: every array of numbers or of true and false that has one shape is
 * an entry, and what remains is JSON.
 */
public final class ArchivedRequest {

  private final ObjectNode json;
  private final Dtype dtype;
  private final Npz archive = new Npz();
  private int arrays;

  private ArchivedRequest(ObjectNode json) {
    this.json = json;
    String word = json.path("dtype").asString("float32");
    this.dtype =
        Arrays.stream(Dtype.values())
            .filter(value -> value.toString().equals(word))
            .findFirst()
            .orElseThrow();
  }

  /**
   * The archive of a request whose dtype NumPy has.
   *
   * @param names the paths of its members that can be entries
   */
  public static Npz of(JsonNode request, List<String> names) {
    ArchivedRequest archived = new ArchivedRequest((ObjectNode) request.deepCopy());
    names.forEach(archived::move);
    if (archived.arrays > 0) {
      archived.json.remove("dtype");
    }
    return archived.archive.withRequest(archived.json.toString());
  }

  /** Whether NumPy has the dtype of a request. */
  public static boolean isPossible(JsonNode request) {
    return !request.path("dtype").asString("").equals("bfloat16");
  }

  private void move(String name) {
    int last = name.lastIndexOf('/');
    JsonNode parent = last < 0 ? json : json.at("/" + name.substring(0, last));
    JsonNode value = parent.path(name.substring(last + 1));
    List<JsonNode> numbers = new ArrayList<>();
    List<Integer> shape = new ArrayList<>();
    if (value.isArray() && isRegular(value, 0, shape, numbers) && !numbers.isEmpty()) {
      if (numbers.getFirst().isBoolean() || name.equals("queryIndices")) {
        add(parent, name, array(name, shape, numbers));
      } else if (numbers.stream().allMatch(number -> isExact(name, number))) {
        arrays++;
        add(parent, name, array(name, shape, numbers));
      }
    }
  }

  private void add(JsonNode parent, String name, byte[] array) {
    ((ObjectNode) parent).remove(name.substring(name.lastIndexOf('/') + 1));
    archive.with(name, array);
  }

  /** Whether all rows on one level are equally long; collects the numbers. */
  private static boolean isRegular(
      JsonNode node, int level, List<Integer> shape, List<JsonNode> numbers) {
    if (!node.isArray()) {
      numbers.add(node);
      return level == shape.size();
    }
    if (level == shape.size() && numbers.isEmpty()) {
      shape.add(node.size());
    }
    boolean regular = level < shape.size() && shape.get(level) == node.size();
    for (JsonNode element : node) {
      regular = regular && isRegular(element, level + 1, shape, numbers);
    }
    return regular;
  }

  /** Whether a number is the same in the array; positions and frequencies are not rounded. */
  private boolean isExact(String name, JsonNode number) {
    double value = value(number);
    double rounded = dtype.round(value);
    return name.startsWith("rotary")
        ? rounded == value
        : Double.isFinite(rounded) || number.isNull();
  }

  private static double value(JsonNode number) {
    return number.isNull() ? Double.NEGATIVE_INFINITY : number.asDouble();
  }

  private byte[] array(String name, List<Integer> shape, List<JsonNode> numbers) {
    ByteBuffer data = littleEndian(Double.BYTES * numbers.size());
    String type = "<f" + dtype.bytes();
    for (JsonNode number : numbers) {
      if (number.isBoolean()) {
        type = "|b1";
        data.put((byte) (number.asBoolean() ? 1 : 0));
      } else if (name.equals("queryIndices")) {
        type = "<i8";
        data.putLong(number.asLong());
      } else {
        put(dtype.round(value(number)), data);
      }
    }
    String axes = shape.stream().map(axis -> axis + ",").collect(Collectors.joining());
    return Npy.array(type, "(" + axes + ")", Arrays.copyOf(data.array(), data.position()));
  }

  private void put(double number, ByteBuffer data) {
    switch (dtype) {
      case FLOAT16 -> data.putShort(Float.floatToFloat16((float) number));
      case FLOAT64 -> data.putDouble(number);
      default -> data.putFloat((float) number);
    }
  }
}
