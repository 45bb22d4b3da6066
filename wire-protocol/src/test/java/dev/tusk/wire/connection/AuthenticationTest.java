package dev.tusk.wire.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.StringPreparation;
import dev.tusk.wire.authentication.AuthenticationMethod;
import dev.tusk.wire.authentication.ScramSecret;
import dev.tusk.wire.message.ErrorFields;
import dev.tusk.wire.message.Severity;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client says before it has a session: right, wrong, out of order, and too much of it. */
class AuthenticationTest extends ServerTest {
  private static final ScramMechanism MECHANISM = ScramMechanism.SCRAM_SHA_256;
  private static final byte[] SALT = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
  private static final String NONCE = "fyko+d2lbbFgONRv9qkxdawL";
  private static final ErrorFields WRONG =
      ErrorFields.of(Severity.FATAL, "28P01", "password authentication failed for user \"me\"");

  @BeforeEach
  void passwordIsAskedFor() {
    backend.method = new AuthenticationMethod.Scram(secret(true), WRONG, null);
  }

  private static byte[] salted(String password) {
    return ScramFunctions.saltedPassword(
        MECHANISM, StringPreparation.NO_PREPARATION, password.toCharArray(), SALT, 4096);
  }

  private static ScramSecret secret(boolean genuine) {
    byte[] salted = salted("pencil");
    return new ScramSecret(
        4096,
        SALT,
        ScramFunctions.storedKey(MECHANISM, ScramFunctions.clientKey(MECHANISM, salted)),
        ScramFunctions.serverKey(MECHANISM, salted),
        genuine);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static WireClient initial(WireClient client, String mechanism, String data) {
    return client.message(
        'p',
        bytes(mechanism + "\0"),
        ByteBuffer.allocate(4).putInt(data.length()).array(),
        bytes(data));
  }

  /** A client that has sent its first message; the answer is to be read. */
  private WireClient begun(String first) throws Exception {
    WireClient client = connect();
    client.startup(WireClient.VERSION, "user", "me").send();
    assertThat(client.read()).isEqualTo("AuthenticationSASL SCRAM-SHA-256");
    initial(client, "SCRAM-SHA-256", first).send();
    return client;
  }

  private static String serverFirst(WireClient client) throws Exception {
    String line = client.read();
    assertThat(line).startsWith("AuthenticationSASLContinue r=" + NONCE).contains(",i=4096");
    return line.substring("AuthenticationSASLContinue ".length());
  }

  /** The last message of a client that knows a password. */
  private static String last(String password, String serverFirst, String nonceSuffix) {
    String nonce = serverFirst.substring(2, serverFirst.indexOf(',')) + nonceSuffix;
    String withoutProof = "c=biws,r=" + nonce;
    String authMessage = "n=,r=" + NONCE + "," + serverFirst + "," + withoutProof;
    byte[] clientKey = ScramFunctions.clientKey(MECHANISM, salted(password));
    byte[] proof =
        ScramFunctions.clientProof(
            clientKey,
            ScramFunctions.clientSignature(
                MECHANISM, ScramFunctions.storedKey(MECHANISM, clientKey), authMessage));
    return withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof);
  }

  @Test
  void whoKnowsThePasswordIsLetInAndCanTrustTheServer() throws Exception {
    WireClient client = begun("n,,n=,r=" + NONCE);
    String serverFirst = serverFirst(client);
    String last = last("pencil", serverFirst, "");
    client.message('p', bytes(last)).send();
    String authMessage =
        "n=,r=" + NONCE + "," + serverFirst + "," + last.substring(0, last.indexOf(",p="));
    byte[] signature =
        ScramFunctions.serverSignature(MECHANISM, secret(true).serverKey(), authMessage);
    assertThat(client.read())
        .isEqualTo("AuthenticationSASLFinal v=" + Base64.getEncoder().encodeToString(signature));
    assertThat(client.readUntil("ReadyForQuery")).startsWith("AuthenticationOk");
    assertThat(client.query("echo in").converse()).contains("DataRow in");
  }

  @Test
  void aWrongPasswordIsRefused() throws Exception {
    WireClient client = begun("n,,n=,r=" + NONCE);
    client.message('p', bytes(last("pen", serverFirst(client), ""))).send();
    assertThat(client.readToEnd())
        .containsExactly(
            "ErrorResponse FATAL 28P01 password authentication failed for user \"me\"", "closed");
    assertThat(backend.sessions).isEmpty();
  }

  @Test
  void noPasswordIsRightForOneWhoDoesNotExist() throws Exception {
    backend.method = new AuthenticationMethod.Scram(secret(false), WRONG, null);
    WireClient client = begun("n,,n=,r=" + NONCE);
    client.message('p', bytes(last("pencil", serverFirst(client), ""))).send();
    assertThat(client.readToEnd())
        .containsExactly(
            "ErrorResponse FATAL 28P01 password authentication failed for user \"me\"", "closed");
  }

  @Test
  void anAnswerOfAnotherExchangeIsRefused() throws Exception {
    WireClient client = begun("n,,n=,r=" + NONCE);
    client.message('p', bytes(last("pencil", serverFirst(client), "x"))).send();
    assertThat(client.readToEnd())
        .containsExactly("ErrorResponse FATAL 08P01 invalid SCRAM response", "closed");
  }

  @Test
  void malformedMessagesEndTheConnection() throws Exception {
    for (String first :
        new String[] {"", "n", "n,", "n,,", "n,,r=x", "n,,n=a,r=", "q,,n=a,r=b", "p=x,,n=,r=b"}) {
      assertThat(begun(first).readToEnd())
          .as(first)
          .containsExactly("ErrorResponse FATAL 08P01 malformed SCRAM message", "closed");
    }
    for (String last : new String[] {"", "p=", "c=biws", ",p=AAAA", "c=biws,p=AAAA"}) {
      WireClient client = begun("n,,n=,r=" + NONCE);
      serverFirst(client);
      client.message('p', bytes(last)).send();
      assertThat(client.readToEnd()).as(last).hasSize(2).endsWith("closed");
    }
    assertThat(backend.sessions).isEmpty();
  }

  @Test
  void anotherMechanismAndAnotherMessageAreRefused() throws Exception {
    WireClient client = connect();
    client.startup(WireClient.VERSION, "user", "me").send();
    client.read();
    initial(client, "SCRAM-SHA-256-PLUS", "p=tls-server-end-point,,n=,r=" + NONCE).send();
    assertThat(client.readToEnd())
        .containsExactly(
            "ErrorResponse FATAL 08P01 client selected an invalid SASL authentication mechanism",
            "closed");
    WireClient other = connect();
    other.startup(WireClient.VERSION, "user", "me").query("echo let me in").send();
    assertThat(other.readToEnd())
        .containsExactly(
            "AuthenticationSASL SCRAM-SHA-256",
            "ErrorResponse FATAL 08P01 expected SASL response, got message type 81",
            "closed");
    assertThat(backend.sessions).isEmpty();
  }

  @Test
  void beforeASessionNothingLongIsRead() throws Exception {
    WireClient client = connect();
    client.startup(WireClient.VERSION, "user", "me").send();
    client.read();
    client.raw(new byte[] {'Q', 0x3f, 0, 0, 0}).send();
    assertThat(client.readToEnd())
        .containsExactly("ErrorResponse FATAL 08P01 invalid message length", "closed");
  }

  @Test
  void aPasswordAsItIsIsAskedForWhereThatIsTheRule() throws Exception {
    backend.method = new AuthenticationMethod.Password("pencil"::equals, WRONG, null);
    WireClient client = connect();
    client.startup(WireClient.VERSION, "user", "me").send();
    assertThat(client.read()).isEqualTo("AuthenticationCleartextPassword");
    client.message('p', bytes("pencil\0")).send();
    assertThat(client.readUntil("ReadyForQuery")).startsWith("AuthenticationOk");
    WireClient wrong = connect();
    wrong.startup(WireClient.VERSION, "user", "me").send();
    wrong.read();
    wrong.message('p', bytes("pen\0")).send();
    assertThat(wrong.readToEnd())
        .containsExactly(
            "ErrorResponse FATAL 28P01 password authentication failed for user \"me\"", "closed");
  }

  @Test
  void whoIsSlowedWaitsAloneForTheAnswer() throws Exception {
    backend.method = new AuthenticationMethod.Password("pencil"::equals, WRONG, "by rule 7");
    backend.delays.put("slow", Duration.ofMillis(700));
    WireClient slow = connect();
    slow.startup(WireClient.VERSION, "user", "slow").send();
    slow.read();
    long start = System.nanoTime();
    slow.message('p', bytes("pen\0")).send();
    WireClient quick = connect();
    quick.startup(WireClient.VERSION, "user", "quick").send();
    quick.read();
    quick.message('p', bytes("pencil\0")).send();
    quick.readUntil("ReadyForQuery");
    assertThat(millisSince(start)).as("of the neighbour").isLessThan(500);
    assertThat(slow.readToEnd()).hasSize(2).endsWith("closed");
    assertThat(millisSince(start)).isGreaterThanOrEqualTo(700);
    assertThat(backend.refused).containsExactly("slow 28P01 guessed by rule 7");
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  @Test
  void aSessionTakesNoPassword() throws Exception {
    backend.method = new AuthenticationMethod.Trust();
    WireClient client = connect();
    client.startup(WireClient.VERSION, "user", "me").converse();
    client.message('p', bytes("pencil\0")).send();
    assertThat(client.readToEnd())
        .containsExactly("ErrorResponse FATAL 08P01 invalid frontend message type 112", "closed");
  }
}
