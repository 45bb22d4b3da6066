package dev.tusk.wire.authentication;

import dev.tusk.wire.message.ErrorFields;
import java.util.function.Predicate;

/** What is asked of a client before it has a session. */
public sealed interface AuthenticationMethod {
  /** Nothing. */
  record Trust() implements AuthenticationMethod {}

  /** It is not let in, whatever it says. */
  record Reject(ErrorFields reason) implements AuthenticationMethod {}

  /**
   * Its password as it is.
   *
   * @param accepts whether it is right
   * @param refusal what it is told when it is not
   */
  record Password(Predicate<String> accepts, ErrorFields refusal) implements AuthenticationMethod {}

  /**
   * SCRAM-SHA-256 (RFC 5802, RFC 7677).
   *
   * @param secret what is known of the password; for one who does not exist, made up so that nobody
   *     can tell
   * @param refusal what it is told when its proof is wrong
   */
  record Scram(ScramSecret secret, ErrorFields refusal) implements AuthenticationMethod {}
}
