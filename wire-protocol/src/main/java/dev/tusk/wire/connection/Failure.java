package dev.tusk.wire.connection;

import dev.tusk.wire.message.ErrorFields;
import dev.tusk.wire.message.ProtocolException;
import dev.tusk.wire.message.Severity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client is told of whatever was thrown; a bug is logged, and shows nothing of itself. */
final class Failure {
  private static final Logger LOG = LoggerFactory.getLogger(Failure.class);

  private Failure() {}

  static ErrorFields fieldsOf(Throwable failure) {
    return switch (failure) {
      case BackendException known -> known.fields();
      case ProtocolException known -> known.fields();
      case StackOverflowError _ -> error("54001", "stack depth limit exceeded");
      case OutOfMemoryError _ -> {
        LOG.error("A request ran out of memory.", failure);
        yield error("53200", "out of memory");
      }
      default -> {
        LOG.error("A request failed by a bug.", failure);
        yield error("XX000", "internal error");
      }
    };
  }

  private static ErrorFields error(String sqlState, String message) {
    return ErrorFields.of(Severity.ERROR, sqlState, message);
  }
}
