package attention.picture;

import attention.matrix.Dtype;
import attention.matrix.FloatMatrix;
import attention.trace.Formula;
import attention.trace.Mechanism;
import attention.trace.Member;
import attention.trace.Preamble;
import attention.trace.Rows;
import attention.trace.Shape;
import attention.trace.Stages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/**
 * A picture of numbers that a test makes up.
 *
 * @param numbers q × n of each head, row by row; NaN where not finite
 * @param masked q × n, true where masked, of every head; absent = nothing
 */
record Drawn(
    View view,
    int queries,
    int keys,
    List<float[]> numbers,
    boolean @Nullable [] masked,
    @Nullable List<String> tokens) {

  private static final Formula FORMULA =
      new Formula(Member.WEIGHTS, "\\alpha_{ij} = \\frac{\\omega_{ij}}{\\sum_k \\omega_{ik}}");

  /** Weights without heads. */
  static Drawn weights(int queries, int keys, float... numbers) {
    return new Drawn(View.DEFAULT, queries, keys, List.of(numbers), null, null);
  }

  /** Weights that add up to 1 in each row, the same for the same seed. */
  static Drawn random(int queries, int keys, int heads) {
    Random random = new Random(7);
    List<float[]> all = new ArrayList<>();
    for (int head = 0; head < heads; head++) {
      float[] numbers = new float[queries * keys];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = random.nextFloat();
      }
      all.add(numbers);
    }
    return new Drawn(View.DEFAULT, queries, keys, all, null, null);
  }

  Drawn with(Member stage, ColourScale scale) {
    return new Drawn(new View(stage, scale, null), queries, keys, numbers, masked, tokens);
  }

  Drawn labelled(String... labels) {
    return new Drawn(view, queries, keys, numbers, masked, List.of(labels));
  }

  /** Without the keys after the query. */
  Drawn causal() {
    boolean[] after = new boolean[queries * keys];
    for (int i = 0; i < after.length; i++) {
      after[i] = i % keys > i / keys;
    }
    return new Drawn(view, queries, keys, numbers, after, tokens);
  }

  private Preamble preamble() {
    Shape.Heads heads = numbers.size() == 1 ? null : new Shape.Heads(numbers.size(), 1);
    return new Preamble(
        numbers.size() == 1 ? Mechanism.SELF : Mechanism.MULTI_HEAD,
        Dtype.FLOAT32,
        "sum",
        new Shape(queries, keys, null, heads),
        List.of(FORMULA),
        tokens,
        Map.of());
  }

  Rows block(int from, int to) {
    List<Stages> heads = numbers.stream().map(all -> stages(all, from, to)).toList();
    return new Rows(
        "queryIndex",
        IntStream.range(from, to).toArray(),
        tokens == null || tokens.size() != queries ? null : tokens.subList(from, to),
        heads.size() == 1 ? List.of() : heads,
        heads.getFirst());
  }

  private Stages stages(float[] all, int from, int to) {
    FloatMatrix whole = FloatMatrix.of(queries, keys, all);
    return new Stages(
        Map.of(view.stage(), whole.rows(from, to)),
        null,
        Collections.nCopies(to - from, List.of()),
        row -> allowed(from + row));
  }

  private boolean[] allowed(int row) {
    boolean[] allowed = new boolean[keys];
    for (int key = 0; key < keys; key++) {
      allowed[key] = masked == null || !masked[row * keys + key];
    }
    return allowed;
  }

  HeatMap map() {
    return new HeatMap(view, preamble(), block(0, 1));
  }

  Drawing drawing() {
    HeatMap map = map();
    map.add(block(0, queries), 0);
    return map.drawing();
  }

  String svg() {
    return svg(drawing());
  }

  static String svg(Drawing drawing) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      SvgWriter.write(drawing, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** The picture as a parser reads it. */
  Document document() {
    try {
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(svg())));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** The pixels of everything but text, which depends on the fonts of a machine. */
  BufferedImage pixels() {
    Drawing all = drawing();
    List<attention.picture.Shape> shapes =
        all.shapes().stream()
            .filter(shape -> !(shape instanceof attention.picture.Shape.Text))
            .toList();
    return pixels(new Drawing(all.width(), all.height(), all.title(), all.description(), shapes));
  }

  static BufferedImage pixels(Drawing drawing) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      PngWriter.write(drawing, out);
      return ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
