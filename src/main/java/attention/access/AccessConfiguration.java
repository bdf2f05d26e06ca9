package attention.access;

import attention.capacity.AccessMeters;
import attention.front.LimitsProperties;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Puts keys, tokens and quotas before the handlers of both ports. */
@Configuration(proxyBeanMethods = false)
@Profile("secured")
@EnableConfigurationProperties(AccessProperties.class)
class AccessConfiguration {

  private static final long YEAR_SECONDS = 31_536_000;

  @Bean
  KeyRing keyRing(AccessProperties properties) throws IOException {
    return new KeyRing(properties.keys(), properties.keysFile(), Clock.systemUTC());
  }

  @Bean
  KeyWatch keyWatch(KeyRing ring, AccessProperties properties) {
    return new KeyWatch(ring, properties.keysReload());
  }

  @Bean
  AccessRefusals accessRefusals(
      @Qualifier("problemResolver") HandlerExceptionResolver problems, AccessMeters meters) {
    return new AccessRefusals(problems, meters);
  }

  @Bean
  Accounts accounts(AccessProperties properties, LimitsProperties limits) {
    return new Accounts(caller ->
        Account.of(properties.quotaOf(caller.label()), limits.requests(), limits.memoryBytes()));
  }

  /** Keys first; then tokens, where Spring Boot has an issuer or its keys. */
  @Bean
  AuthenticationManager authenticationManager(
      KeyRing ring,
      ObjectProvider<JwtDecoder> decoder,
      ObjectProvider<JwtAuthenticationConverter> converter) {
    List<AuthenticationProvider> providers = new ArrayList<>();
    providers.add(new KeyProvider(ring, Clock.systemUTC()));
    decoder.ifAvailable(tokens -> {
      JwtAuthenticationProvider provider = new JwtAuthenticationProvider(tokens);
      converter.ifAvailable(provider::setJwtAuthenticationConverter);
      providers.add(provider);
    });
    if (providers.size() == 1 && ring.keys().all().isEmpty()) {
      throw new IllegalStateException(
          "Nobody could call: set attention.access.keys, attention.access.keys-file or spring.security.oauth2.resourceserver.jwt.*");
    }
    return new ProviderManager(providers);
  }

  @Bean
  SecurityFilterChain accessChain(
      HttpSecurity http,
      AccessProperties properties,
      AuthenticationManager callers,
      AccessRefusals refusals,
      Accounts accounts,
      AccessMeters meters,
      @Qualifier("problemResolver") HandlerExceptionResolver problems) {
    return http.csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .servletApi(AbstractHttpConfigurer::disable)
        .headers(AbstractHttpConfigurer::disable)
        .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .exceptionHandling(
            it -> it.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .authorizeHttpRequests(new Rules(properties.pages())::addTo)
        .addFilter(strictTransport())
        .addFilter(bearer(callers, refusals))
        .addFilterAfter(new QuotaFilter(accounts, meters, problems), AuthorizationFilter.class)
        .build();
  }

  private static BearerTokenAuthenticationFilter bearer(
      AuthenticationManager callers, AccessRefusals refusals) {
    BearerTokenAuthenticationFilter filter = new BearerTokenAuthenticationFilter(callers);
    filter.setAuthenticationEntryPoint(refusals);
    filter.setAuthenticationFailureHandler(refusals::commence);
    return filter;
  }

  /** Only with TLS, and for this name alone. All other headers are set in front. */
  private static HeaderWriterFilter strictTransport() {
    HstsHeaderWriter writer = new HstsHeaderWriter(YEAR_SECONDS, false);
    HeaderWriterFilter filter = new HeaderWriterFilter(List.of(writer));
    filter.setShouldWriteHeadersEagerly(true);
    return filter;
  }

  /** Tomcat has checked methods and headers, and unknown methods are answered with 405. */
  @Bean
  HttpFirewall firewall() {
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    firewall.setUnsafeAllowAnyHttpMethod(true);
    firewall.setAllowedHeaderNames(name -> true);
    firewall.setAllowedHeaderValues(value -> true);
    return firewall;
  }

  /** The service has metrics of its own for this. */
  @Bean
  SecurityObservationSettings observations() {
    return SecurityObservationSettings.noObservations();
  }
}
