package attention.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the OpenAPI document says about who may call.
 *
 * @param required whether what computes needs a key; if not, the document says nothing of keys
 */
record DocumentedAccess(boolean required) {

  private static final String KEY = "key";
  private static final int[] REFUSALS = {401, 403, 429};

  /** Whether the service can answer with a status. */
  boolean has(int status) {
    return required || IntStream.of(REFUSALS).noneMatch(refusal -> refusal == status);
  }

  /** Adds how a key is sent, and that what computes needs one. */
  void addTo(Paths paths, Components components) {
    if (!required) {
      return;
    }
    components.addSecuritySchemes(
        KEY,
        new SecurityScheme()
            .type(SecurityScheme.Type.HTTP)
            .scheme("bearer")
            .description(
                "An API key, or an access token, with the scope `attention:compute`: `Authorization: Bearer …`."));
    for (PathItem path : paths.values()) {
      Operation computing = path.getPost();
      if (computing != null) {
        computing.setSecurity(List.of(new SecurityRequirement().addList(KEY)));
        ProblemSchemas.refer(computing.getResponses(), REFUSALS);
      }
    }
  }
}
