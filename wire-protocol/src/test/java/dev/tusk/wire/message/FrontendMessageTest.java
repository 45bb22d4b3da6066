package dev.tusk.wire.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message of a client, byte for byte, and each of its prefixes and overlong forms. */
class FrontendMessageTest {

  /** Tag, body in hex as the manual lays it out, and the message. */
  static Stream<Arguments> messages() {
    return Stream.of(
        Arguments.of('Q', "73656c656374203100", new Query("select 1")),
        Arguments.of('Q', "c3a9e282acf09f988000", new Query("é€😀")),
        Arguments.of(
            'P', "73 00 7120243100 0002 00000017 00000000", new Parse("s", "q $1", List.of(23, 0))),
        Arguments.of('P', "00 00 0000", new Parse("", "", List.of())),
        Arguments.of(
            'B',
            "7000 7300 0001 0001 0003 00000002 6162 ffffffff 00000000 0002 0000 0001",
            new Bind(
                "p",
                "s",
                Formats.BINARY,
                values("ab", null, ""),
                Formats.of(List.of(Format.TEXT, Format.BINARY)))),
        Arguments.of(
            'B',
            "00 00 0000 0000 0000",
            new Bind("", "", Formats.NONE, ParameterValues.NONE, Formats.NONE)),
        Arguments.of('D', "53 7300", new Describe(Target.STATEMENT, "s")),
        Arguments.of('D', "50 00", new Describe(Target.PORTAL, "")),
        Arguments.of('C', "53 7300", new Close(Target.STATEMENT, "s")),
        Arguments.of('C', "50 00", new Close(Target.PORTAL, "")),
        Arguments.of('E', "7000 0000000a", new Execute("p", 10)),
        Arguments.of('E', "00 fffffff9", new Execute("", 0)),
        Arguments.of('f', "6e6f00", new CopyFail("no")),
        Arguments.of(
            'F',
            "00000539 0001 0001 0001 00000001 61 0001",
            new FunctionCall(1337, Formats.BINARY, values("a"), Format.BINARY)),
        Arguments.of('H', "", new Flush()),
        Arguments.of('S', "", new Sync()),
        Arguments.of('c', "", new CopyDone()));
  }

  private static ParameterValues values(String... texts) {
    return ParameterValues.of(
        Arrays.stream(texts).map(text -> text == null ? null : text.getBytes()).toList());
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void reads(char tag, String body, FrontendMessage message) {
    assertThat(FrontendMessage.decode((byte) tag, hex(body))).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void isRefusedWhenCutAnywhere(char tag, String body, FrontendMessage message) {
    byte[] whole = hex(body);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> FrontendMessage.decode((byte) tag, cut))
          .isInstanceOf(ProtocolException.class)
          .hasMessageMatching(
              "(insufficient|no) data left in message|invalid string in message"
                  + "|invalid byte sequence .*");
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  void isRefusedWithAByteTooMany(char tag, String body, FrontendMessage message) {
    byte[] whole = hex(body);
    byte[] more = Arrays.copyOf(whole, whole.length + 1);
    assertThatThrownBy(() -> FrontendMessage.decode((byte) tag, more))
        .isInstanceOf(ProtocolException.class)
        .hasMessage("invalid message format");
  }
}
