package attention.fuzz;

import attention.fuzz.Trial.Expectation;
import attention.http.ArchivedRequest;
import attention.http.Client;
import attention.http.Npy;
import attention.http.Npz;
import attention.parse.NpzRequestReader;
import attention.request.AttentionRequest;
import attention.trace.Mechanism;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Examples as archives, whole and damaged, and the same for a check. */
final class ArchiveTrials {

  private static final List<String> ACCEPTED = List.of(Client.JSON, Client.NDJSON, Npy.MEDIA_TYPE);

  private final List<Example> examples =
      Example.all().stream()
          .filter(example -> !example.isCheck() && ArchivedRequest.isPossible(example.request()))
          .toList();

  Trial next(Chance chance) {
    Example example = chance.oneOf(examples);
    boolean check = chance.onceIn(4);
    ObjectNode request = check ? CheckTrials.withAnswer(example, chance) : example.copy();
    byte[] whole = packed(ArchivedRequest.of(request, entries(example)), chance);
    return switch (chance.below(4)) {
      case 0 -> trial(example, check, whole, Expectation.ANSWERED, chance);
      case 1 -> {
        byte[] cut = Arrays.copyOf(whole, chance.below(whole.length));
        yield trial(example, check, cut, Expectation.REFUSED, chance);
      }
      case 2 -> trial(example, check, noisy(whole, chance), Expectation.EITHER, chance);
      default -> {
        byte[] more = ByteMutation.inserted(whole, noise(chance), chance);
        yield trial(example, check, more, Expectation.EITHER, chance);
      }
    };
  }

  private static List<String> entries(Example example) {
    Mechanism mechanism =
        Arrays.stream(Mechanism.values())
            .filter(it -> example.path().equals("/attention/" + it))
            .findFirst()
            .orElseThrow();
    return NpzRequestReader.entries(AttentionRequest.type(mechanism));
  }

  private static byte[] packed(Npz archive, Chance chance) {
    return switch (chance.below(3)) {
      case 0 -> archive.stored();
      case 1 -> archive.deflated();
      default -> archive.streamed();
    };
  }

  private static byte[] noise(Chance chance) {
    return new byte[] {(byte) chance.below(256)};
  }

  private static byte[] noisy(byte[] archive, Chance chance) {
    byte[] noisy = archive.clone();
    for (int more = chance.below(3); more >= 0; more--) {
      noisy[chance.below(noisy.length)] = noise(chance)[0];
    }
    return noisy;
  }

  private static Trial trial(
      Example example, boolean check, byte[] archive, Expectation expected, Chance chance) {
    return check
        ? Trial.post(example.path() + "/check", Npz.MEDIA_TYPE, Client.JSON, archive, expected)
        : Trial.post(example.path(), Npz.MEDIA_TYPE, chance.oneOf(ACCEPTED), archive, expected);
  }
}
