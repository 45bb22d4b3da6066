package dev.tusk.wire.authentication;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.ServerFinalMessage;
import com.ongres.scram.common.ServerFirstMessage;
import dev.tusk.wire.message.ErrorFields;
import dev.tusk.wire.message.ProtocolException;
import dev.tusk.wire.message.Severity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of one SCRAM-SHA-256 exchange, with channel binding where the connection is
 * encrypted (RFC 5802, RFC 7677; tls-server-end-point of RFC 5929).
 *
 * <pre>
 *  client  n,,n=user,r=nonce                            (y, or p=tls-server-end-point, for n)
 *  server  r=nonce + more, s=salt, i=iterations
 *  client  c=base64(header + binding), r=nonce + more, p=proof
 *  server  v=signature
 * </pre>
 */
public final class ScramExchange {
  private static final ScramMechanism PLAIN = ScramMechanism.SCRAM_SHA_256;
  private static final ScramMechanism PLUS = ScramMechanism.SCRAM_SHA_256_PLUS;
  private static final String BINDING = "tls-server-end-point";
  private static final int NONCE_CHARACTERS = 24;

  private final ScramSecret secret;
  private final byte @Nullable [] channelBinding;
  private final SecureRandom random;

  private @Nullable String header;
  private @Nullable String clientFirstBare;
  private @Nullable ServerFirstMessage serverFirst;

  /**
   * Begins.
   *
   * @param channelBinding the hash of the server's certificate; null where the connection is not
   *     encrypted
   */
  public ScramExchange(ScramSecret secret, byte @Nullable [] channelBinding, SecureRandom random) {
    this.secret = secret;
    this.channelBinding = channelBinding;
    this.random = random;
  }

  /** The mechanisms that the client may choose from, best first. */
  public List<String> mechanisms() {
    return channelBinding == null
        ? List.of(PLAIN.getName())
        : List.of(PLUS.getName(), PLAIN.getName());
  }

  /** Whether the client's first message has come. */
  public boolean begun() {
    return serverFirst != null;
  }

  /**
   * Answers the client's first message.
   *
   * @throws ProtocolException FATAL when it is malformed, or asks for a binding that it cannot have
   */
  public String first(String mechanism, String message) {
    if (!mechanisms().contains(mechanism)) {
      throw ProtocolException.fatal(
          "08P01", "client selected an invalid SASL authentication mechanism");
    }
    boolean plus = mechanism.equals(PLUS.getName());
    String gs2 = header(message, plus);
    header = gs2;
    clientFirstBare = message.substring(gs2.length());
    String clientNonce = nonce(clientFirstBare);
    ServerFirstMessage answer =
        new ServerFirstMessage(
            clientNonce,
            ScramFunctions.nonce(NONCE_CHARACTERS, random),
            Base64.getEncoder().encodeToString(secret.salt()),
            secret.iterations());
    serverFirst = answer;
    return answer.toString();
  }

  /** The client's nonce. Its name does not count: the one of the start-up packet does. */
  private static String nonce(String bare) {
    String[] attributes = bare.split(",", -1);
    if (attributes[0].startsWith("m=")) {
      throw ProtocolException.fatal("0A000", "client requires an unsupported SCRAM extension");
    }
    if (attributes.length < 2
        || !attributes[0].startsWith("n=")
        || !attributes[1].startsWith("r=")) {
      throw malformed("Attribute expected, but found other characters.");
    }
    String nonce = attributes[1].substring(2);
    if (nonce.isEmpty() || !nonce.chars().allMatch(c -> c > 32 && c < 127)) {
      throw malformed("Non-printable characters in SCRAM nonce.");
    }
    return nonce;
  }

  /** The part before the name: which binding the client wants, and what it believes of ours. */
  private String header(String message, boolean plus) {
    int comma = message.indexOf(',');
    int end = message.indexOf(',', comma + 1);
    if (comma < 1 || end < 0) {
      throw malformed("Comma expected, but found other characters.");
    }
    String flag = message.substring(0, comma);
    String authorization = message.substring(comma + 1, end);
    switch (flag.charAt(0)) {
      case 'n' -> {
        if (plus) {
          throw malformed(
              "The client selected SCRAM-SHA-256-PLUS, but the SCRAM message does not include"
                  + " channel binding data.");
        }
      }
      case 'y' -> {
        if (plus) {
          throw malformed(
              "The client selected SCRAM-SHA-256-PLUS, but the SCRAM message does not include"
                  + " channel binding data.");
        }
        if (channelBinding != null) {
          // It can bind and was not offered to: somebody in between has hidden the offer.
          throw new ProtocolException(
              ErrorFields.builder(
                      Severity.FATAL, "28000", "SCRAM channel binding negotiation error")
                  .detail(
                      "The client supports SCRAM channel binding but thinks the server does not. "
                          + " However, this server does support channel binding.")
                  .build());
        }
      }
      case 'p' -> {
        if (!plus) {
          throw malformed(
              "The client selected SCRAM-SHA-256 without channel binding, but the SCRAM message"
                  + " includes channel binding data.");
        }
        if (!flag.equals("p=" + BINDING)) {
          throw ProtocolException.fatal(
              "08P01", "unsupported SCRAM channel-binding type \"" + flag.substring(2) + "\"");
        }
      }
      default ->
          throw malformed("Unexpected channel-binding flag \"" + printable(flag.charAt(0)) + "\".");
    }
    if (!authorization.isEmpty()) {
      throw ProtocolException.fatal(
          "0A000", "client uses authorization identity, but it is not supported");
    }
    return message.substring(0, end + 1);
  }

  private static String printable(char c) {
    return c > 32 && c < 127 ? String.valueOf(c) : String.format(Locale.ROOT, "0x%02x", (int) c);
  }

  /**
   * Answers the client's last message.
   *
   * @return the server's proof; null when the client's is wrong
   * @throws ProtocolException FATAL when it is malformed, or another binding or nonce than agreed
   */
  public @Nullable String last(String message) {
    ServerFirstMessage first = serverFirst;
    String gs2 = header;
    int end = message.lastIndexOf(",p=");
    if (first == null || gs2 == null || end < 0) {
      throw malformed("The message is not a client-final-message.");
    }
    String withoutProof = message.substring(0, end);
    String expected =
        "c=" + Base64.getEncoder().encodeToString(binding(gs2)) + ",r=" + first.getNonce();
    if (!withoutProof.equals(expected) && !withoutProof.startsWith(expected + ",")) {
      throw withoutProof.startsWith(expected.substring(0, expected.indexOf(",r=") + 1))
          ? new ProtocolException(
              ErrorFields.builder(Severity.FATAL, "08P01", "invalid SCRAM response")
                  .detail("Nonce does not match.")
                  .build())
          : ProtocolException.fatal("28000", "SCRAM channel binding check failed");
    }
    byte[] proof;
    try {
      proof = Base64.getDecoder().decode(message.substring(end + 3));
    } catch (IllegalArgumentException e) {
      throw malformed("Malformed proof in client-final-message.");
    }
    if (proof.length != secret.storedKey().length) {
      throw malformed("Malformed proof in client-final-message.");
    }
    String authMessage = clientFirstBare + "," + first + "," + withoutProof;
    if (!proves(proof, authMessage)) {
      return null;
    }
    return new ServerFinalMessage(
            ScramFunctions.serverSignature(PLAIN, secret.serverKey(), authMessage))
        .toString();
  }

  /** Computed for a made-up secret too, so that the time tells nothing. */
  private boolean proves(byte[] proof, String authMessage) {
    byte[] key = ScramFunctions.clientSignature(PLAIN, secret.storedKey(), authMessage);
    for (int i = 0; i < key.length; i++) {
      key[i] ^= proof[i];
    }
    return MessageDigest.isEqual(ScramFunctions.hash(PLAIN, key), secret.storedKey())
        & secret.genuine();
  }

  private byte[] binding(String gs2) {
    byte[] start = gs2.getBytes(StandardCharsets.UTF_8);
    byte[] hash = channelBinding;
    if (hash == null || !gs2.startsWith("p=")) {
      return start;
    }
    byte[] all = Arrays.copyOf(start, start.length + hash.length);
    System.arraycopy(hash, 0, all, start.length, hash.length);
    return all;
  }

  private static ProtocolException malformed(String detail) {
    return new ProtocolException(
        ErrorFields.builder(Severity.FATAL, "08P01", "malformed SCRAM message")
            .detail(detail)
            .build());
  }
}
