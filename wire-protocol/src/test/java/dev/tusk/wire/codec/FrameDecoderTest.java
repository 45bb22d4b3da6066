package dev.tusk.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.wire.message.ErrorFields;
import dev.tusk.wire.message.FrontendMessage;
import dev.tusk.wire.message.ProtocolException;
import dev.tusk.wire.message.StartupMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameDecoderTest {
  private static final String STARTUP = "00000010 00030000 75736572 00 6d00 00";

  private final List<Incoming> found = new ArrayList<>();
  private final FrameDecoder decoder = new FrameDecoder(found::add, () -> true);

  private void feed(String hex) {
    feed(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  private void feed(byte[] bytes) {
    ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
    decoder.feed(buffer);
  }

  /** What was found, briefly: {@code Q3} is a query message with a body of 3 bytes. */
  private List<String> brief() {
    return found.stream()
        .map(incoming ->
            switch (incoming) {
              case Frame(var tag, var body) -> (char) tag + "" + body.length;
              case Opening(var packet) -> packet.getClass().getSimpleName();
              case Violation(var report) -> report == null ? "hangup" : report.message();
            })
        .toList();
  }

  @Test
  void messagesFollowTheStartupPacket() {
    feed(STARTUP + "51 00000007 616200 53 00000004");
    assertThat(brief()).containsExactly("StartupMessage", "Q3", "S0");
    assertThat(((StartupMessage) ((Opening) found.getFirst()).packet()).parameters())
        .containsEntry("user", "m");
  }

  @Test
  void bytesMayComeOneByOne() {
    for (byte b :
        HexFormat.of()
            .parseHex((STARTUP + "510000000761620053000000045800000004").replace(" ", ""))) {
      feed(new byte[] {b});
    }
    assertThat(brief()).containsExactly("StartupMessage", "Q3", "S0", "X0");
  }

  @Test
  void aBodyInPiecesIsPutTogether() {
    feed(STARTUP);
    byte[] body = new byte[1_000_000];
    new Random(7).nextBytes(body);
    feed("64 000f4244");
    for (int start = 0; start < body.length; start += 7_777) {
      feed(java.util.Arrays.copyOfRange(body, start, Math.min(body.length, start + 7_777)));
    }
    assertThat(brief()).containsExactly("StartupMessage", "d1000000");
    assertThat(((Frame) found.get(1)).body()).isEqualTo(body);
  }

  @Test
  void whatTheMemoryDoesNotAllowIsRefusedWhenItIsAnnounced() {
    int most = Limits.AFFORDABLE_BYTES;
    feed(STARTUP);
    feed(ByteBuffer.allocate(5).put((byte) 'Q').putInt(most + 4).array());
    assertThat(brief()).as("as much as is allowed").containsExactly("StartupMessage");
    List<Incoming> messages = new ArrayList<>();
    FrameDecoder other = new FrameDecoder(messages::add, () -> true);
    other.feed(Unpooled.wrappedBuffer(HexFormat.of().parseHex(STARTUP.replace(" ", ""))));
    other.feed(
        Unpooled.wrappedBuffer(ByteBuffer.allocate(5).put((byte) 'Q').putInt(most + 5).array()));
    assertThat(messages.getLast())
        .isInstanceOfSatisfying(
            Violation.class,
            violation ->
                assertThat(violation.report())
                    .extracting(ErrorFields::sqlState, ErrorFields::message)
                    .containsExactly(
                        most < Limits.LARGE_MESSAGE_BYTES ? "53200" : "08P01",
                        most < Limits.LARGE_MESSAGE_BYTES
                            ? "out of memory"
                            : "invalid message length"));
  }

  @Test
  void aTagIsRefusedBeforeItsLengthIsThere() {
    feed(STARTUP + "00");
    assertThat(brief()).endsWith("invalid frontend message type 0");
  }

  @Test
  void lengthsBeyondTheLimitsAreRefused() {
    for (String header :
        List.of("51 7fffffff", "51 40000003", "51 00000003", "51 ffffffff", "53 00002715")) {
      List<Incoming> messages = new ArrayList<>();
      FrameDecoder fresh = new FrameDecoder(messages::add, () -> true);
      fresh.feed(
          Unpooled.wrappedBuffer(HexFormat.of().parseHex((STARTUP + header).replace(" ", ""))));
      assertThat(messages.getLast())
          .isInstanceOfSatisfying(
              Violation.class,
              violation ->
                  assertThat(violation.report().message()).isEqualTo("invalid message length"));
    }
  }

  @Test
  void nothingIsReadBehindAViolation() {
    feed(STARTUP + "51 00000003");
    feed("51 00000007 616200");
    assertThat(found).hasSize(2);
  }

  @Test
  void startupPacketsThatAreTooLongOrTooShortAreHungUpOn() {
    for (String header : List.of("00000007", "00000000", "ffffffff", "00002715", "47455420")) {
      List<Incoming> messages = new ArrayList<>();
      new FrameDecoder(messages::add, () -> true)
          .feed(Unpooled.wrappedBuffer(HexFormat.of().parseHex(header)));
      assertThat(messages).containsExactly(new Violation(null));
    }
  }

  @Test
  void encryptionMayBeAskedForOnceEach() {
    feed("00000008 04d2162f");
    feed("00000008 04d21630");
    feed("00000008 04d2162f");
    assertThat(brief())
        .containsExactly(
            "SslRequest",
            "GssEncRequest",
            "unsupported frontend protocol 1234.5679: server supports 3.0 to 3.0");
  }

  @Test
  void nothingFollowsACancelRequest() {
    feed("00000010 04d2162e 00000001 00000002" + STARTUP);
    assertThat(brief()).containsExactly("CancelRequest");
  }

  @Test
  void aCancelRequestOfAnotherLengthIsHungUpOn() {
    feed("0000000c 04d2162e 00000001");
    assertThat(brief()).containsExactly("hangup");
  }

  @Test
  void mutatedTrafficNeverThrowsAnythingElse() {
    byte[] good =
        HexFormat.of()
            .parseHex(
                (STARTUP
                        + "51 00000007 616200"
                        + "50 0000000f 7300 713100 0001 00000017"
                        + "42 00000017 7000 7300 0001 0001 0001 00000002 6162 0000"
                        + "44 00000007 537300 45 0000000a 7000 00000000 43 00000007 507000"
                        + "66 00000007 6e6f00 53 00000004 48 00000004 58 00000004")
                    .replace(" ", ""));
    Random random = new Random(20_260_101);
    for (int round = 0; round < 100_000; round++) {
      byte[] bytes = good.clone();
      for (int i = 1 + random.nextInt(4); i > 0; i--) {
        // Most rounds leave start-up alone, or little else would be tried.
        int from = random.nextInt(8) == 0 ? 0 : 16;
        bytes[from + random.nextInt(bytes.length - from)] = (byte) random.nextInt(256);
      }
      List<Incoming> messages = new ArrayList<>();
      FrameDecoder fresh = new FrameDecoder(messages::add, () -> true);
      ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
      while (buffer.isReadable()) {
        int before = buffer.readerIndex();
        fresh.feed(buffer.readSlice(Math.min(buffer.readableBytes(), 1 + random.nextInt(40))));
        assertThat(buffer.readerIndex()).isGreaterThan(before);
      }
      messages.forEach(FrameDecoderTest::decode);
    }
  }

  private static void decode(Incoming incoming) {
    if (incoming instanceof Frame(var tag, var body)) {
      try {
        FrontendMessage.decode(tag, body);
      } catch (ProtocolException expected) {
        assertThat(expected.fields().message()).isNotEmpty();
      }
    }
  }
}
