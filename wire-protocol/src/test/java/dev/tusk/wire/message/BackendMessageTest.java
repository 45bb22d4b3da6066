package dev.tusk.wire.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message of the server, byte for byte. */
class BackendMessageTest {

  static Stream<Arguments> messages() {
    return Stream.of(
        Arguments.of("52 00000008 00000000", new AuthenticationOk()),
        Arguments.of("4b 0000000c 00000007 fffffffe", new BackendKeyData(7, -2)),
        Arguments.of("31 00000004", new ParseComplete()),
        Arguments.of("32 00000004", new BindComplete()),
        Arguments.of("33 00000004", new CloseComplete()),
        Arguments.of("43 0000000d 53454c454354203100", new CommandComplete("SELECT 1")),
        Arguments.of("64 00000006 6162", new CopyData("ab".getBytes())),
        Arguments.of("63 00000004", new CopyDone()),
        Arguments.of(
            "47 0000000b 00 0002 0000 0000",
            new CopyInResponse(Format.TEXT, List.of(Format.TEXT, Format.TEXT))),
        Arguments.of(
            "48 00000009 01 0001 0001", new CopyOutResponse(Format.BINARY, List.of(Format.BINARY))),
        Arguments.of(
            "44 00000010 0002 00000002 6162 ffffffff",
            new DataRow(Arrays.asList("ab".getBytes(), null))),
        Arguments.of("49 00000004", new EmptyQueryResponse()),
        Arguments.of(
            "76 00000010 00030000 00000001 612e6200",
            new NegotiateProtocolVersion(3 << 16, List.of("a.b"))),
        Arguments.of("6e 00000004", new NoData()),
        Arguments.of(
            "74 0000000e 0002 00000017 00000019", new ParameterDescription(List.of(23, 25))),
        Arguments.of("53 00000008 6100 6200", new ParameterStatus("a", "b")),
        Arguments.of("73 00000004", new PortalSuspended()),
        Arguments.of("5a 00000005 54", new ReadyForQuery('T')),
        Arguments.of(
            "54 0000001b 0001 6964 00 00004001 0002 00000017 0004 ffffffff 0001",
            new RowDescription(
                List.of(new FieldDescription("id", 16385, 2, 23, 4, -1, Format.BINARY)))),
        Arguments.of(
            "4e 00000020 534e4f5449434500 564e4f5449434500 43303030303000 4d686900 00",
            new NoticeResponse(ErrorFields.of(Severity.NOTICE, "00000", "hi"))));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void writes(String hex, BackendMessage message) {
    byte[] expected = HexFormat.of().parseHex(hex.replace(" ", ""));
    int length = expected[3] << 8 | expected[4] & 0xff;
    assertThat(length).as("the length in this test").isEqualTo(expected.length - 1);
    assertThat(written(message)).isEqualTo(expected);
  }

  private static byte[] written(BackendMessage message) {
    WireWriter out = new WireWriter();
    out.write(message);
    return Arrays.copyOf(out.array(), out.position());
  }

  @Test
  void anErrorHasAllItsFieldsInPostgresOrder() {
    ErrorFields fields =
        ErrorFields.builder(Severity.ERROR, "23505", "m")
            .detail("d")
            .hint("h")
            .position(12)
            .internal(3, "q")
            .where("w")
            .schema("s")
            .table("t")
            .column("c")
            .dataType("y")
            .constraint("n")
            .source("f", 42, "r")
            .build();
    byte[] bytes = written(new ErrorResponse(fields));
    assertThat(new String(bytes, 5, bytes.length - 5).replace('\0', ' '))
        .isEqualTo("SERROR VERROR C23505 Mm Dd Hh P12 p3 qq Ww ss tt cc dy nn Ff L42 Rr  ");
  }

  @Test
  void aStringEndsAtItsFirstNul() {
    assertThat(new String(written(new CommandComplete("a\0b")))).endsWith("a\0");
  }
}
