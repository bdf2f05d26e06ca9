package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the numbers of the ledger are from. */
class ExplorerOriginTests extends InExplorer {

  /** What a card does not show is in a field of the request, which must have the same number. */
  @ParameterizedTest
  @CsvSource({
    "#example=notebook-softmax&cell=1&cell=1, 9",
    "#example=cross-attention&cell=0&cell=1, 1",
    "#example=alibi&cell=2&cell=1&head=2, 1",
    "#example=grouped-query&cell=2&cell=1&head=3, 1",
    "#example=weights-sparsemax&cell=0&cell=1, 1",
  })
  void aNumberOfTheLedgerIsThatOfItsField(String link, int least) {
    page.open(link.replaceFirst("cell=(\\d)&cell=(\\d)", "cell=$1,$2"));
    List<?> pairs =
        (List<?>)
            page.run(
                """
                const exact = (number) => Number(number.title.split(':')[0].replaceAll('−', '-'));
                return [...document.querySelectorAll('#ledger [data-origin]')]
                  .filter(({dataset}) => !document.querySelector(`[data-stage="${dataset.origin.split(' ')[0]}"]`))
                  .map((number) => `${exact(number)} = ${Number(document.querySelector(`[data-at="${number.dataset.origin}"]`).value)}`);\
                """);
    assertThat(pairs).hasSizeGreaterThanOrEqualTo(least);
    assertThat(pairs)
        .allSatisfy(pair ->
            assertThat(((String) pair).split(" = ")[0]).isEqualTo(((String) pair).split(" = ")[1]));
  }
}
