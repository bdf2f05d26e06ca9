package attention.fuzz;

import attention.fuzz.Trial.Expectation;
import attention.problem.ProblemType;
import attention.trace.Mechanism;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every path with methods, queries and headers that it does not expect. */
final class HeadTrials {

  private static final List<String> METHODS =
      words("GET GET GET GET POST HEAD OPTIONS PUT PATCH DELETE TRACE CONNECT PROPFIND get G(T");

  private static final List<String> SPLINTERS =
      words(
          """
          %2f %5c %00 %zz % %ff %c0%af %0d%0aX:y %F0%9F%98%80 .. /../ // /./ ;x=y ; ? ?a=b ?%zz
          ?a=%00 #x | " < \\ { ^ \u0001 \u00e9 WEB-INF META-INF/ : @ http://x *\
          """);

  private static final String LONG = "a".repeat(9000);

  private static final List<String> HEADERS =
      """
      Accept: ,
      Accept: x
      Accept: */*;q=0
      Accept: application/json;q=0, */*
      Accept: text/html
      Accept: application/json;q=2
      Accept: a/b/c
      Accept: */json
      Accept:
      Accept: application/json; charset=\u00e9
      Accept-Encoding: *;q=0
      Accept-Encoding: gzip;q=x, br
      Accept-Language: aaa-x00001
      Accept-Language: ;
      Accept-Charset: x
      Content-Type: x
      Content-Type: application/json
      Content-Type: application/json;charset=utf-16
      Content-Type: application/*
      Content-Type: multipart/form-data; boundary=b
      Content-Type: application/x-npy
      Content-Type: application/x-www-form-urlencoded
      Content-Encoding: gzip
      Content-Encoding: identity, br
      Content-Length: 0
      Content-Length: 2
      Content-Length: 99
      Content-Length: +2
      Content-Length: -1
      Content-Length: 0x2
      Content-Length: 99999999999999999999
      Content-Length: 2, 2
      Content-Length:
      Transfer-Encoding: chunked
      Transfer-Encoding: gzip
      Transfer-Encoding: chunked, x
      Expect: 100-continue
      Expect: x
      Upgrade: h2c
      Upgrade: websocket
      Host: a b
      Host:
      Host: x:99999
      Forwarded: host=a b
      Forwarded: for="
      Origin: null
      X-Forwarded-Prefix: x
      X-Forwarded-Host: a b
      X-Forwarded-Proto: 1:
      X-Forwarded-Port: x
      X-Forwarded-For: \u00e9
      X-HTTP-Method-Override: DELETE
      Range: bytes=9-1
      Range: bytes=0-0,5-
      If-None-Match: x
      If-None-Match: "
      If-Range: x
      If-Modified-Since: x
      traceparent: 00-x
      Cookie: a="
      Authorization: x
      A b: c
      : x
      X
      X: \u0001
      """
          .lines()
          .toList();

  private static final List<String> BODIES =
      List.of("", "{}", "2\r\n{}\r\n0\r\n\r\n", "zz\r\n", "fffffffff\r\n{}", "{\"scores\":[[1]]}");

  private final List<String> paths;

  private static List<String> words(String text) {
    return List.of(text.split("\\s+"));
  }

  private HeadTrials(List<String> paths) {
    this.paths = paths;
  }

  static HeadTrials ofService() {
    return new HeadTrials(
        Stream.of(
                Stream.of(
                    "/", "/attention", "/attention/examples", "/nothing", "/livez", "/readyz"),
                Stream.of("/v3/api-docs", "/v3/api-docs.yaml", "/v3/api-docs/swagger-config"),
                Stream.of("/swagger-ui/index.html", "/swagger-ui/swagger-initializer.js"),
                Stream.of(Mechanism.values()).map(mechanism -> "/attention/" + mechanism),
                Example.all().stream().map(example -> "/attention/examples/" + example.name()),
                Stream.of(ProblemType.values()).map(ProblemType::uri))
            .flatMap(paths -> paths)
            .toList());
  }

  static HeadTrials ofManagement() {
    return new HeadTrials(
        Stream.concat(
                Stream.of("/livez", "/readyz", "/", "/actuator", "/nothing", "/attention/self"),
                Stream.of(
                        "health",
                        "info",
                        "metrics",
                        "metrics/jvm.memory.used",
                        "prometheus",
                        "sbom",
                        "sbom/application",
                        "env",
                        "heapdump",
                        "shutdown",
                        "loggers")
                    .map(name -> "/actuator/" + name))
            .toList());
  }

  Trial next(Chance chance) {
    String target = chance.oneOf(paths);
    for (int more = chance.below(3); more > 0; more--) {
      int at = 1 + chance.below(target.length());
      target = target.substring(0, at) + splinter(chance) + target.substring(at);
    }
    List<String> headers = new ArrayList<>();
    for (int more = chance.below(4); more > 0; more--) {
      headers.add(chance.onceIn(40) ? "X: " + LONG : chance.oneOf(HEADERS));
    }
    byte[] body = ByteMutation.latin1(chance.oneOf(BODIES));
    return new Trial(chance.oneOf(METHODS), target, headers, body, Expectation.EITHER_OR_NEITHER);
  }

  private static String splinter(Chance chance) {
    return chance.onceIn(40) ? chance.oneOf(List.of(" ", "\t", LONG)) : chance.oneOf(SPLINTERS);
  }
}
