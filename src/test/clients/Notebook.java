import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.AttentionApi;
import org.openapitools.client.api.CatalogueApi;
import org.openapitools.client.model.Normalization;
import org.openapitools.client.model.SelfRequest;
import org.openapitools.client.model.SelfRow;

/** Has a generated client compute the notebook's example, and meet a refusal. */
public class Notebook {

  /** Pictures have a stage and a scale; numbers have neither. */
  private static final String PICTURE_STAGE = null;

  private static final String PICTURE_SCALE = null;

  public static void main(String[] arguments) throws ApiException {
    ApiClient client = new ApiClient();
    client.updateBaseUri(arguments[0]);
    AttentionApi attention = new AttentionApi(client);
    SelfRequest request =
        new SelfRequest()
            .tokens(List.of("Your", "journey", "starts", "with", "one", "step"))
            .embeddings(
                List.of(
                    List.of(0.43, 0.15, 0.89),
                    List.of(0.22, 0.58, 0.33),
                    List.of(0.77, 0.25, 0.10),
                    List.of(0.05, 0.80, 0.55),
                    List.of(0.57, 0.85, 0.64),
                    List.of(0.55, 0.87, 0.66)))
            .queryIndices(List.of(1))
            .normalization(Normalization.SOFTMAX);
    SelfRow row = attention.computeSelf(request, PICTURE_STAGE, PICTURE_SCALE).getRows().getFirst();
    System.out.println(
        row.getToken()
            + row.getWeights().stream()
                .map(weight -> String.format(Locale.ROOT, " %.4f", weight))
                .collect(Collectors.joining()));

    SelfRow overflow =
        attention
            .computeSelf(
                request.normalization(Normalization.NAIVE_SOFTMAX).scale(1e6),
                PICTURE_STAGE,
                PICTURE_SCALE)
            .getRows()
            .getFirst();
    System.out.println(
        overflow.getWeights().getFirst() + " " + overflow.getWarnings().getFirst().getCode());

    try {
      attention.computeSelf(
          request.embeddings(List.of(List.of(1.0), List.of(1.0, 2.0))),
          PICTURE_STAGE,
          PICTURE_SCALE);
    } catch (ApiException refusal) {
      System.out.println(refusal.getCode());
    }
    System.out.println(new CatalogueApi(client).getExample("notebook-softmax").getPath());
  }
}
