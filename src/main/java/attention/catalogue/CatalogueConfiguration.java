package attention.catalogue;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads catalogue, examples and explanations once, at start. */
@Configuration(proxyBeanMethods = false)
class CatalogueConfiguration {

  @Bean
  Catalogue catalogue() {
    return Catalogue.load();
  }

  @Bean
  Examples examples() {
    return Examples.load();
  }

  @Bean
  Explanations explanations() {
    return Explanations.load();
  }
}
