package attention.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonPointer;

/** Places as JSON pointers (RFC 6901), written as URI fragments. */
class PointerTests {

  @Test
  void theWholeDocumentIsAnEmptyFragment() {
    assertThat(Pointer.ROOT).hasToString("#");
  }

  @Test
  void membersAndIndicesFollowEachOther() {
    assertThat(Pointer.ROOT.child("mask").child("allowed").child(0).child(12))
        .hasToString("#/mask/allowed/0/12");
  }

  /** The examples of RFC 6901, section 6, and what a fragment may not carry. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "foo     | #/foo",
        "``      | #/",
        "a/b     | #/a~1b",
        "c%d     | #/c%25d",
        "e^f     | #/e%5Ef",
        "i\\j    | #/i%5Cj",
        "k\"l    | #/k%22l",
        "` `     | #/%20",
        "m~n     | #/m~0n",
        "~1      | #/~01",
        "ä       | #/%C3%A4",
        "😀      | #/%F0%9F%98%80",
        "a#b     | #/a%23b",
        "[0]     | #/%5B0%5D",
        "`\u007f`| #/%7F",
        "`\u0000`| #/%00",
        "-._~!$&'()*+,;=:@?aZ09 | #/-._~0!$&'()*+,;=:@?aZ09"
      })
  void whatAFragmentMayNotCarryIsEscaped(String member, String pointer) {
    assertThat(Pointer.ROOT.child(member)).hasToString(pointer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b~c d", "~0~1", "%2F", "é\u0301", "\u2028", "😀/~"})
  void readBackItIsTheMember(String member) {
    URI uri = URI.create(Pointer.ROOT.child(member).child(3).toString());
    assertThat(JsonPointer.compile(uri.getFragment()))
        .isEqualTo(JsonPointer.empty().appendProperty(member).append(JsonPointer.compile("/3")));
  }

  @Test
  void aPlaceIsKnownByTheNamesThatLeadToIt() {
    Pointer mask = Pointer.ROOT.child("mask");
    assertThat(mask.names()).containsExactly("mask");
    assertThat(mask.child("keys").child(3).names()).containsExactly("mask", "keys", "3");
    assertThat(Pointer.ROOT.names()).isEmpty();
    assertThat(Pointer.of(List.of("mask", "keys"))).isEqualTo(mask.child("keys"));
  }
}
