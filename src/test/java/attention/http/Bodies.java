package attention.http;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Bodies of requests that are long enough to be answered in many blocks. */
public final class Bodies {

  private Bodies() {}

  /** Seeded embeddings, n × d. */
  public static byte[] embeddings(int n, int d, String... members) {
    Random random = new Random(31L * n + d);
    StringBuilder body = new StringBuilder("{\"embeddings\": [");
    for (int i = 0; i < n; i++) {
      body.append(i == 0 ? "[" : ",[");
      for (int k = 0; k < d; k++) {
        body.append(k == 0 ? "" : ",").append(random.nextInt(-99, 100) / 100.0);
      }
      body.append(']');
    }
    body.append(']');
    for (String member : members) {
      body.append(", ").append(member);
    }
    return body.append('}').toString().getBytes(StandardCharsets.UTF_8);
  }
}
