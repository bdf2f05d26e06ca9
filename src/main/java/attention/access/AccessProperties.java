package attention.access;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may call, with the profile secured.
 *
 * @param keys Keys, one each: its name, its SHA-256 in hexadecimal digits, its scopes
 *     (attention:compute if none), and expires= with a time such as 2027-01-31T00:00:00Z if it
 *     should.
 * @param keysFile File with further keys, one a line, which is read again when it changes.
 * @param keysReload Time between two looks at that file.
 * @param pages Who may read explorer, Swagger UI and OpenAPI document: open is everybody, secured
 *     is clients with a key, off is nobody.
 * @param quota Quota of each name that has none of its own.
 * @param quotas Quotas by the name of the key; oauth2 is that of each subject of tokens.
 */
@Validated
@ConfigurationProperties("attention.access")
record AccessProperties(
    @DefaultValue List<String> keys,
    @Nullable Path keysFile,
    @DurationMin(millis = 100) @DefaultValue("2s") Duration keysReload,
    @DefaultValue("open") Pages pages,
    @Valid @DefaultValue Quota quota,
    @DefaultValue Map<String, @Valid Quota> quotas) {

  /**
   * What one name may take.
   *
   * @param requests Most requests a minute.
   * @param work Most multiply-adds a minute, in the measure of attention.limits.work.
   * @param places Percent of attention.limits.requests that may be in progress at once.
   * @param memory Percent of attention.limits.memory that its requests may hold together.
   */
  record Quota(
      @Min(1) @Max(1_000_000_000) @DefaultValue("600") long requests,
      @Min(1_000_000) @Max(Quota.MOST) @DefaultValue("687194767360") long work,
      @Min(1) @Max(100) @DefaultValue("50") int places,
      @Min(1) @Max(100) @DefaultValue("50") int memory) {

    /** The largest integer of a structured field (RFC 9651, section 3.3.1). */
    static final long MOST = 999_999_999_999_999L;
  }

  /** The quota of a name. */
  Quota quotaOf(String name) {
    return quotas.getOrDefault(name, quota);
  }
}
