package dev.tusk.wire.authentication;

import dev.tusk.wire.message.ErrorFields;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is asked of a client before it has a session. */
public sealed interface AuthenticationMethod {
  /** Nothing. */
  record Trust() implements AuthenticationMethod {}

  /**
   * It is not let in, whatever it says.
   *
   * @param forLog what is known beside the reason, which is not for the client
   */
  record Reject(ErrorFields reason, @Nullable String forLog) implements AuthenticationMethod {}

  /**
   * Its password as it is.
   *
   * @param accepts whether it is right
   * @param refusal what it is told when it is not
   * @param forLog what is known beside the refusal, which is not for the client
   */
  record Password(Predicate<String> accepts, ErrorFields refusal, @Nullable String forLog)
      implements AuthenticationMethod {}

  /**
   * SCRAM-SHA-256 (RFC 5802, RFC 7677).
   *
   * @param secret what is known of the password; for one who does not exist, made up so that nobody
   *     can tell
   * @param refusal what it is told when its proof is wrong
   * @param forLog what is known beside the refusal, which is not for the client
   */
  record Scram(ScramSecret secret, ErrorFields refusal, @Nullable String forLog)
      implements AuthenticationMethod {}

  /** What is known of a refusal that is not for the client. */
  default @Nullable String forLog() {
    return null;
  }
}
