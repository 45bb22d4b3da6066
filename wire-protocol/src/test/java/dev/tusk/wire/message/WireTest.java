package dev.tusk.wire.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireTest {

  /** The right sides are PostgreSQL 15's. */
  @ParameterizedTest
  @CsvSource({
    "ff, 0xff",
    "6180, 0x80",
    "c3, 0xc3",
    "c328, 0xc3 0x28",
    "c080, 0xc0 0x80",
    "e28241, 0xe2 0x82 0x41",
    "eda080, 0xed 0xa0 0x80",
    "f4908080, 0xf4 0x90 0x80 0x80",
    "f88888888888, 0xf8",
    "e2, 0xe2",
    "610062, 0x00",
  })
  void invalidTextIsNamedByItsBytes(String hex, String named) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThatThrownBy(() -> Wire.utf8(bytes, 0, bytes.length))
        .isInstanceOf(ProtocolException.class)
        .hasMessage("invalid byte sequence for encoding \"UTF8\": " + named);
  }

  @Test
  void theReplacementCharacterIsACharacterToo() {
    byte[] bytes = "a\uFFFDb".getBytes(StandardCharsets.UTF_8);
    assertThat(Wire.utf8(bytes, 0, bytes.length)).isEqualTo("a\uFFFDb");
  }

  @Test
  void whatTheJdkRefusesWeRefuseAndNothingElse() {
    Random random = new Random(42);
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[1 + random.nextInt(6)];
      for (int j = 0; j < bytes.length; j++) {
        // Mostly lead and continuation bytes; a NUL is ours alone to refuse.
        bytes[j] = (byte) (random.nextBoolean() ? 0x80 + random.nextInt(128) : 1 + j);
      }
      assertThat(weAccept(bytes)).isEqualTo(theJdkAccepts(bytes));
    }
  }

  private static boolean weAccept(byte[] bytes) {
    try {
      Wire.utf8(bytes, 0, bytes.length);
      return true;
    } catch (ProtocolException _) {
      return false;
    }
  }

  private static boolean theJdkAccepts(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }
}
