package attention.openapi;

import attention.catalogue.Catalogue;
import attention.catalogue.Examples;
import attention.catalogue.Explanations;
import attention.request.Limits;
import attention.service.AttentionService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Wires the parts of the OpenAPI document. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

  @Bean
  DryRun dryRun(Limits limits, AttentionService attentionService) {
    return new DryRun(limits, attentionService);
  }

  @Bean
  OpenApiDocument openApiDocument(
      @Qualifier("requestMappingHandlerMapping")
          ObjectProvider<RequestMappingHandlerMapping> mapping,
      Catalogue catalogue,
      Limits limits,
      Examples examples,
      Explanations explanations,
      DryRun dryRun,
      ObjectProvider<BuildProperties> build,
      Environment environment) {
    BuildProperties built = build.getIfAvailable();
    return new OpenApiDocument(
        () -> Endpoint.all(catalogue, mapping.getObject()),
        limits,
        examples,
        explanations,
        dryRun,
        new DocumentedAccess(environment.acceptsProfiles(Profiles.of("secured"))),
        built == null || built.getVersion() == null ? "unknown" : built.getVersion());
  }
}
