package attention.fuzz;

import static attention.fuzz.Trial.Expectation.ANSWERED;
import static attention.fuzz.Trial.Expectation.EITHER;
import static attention.fuzz.Trial.Expectation.REFUSED;

import attention.fuzz.Trial.Expectation;
import attention.http.Client;
import attention.http.Npy;
import attention.trace.Mechanism;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A NumPy file of two rows of two numbers, its header, its bytes or the parameters changed. */
final class NpyTrials {

  private static final String SELF = "/attention/self";
  private static final String RIGHT = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }";

  private static final Map<String, Expectation> HEADERS =
      Map.ofEntries(
          Map.entry("{\"descr\": \"<f4\", \"fortran_order\": False, \"shape\": (2, 2)}", ANSWERED),
          Map.entry(RIGHT.replace("<f4", "f4"), ANSWERED),
          Map.entry(RIGHT.replace("<f4", "=f4"), ANSWERED),
          Map.entry(RIGHT.replace("<f4", "float32"), ANSWERED),
          Map.entry("{ 'shape':(2,2,) ,'descr':'<f4','fortran_order':False }", ANSWERED),
          Map.entry(RIGHT.replace("<f4", ">f4"), REFUSED),
          Map.entry(RIGHT.replace("<f4", "|O"), REFUSED),
          Map.entry(RIGHT.replace("<f4", "<i4"), REFUSED),
          Map.entry(RIGHT.replace("<f4", "<c8"), REFUSED),
          Map.entry(RIGHT.replace("'<f4'", "[('a', '<f4')]"), REFUSED),
          Map.entry(RIGHT.replace("False", "True"), REFUSED),
          Map.entry(RIGHT.replace("(2, 2)", "(4,)"), REFUSED),
          Map.entry(RIGHT.replace("(2, 2)", "()"), REFUSED),
          Map.entry(RIGHT.replace("(2, 2)", "(1, 2, 2)"), REFUSED),
          Map.entry(RIGHT.replace("(2, 2)", "(-2, 2)"), REFUSED),
          Map.entry(RIGHT.replace("(2, 2)", "(0, 2)"), REFUSED),
          Map.entry(RIGHT.replace("(2, 2)", "(2, 3)"), REFUSED),
          Map.entry(RIGHT.replace("(2, 2)", "(4294967298, 2)"), REFUSED),
          Map.entry(RIGHT.replace("'descr'", "'type'"), REFUSED),
          Map.entry("{}", REFUSED),
          Map.entry("", REFUSED));

  private static final Map<String, Expectation> QUERIES =
      Map.ofEntries(
          Map.entry("", ANSWERED),
          Map.entry("scale=0.5", ANSWERED),
          Map.entry("scale=-0", ANSWERED),
          Map.entry("queryIndices=1,0,1", ANSWERED),
          Map.entry("queryIndices=-0", ANSWERED),
          Map.entry("include=weights,context&softcap=2", ANSWERED),
          Map.entry("include=", ANSWERED),
          Map.entry("sink=0", ANSWERED),
          Map.entry("queryIndices=1,,0", REFUSED),
          Map.entry("queryIndices=", REFUSED),
          Map.entry("queryIndices=99", REFUSED),
          Map.entry("queryIndices=1.0", REFUSED),
          Map.entry("scale=1&scale=1", REFUSED),
          Map.entry("scale=NaN", REFUSED),
          Map.entry("scale=1e39", REFUSED),
          Map.entry("softcap=0", REFUSED),
          Map.entry("dtype=float64", REFUSED),
          Map.entry("normalisation=sum", REFUSED),
          Map.entry("mask.causal=perhaps", REFUSED),
          Map.entry("scale=%zz", REFUSED),
          Map.entry("&&", EITHER),
          Map.entry("scale", EITHER),
          Map.entry("scale=%C0%AF", REFUSED));

  Trial next(Chance chance) {
    byte[] right = Npy.floats(2, 2, 1, 2, 3, 4);
    return switch (chance.below(6)) {
      case 0, 1 -> ofHeader(chance);
      case 2 -> ofQuery(right, chance);
      case 3 -> post(SELF, Arrays.copyOf(right, chance.below(right.length)), REFUSED, chance);
      case 4 -> post(SELF, noisy(right, chance), EITHER, chance);
      default ->
          post("/attention/" + chance.oneOf(List.of(Mechanism.values())), right, EITHER, chance);
    };
  }

  private static Trial ofHeader(Chance chance) {
    String header = anyOf(HEADERS, chance);
    byte[] data = Npy.littleEndian(16).putFloat(1).putFloat(2).putFloat(3).putFloat(4).array();
    byte[] file = Npy.file(chance.oneOf(List.of(1, 2, 3)), header, data);
    return post(SELF, file, HEADERS.getOrDefault(header, EITHER), chance);
  }

  private static Trial ofQuery(byte[] file, Chance chance) {
    String query = anyOf(QUERIES, chance);
    return post(SELF + "?" + query, file, QUERIES.getOrDefault(query, EITHER), chance);
  }

  /** Sorted: a map that cannot change has another order in each process. */
  private static String anyOf(Map<String, Expectation> map, Chance chance) {
    return chance.oneOf(map.keySet().stream().sorted().toList());
  }

  private static byte[] noisy(byte[] file, Chance chance) {
    byte[] noise = {(byte) chance.below(256)};
    if (chance.onceIn(3)) {
      return ByteMutation.inserted(file, noise, chance);
    }
    byte[] noisy = file.clone();
    noisy[chance.below(noisy.length)] = noise[0];
    return noisy;
  }

  private static Trial post(String target, byte[] file, Expectation expected, Chance chance) {
    String accept = chance.oneOf(List.of(Client.JSON, Client.NDJSON, Npy.MEDIA_TYPE));
    return Trial.post(target, Npy.MEDIA_TYPE, accept, file, expected);
  }
}
