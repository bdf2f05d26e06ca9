package attention.catalogue;

import attention.catalogue.Explanations.Sent;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** The HTML page that explains a kind of problem. */
public final class ProblemPage {

  private static final String FRAME =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%1$s</title>
      <style>
      body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 sans-serif; }
      pre { padding: .75rem; background: #f3f3f3; white-space: pre-wrap; overflow-wrap: anywhere; }
      dt { font-family: monospace; font-weight: bold; }
      @media (prefers-color-scheme: dark) { body { background: #1c1c1c; color: #eee; } pre { background: #2c2c2c; } }
      </style>
      </head>
      <body>
      <h1>%1$s</h1>
      <p><code>%2$s</code>, status %3$d</p>
      <p>%4$s</p>
      <h2>What to do</h2>
      <p>%5$s</p>
      %6$s%7$s</body>
      </html>
      """;

  private ProblemPage() {}

  public static String of(ProblemController.ProblemExplanation problem) {
    return FRAME.formatted(
        escaped(problem.title()),
        escaped(problem.type()),
        problem.status(),
        escaped(problem.meaning()),
        escaped(problem.cure()),
        codes(problem),
        sent("An example", problem.fault())
            + sent("The same request without the fault", problem.cured()));
  }

  private static String codes(ProblemController.ProblemExplanation problem) {
    if (problem.codes().isEmpty()) {
      return "";
    }
    StringBuilder list = new StringBuilder("<h2>Codes under errors</h2>\n<dl>\n");
    problem
        .codes()
        .forEach(code ->
            list.append(
                "<dt>%s</dt><dd>%s</dd>\n"
                    .formatted(escaped(code.code()), escaped(code.meaning()))));
    return list.append("</dl>\n").toString();
  }

  private static String sent(String title, @Nullable Sent sent) {
    if (sent == null) {
      return "";
    }
    StringBuilder text = new StringBuilder(sent.method() + " " + sent.path() + "\n");
    if (sent.accept() != null) {
      text.append("Accept: ").append(sent.accept()).append('\n');
    }
    if (sent.body() != null) {
      String type = sent.contentType() == null ? "application/json" : sent.contentType();
      text.append("Content-Type: ").append(type).append("\n\n").append(sent.body());
    }
    return "<h2>%s</h2>\n<pre>%s</pre>\n".formatted(title, escaped(text.toString()));
  }

  private static String escaped(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }
}
