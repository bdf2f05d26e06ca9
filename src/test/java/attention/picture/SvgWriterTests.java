package attention.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class SvgWriterTests {

  private static List<Element> elements(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  @Test
  void aPictureHasARoleATitleAndADescription() {
    Document document = Drawn.random(2, 3, 1).document();
    Element root = document.getDocumentElement();
    assertThat(root.getAttribute("role")).isEqualTo("img");
    assertThat(root.getAttribute("aria-labelledby")).isEqualTo("title desc");
    assertThat(elements(document, "title").getFirst().getTextContent())
        .isEqualTo("weights (self · float32 · 2 queries × 3 keys)");
    assertThat(elements(document, "desc").getFirst().getTextContent())
        .isEqualTo("Heat map of weights: αᵢⱼ = ωᵢⱼ / ∑ₖ ωᵢₖ. Rows: query i; columns: key j.");
  }

  @Test
  void tokensAreTextAndEscaped() {
    Document document = Drawn.random(2, 2, 1).labelled("<a href=\"&\">", "注意").document();
    assertThat(elements(document, "text").stream().map(Element::getTextContent))
        .contains("<a href=\"&\">", "注意");
  }

  @Test
  void aCutTokenHasTheWholeAsItsTitle() {
    Document document = Drawn.random(1, 1, 1).labelled("internationalization & more").document();
    assertThat(elements(document, "text"))
        .filteredOn(text -> text.getTextContent().contains("…"))
        .hasSize(2)
        .allMatch(
            text -> text.getFirstChild().getTextContent().equals("internationalization & more"));
  }

  @Test
  void aTokenFromTheRightStaysAtItsCell() {
    List<Element> labels =
        elements(Drawn.random(2, 2, 1).labelled("שלום", "abc").document(), "text");
    assertThat(labels)
        .filteredOn(text -> text.getTextContent().equals("שלום"))
        .allMatch(text -> text.getAttribute("direction").equals("rtl"))
        .anyMatch(text -> text.getAttribute("text-anchor").isEmpty());
    assertThat(labels)
        .filteredOn(text -> text.getTextContent().equals("abc"))
        .allMatch(text -> text.getAttribute("direction").isEmpty())
        .anyMatch(text -> text.getAttribute("text-anchor").equals("end"));
  }

  @Test
  void noLineOfTheBackgroundShowsBetweenCells() {
    List<Element> cells =
        elements(Drawn.random(7, 5, 1).document(), "rect").stream()
            .filter(rect -> rect.getElementsByTagName("title").getLength() > 0)
            .toList();
    assertThat(cells)
        .hasSize(35)
        .allMatch(cell ->
            ((Element) cell.getParentNode()).getAttribute("shape-rendering").equals("crispEdges"));
    for (int i = 1; i < 5; i++) {
      Element before = cells.get(i - 1);
      int end =
          Integer.parseInt(before.getAttribute("x"))
              + Integer.parseInt(before.getAttribute("width"));
      assertThat(cells.get(i).getAttribute("x")).isEqualTo(Integer.toString(end));
    }
  }

  /** The longest tokens of three bytes a character, all different. */
  @Test
  void aPictureOf64By64IsNoLongerThanAMegabyte() {
    String[] tokens =
        IntStream.range(0, 64).mapToObj(i -> "注".repeat(12) + i).toArray(String[]::new);
    assertThat(
            Drawn.random(64, 64, 1)
                .labelled(tokens)
                .svg()
                .getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .hasSizeLessThan(1_000_000);
  }

  @Test
  void aRasterIsEmbeddedAndNothingIsLoaded() {
    String svg = Drawn.random(100, 100, 1).svg();
    assertThat(svg)
        .contains("xlink:href=\"data:image/png;base64,")
        .doesNotContain("<script", " style=");
    assertThat(svg.split("href=\"", -1)).hasSize(2);
  }

  @Test
  void theSamePictureHasTheSameBytes() {
    assertThat(Drawn.random(9, 9, 2).causal().svg())
        .isEqualTo(Drawn.random(9, 9, 2).causal().svg());
  }
}
