package dev.tusk.wire.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.wire.authentication.AuthenticationMethod;
import dev.tusk.wire.message.CancelRequest;
import dev.tusk.wire.message.ErrorFields;
import dev.tusk.wire.message.GssEncRequest;
import dev.tusk.wire.message.Severity;
import dev.tusk.wire.message.SslRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From the first byte to the first query. */
class StartupTest extends ServerTest {

  @Override
  WireOptions options() {
    return super.options().withMaxConnections(3).withAuthenticationTimeout(Duration.ofMillis(400));
  }

  private static byte[] packet(int... words) {
    ByteBuffer packet = ByteBuffer.allocate(4 + 4 * words.length).putInt(4 + 4 * words.length);
    for (int word : words) {
      packet.putInt(word);
    }
    return packet.array();
  }

  @Test
  void aSessionBeginsWithItsSettingsAndItsKey() throws Exception {
    WireClient client = connect();
    assertThat(client.startup(WireClient.VERSION, "user", "me").converse())
        .containsExactly(
            "AuthenticationOk",
            "ParameterStatus server_version=15.0",
            "ParameterStatus client_encoding=UTF8",
            "BackendKeyData",
            "ReadyForQuery I");
    assertThat(client.processId).isPositive();
  }

  @Test
  void encryptionIsRefusedAndTheClientGoesOn() throws Exception {
    WireClient client = connect();
    client.raw(packet(SslRequest.CODE)).send();
    assertThat(client.readByte()).isEqualTo('N');
    client.raw(packet(GssEncRequest.CODE)).send();
    assertThat(client.readByte()).isEqualTo('N');
    assertThat(client.startup(WireClient.VERSION, "user", "me").converse())
        .endsWith("ReadyForQuery I");
  }

  @Test
  void bytesSentBehindARequestForEncryptionAreRefused() throws Exception {
    WireClient client = connect();
    client.raw(packet(SslRequest.CODE)).startup(WireClient.VERSION, "user", "me").send();
    assertThat(client.readByte()).isEqualTo('N');
    assertThat(client.read())
        .isEqualTo("ErrorResponse FATAL 08P01 received unencrypted data after SSL request");
  }

  @Test
  void anotherMajorVersionIsRefused() throws Exception {
    WireClient client = connect();
    client.startup(2 << 16, "user", "me").send();
    assertThat(client.readToEnd())
        .containsExactly(
            "ErrorResponse FATAL 0A000 unsupported frontend protocol 2.0:"
                + " server supports 3.0 to 3.0",
            "closed");
  }

  @Test
  void aLaterMinorVersionIsNegotiatedDown() throws Exception {
    WireClient client = connect();
    assertThat(
            client
                .startup(WireClient.VERSION + 2, "user", "me", "_pq_.report_parameters", "x")
                .converse())
        .startsWith("NegotiateProtocolVersion 196608 1", "AuthenticationOk")
        .endsWith("ReadyForQuery I");
  }

  @Test
  void switchesAndParametersBecomeSettings() throws Exception {
    connect()
        .startup(
            WireClient.VERSION,
            "user",
            "me",
            "application_name",
            "psql",
            "options",
            "-c statement_timeout=5 --search-path=a\\ b  -cDateStyle=ISO")
        .converse();
    StartupParameters parameters = backend.sessions.getFirst().parameters;
    assertThat(parameters.user()).isEqualTo("me");
    assertThat(parameters.database()).as("defaults to the user").isEqualTo("me");
    assertThat(parameters.settings())
        .containsEntry("statement_timeout", "5")
        .containsEntry("search_path", "a b")
        .containsEntry("DateStyle", "ISO")
        .containsEntry("application_name", "psql")
        .hasSize(4);
  }

  @Test
  void whatTheBackendRefusesIsToldAndClosed() throws Exception {
    WireClient client = connect();
    client.startup(WireClient.VERSION, "user", "me", "database", "nope").send();
    assertThat(client.readToEnd())
        .containsExactly(
            "AuthenticationOk",
            "ErrorResponse FATAL 3D000 database \"nope\" does not exist",
            "closed");
  }

  @Test
  void aUserIsNeeded() throws Exception {
    WireClient client = connect();
    client.startup(WireClient.VERSION, "database", "x").send();
    assertThat(client.read())
        .isEqualTo("ErrorResponse FATAL 28000 no PostgreSQL user name specified in startup packet");
  }

  @Test
  void aPacketWithoutItsEndIsRefused() throws Exception {
    WireClient client = connect();
    client.raw(WireClient.int32(15)).raw(WireClient.int32(WireClient.VERSION));
    client.raw("user\0ab".getBytes()).send();
    assertThat(client.read())
        .isEqualTo(
            "ErrorResponse FATAL 08P01 invalid startup packet layout:"
                + " expected terminator as last byte");
  }

  @Test
  void whoDoesNotSpeakTheProtocolIsHungUpOn() throws Exception {
    WireClient client = connect();
    client.raw("GET / HTTP/1.1\r\n\r\n".getBytes()).send();
    assertThat(client.readToEnd()).containsExactly("closed");
  }

  @Test
  void oneSessionTooManyIsTurnedAwayUntilAnotherLeaves() throws Exception {
    WireClient first = open();
    open();
    open();
    WireClient late = connect();
    late.startup(WireClient.VERSION, "user", "me").send();
    assertThat(late.readToEnd())
        .containsExactly("ErrorResponse FATAL 53300 sorry, too many clients already", "closed");
    first.close();
    await(() -> backend.closed.get() == 1);
    await(() -> sessionOpens());
  }

  private boolean sessionOpens() {
    try {
      return connect()
          .startup(WireClient.VERSION, "user", "me")
          .converse()
          .contains("ReadyForQuery I");
    } catch (java.io.IOException failure) {
      return false;
    }
  }

  @Test
  void whoSaysNothingIsHungUpOn() throws Exception {
    assertThat(connect().readToEnd()).containsExactly("closed");
  }

  /** Three sessions may have so many sockets. */
  private static final int MOST_SOCKETS = 2 * 3 + 32;

  @Test
  void whoSaysNothingGivesWayToOneWhoDoes() throws Exception {
    WireClient session = open();
    List<WireClient> silent = new ArrayList<>();
    for (int i = 0; i < 3 * MOST_SOCKETS; i++) {
      silent.add(connect().raw(new byte[] {0, 0, 0}));
      silent.getLast().send();
    }
    long start = System.nanoTime();
    assertThat(open().query("echo in").converse()).contains("DataRow in");
    assertThat(System.nanoTime() - start).isLessThan(Duration.ofMillis(300).toNanos());
    assertThat(session.query("echo still").converse()).contains("DataRow still");
    assertThat(silent.getFirst().readToEnd()).containsExactly("closed");
  }

  @Test
  void whoHasSaidWhoHeIsComesBeforeWhoHasNot() throws Exception {
    backend.method =
        new AuthenticationMethod.Password(
            "x"::equals, ErrorFields.of(Severity.FATAL, "28P01", "wrong"), null);
    WireClient asked = connect();
    asked.startup(WireClient.VERSION, "user", "me").send();
    assertThat(asked.read()).isEqualTo("AuthenticationCleartextPassword");
    List<WireClient> silent = new ArrayList<>();
    for (int i = 0; i < 2 * MOST_SOCKETS; i++) {
      silent.add(connect());
    }
    asked.message('p', "x\0".getBytes(StandardCharsets.UTF_8)).send();
    assertThat(asked.readUntil("ReadyForQuery")).startsWith("AuthenticationOk");
  }

  @Test
  void aSlowStartHoldsUpNobody() throws Exception {
    WireClient slow = connect();
    byte[] start = slow.startup(WireClient.VERSION, "user", "slow").taken();
    for (int i = 0; i < 4; i++) {
      slow.raw(new byte[] {start[i]}).send();
      long before = System.nanoTime();
      assertThat(open().query("echo in").converse()).contains("DataRow in");
      assertThat(System.nanoTime() - before).isLessThan(Duration.ofMillis(300).toNanos());
      Thread.sleep(30);
      backend.sessions.forEach(
          s -> s.control.terminate(ErrorFields.of(Severity.FATAL, "57P01", "x")));
    }
    assertThat(slow.readToEnd()).containsExactly("closed");
  }

  @Test
  void aSessionOutlivesTheTimeOfItsStart() throws Exception {
    WireClient client = open();
    Thread.sleep(600);
    assertThat(client.query("echo a").converse()).contains("DataRow a");
  }

  @Test
  void aCancelRequestCancelsOnlyWithTheSecret() throws Exception {
    WireClient client = open();
    client.query("sleep 8000").send();
    await(() -> backend.sessions.getFirst().control != null);
    Thread.sleep(50);
    cancel(client.processId, client.secret + 1);
    cancel(client.processId + 1, client.secret);
    Thread.sleep(50);
    assertThat(backend.cancelled).hasValue(0);
    cancel(client.processId, client.secret);
    assertThat(client.readUntil("ReadyForQuery"))
        .containsExactly(
            "ErrorResponse ERROR 57014 canceling statement due to user request", "ReadyForQuery I");
  }

  private void cancel(int processId, int secret) throws Exception {
    WireClient canceller = connect();
    canceller.raw(packet(CancelRequest.CODE, processId, secret)).send();
    assertThat(canceller.readToEnd()).containsExactly("closed");
  }
}
