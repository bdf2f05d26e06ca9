package planted.catalogue;

import io.swagger.v3.oas.models.OpenAPI;

/** Breaks the rule that one room writes the OpenAPI document. */
record KnowsSwagger(OpenAPI document) {}
