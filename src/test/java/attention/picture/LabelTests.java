package attention.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTests {

  @ParameterizedTest
  @ValueSource(strings = {"journey", "internationalis", "注意力机制", "שלום", "a b"})
  void aShortTokenIsShownAsItIs(String token) {
    assertThat(Label.of(token)).isEqualTo(new Label(token, null));
  }

  @Test
  void aLongTokenIsCutAndKeptWhole() {
    Label label = Label.of("internationalization");
    assertThat(label.text()).startsWith("internationali").endsWith("…").hasSizeLessThan(19);
    assertThat(label.whole()).isEqualTo("internationalization");
  }

  @Test
  void aTokenIsCutBetweenCharactersAsReadersKnowThem() {
    String family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";
    String cut = Label.of(family.repeat(9)).text();
    assertThat(cut).endsWith("…");
    assertThat(cut.substring(0, cut.length() - 1))
        .isEqualTo(family.repeat(cut.length() / family.length()));
  }

  @Test
  void spacesAtTheEndsAndControlCharactersAreShown() {
    assertThat(Label.of(" the ").text()).isEqualTo("␣the␣");
    assertThat(Label.of("\n\t").text()).isEqualTo("\\n\\t");
    assertThat(Label.of("").text()).isEqualTo("∅");
    assertThat(Label.of("a\u0001b\u202Ec\uFFFE").text()).isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
  }

  @Test
  void theFirstLetterSaysWhereATextIsReadFrom() {
    assertThat(Label.isRightToLeft("(שלום) abc")).isTrue();
    assertThat(Label.isRightToLeft("مرحبا")).isTrue();
    assertThat(Label.isRightToLeft("abc שלום")).isFalse();
    assertThat(Label.isRightToLeft("12 …")).isFalse();
  }
}
