package dev.tusk.wire.connection;

import dev.tusk.wire.authentication.AuthenticationMethod;
import dev.tusk.wire.authentication.ClientRequest;
import dev.tusk.wire.authentication.ScramExchange;
import dev.tusk.wire.message.AuthenticationCleartextPassword;
import dev.tusk.wire.message.AuthenticationResponse;
import dev.tusk.wire.message.AuthenticationResponse.SaslInitial;
import dev.tusk.wire.message.AuthenticationSasl;
import dev.tusk.wire.message.AuthenticationSaslContinue;
import dev.tusk.wire.message.AuthenticationSaslFinal;
import dev.tusk.wire.message.ErrorFields;
import dev.tusk.wire.message.ProtocolException;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** What is said between a client's start-up message and its session: who it is. */
final class Admission {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final StartupParameters parameters;
  private final ClientRequest client;
  private final AuthenticationMethod method;
  private final @Nullable ScramExchange exchange;

  /**
   * For one connection.
   *
   * @param endPoint the hash of the server's certificate, as {@link
   *     dev.tusk.wire.authentication.Encryption#endPoint}; null without TLS
   */
  Admission(
      StartupParameters parameters,
      ClientRequest client,
      AuthenticationMethod method,
      byte @Nullable [] endPoint) {
    this.parameters = parameters;
    this.client = client;
    this.method = method;
    this.exchange =
        method instanceof AuthenticationMethod.Scram(var secret, _, _)
            ? new ScramExchange(secret, endPoint, RANDOM)
            : null;
  }

  StartupParameters parameters() {
    return parameters;
  }

  ClientRequest client() {
    return client;
  }

  /** What is known of a refusal that is not for the client. */
  @Nullable String forLog() {
    return method.forLog();
  }

  /** Whether the client's next message decides: it is, or proves, the password. */
  boolean decides() {
    return exchange == null || exchange.begun();
  }

  /**
   * Asks the client what it has to show; true when that is nothing.
   *
   * @throws BackendException if it is not let in
   */
  boolean begin(Output output) {
    return switch (method) {
      case AuthenticationMethod.Trust _ -> true;
      case AuthenticationMethod.Reject(var reason, _) -> throw new BackendException(reason);
      case AuthenticationMethod.Password _ -> {
        output.write(new AuthenticationCleartextPassword());
        yield false;
      }
      case AuthenticationMethod.Scram _ -> {
        output.write(new AuthenticationSasl(exchange().mechanisms()));
        yield false;
      }
    };
  }

  /**
   * Takes what the client shows; true when that is all and right.
   *
   * @param tag of its message, which may be another one than was asked for
   * @throws BackendException if it is wrong
   * @throws ProtocolException if it cannot be understood
   */
  boolean answer(byte tag, byte[] body, Output output) {
    String expected = exchange == null ? "password" : "SASL";
    if (tag != AuthenticationResponse.TAG) {
      throw ProtocolException.fatal(
          "08P01", "expected " + expected + " response, got message type " + (tag & 0xff));
    }
    AuthenticationResponse response = new AuthenticationResponse(body);
    return switch (method) {
      case AuthenticationMethod.Trust _, AuthenticationMethod.Reject _ ->
          throw new IllegalStateException("nothing was asked");
      case AuthenticationMethod.Password(var accepts, var refusal, _) -> {
        if (!accepts.test(response.password())) {
          throw new BackendException(refusal);
        }
        yield true;
      }
      case AuthenticationMethod.Scram(_, var refusal, _) -> scram(response, refusal, output);
    };
  }

  private boolean scram(AuthenticationResponse response, ErrorFields refusal, Output output) {
    ScramExchange scram = exchange();
    if (!scram.begun()) {
      SaslInitial initial = response.saslInitial();
      output.write(
          new AuthenticationSaslContinue(scram.first(initial.mechanism(), initial.data())));
      return false;
    }
    String proof = scram.last(response.sasl());
    if (proof == null) {
      throw new BackendException(refusal);
    }
    output.write(new AuthenticationSaslFinal(proof));
    return true;
  }

  private ScramExchange exchange() {
    ScramExchange scram = exchange;
    if (scram == null) {
      throw new IllegalStateException("no SCRAM exchange");
    }
    return scram;
  }
}
