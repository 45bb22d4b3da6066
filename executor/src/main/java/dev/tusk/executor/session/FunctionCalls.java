package dev.tusk.executor.session;

import dev.tusk.sql.catalog.Identifier;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.FunctionSignature.Kind;
import dev.tusk.sql.function.Routine;
import dev.tusk.sql.type.Type;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The protocol's fast path (tcop/fastpath.c): a function called by its OID, as drivers do for large
 * objects. It is a SELECT of the one call.
 */
final class FunctionCalls {
  /** A name that no client's statement has. */
  private static final String NAME = "\u0001function call";

  private final Session session;
  private final ExtendedProtocol extended;

  FunctionCalls(Session session, ExtendedProtocol extended) {
    this.session = session;
    this.extended = extended;
  }

  FunctionResult call(int oid, short[] formats, List<byte @Nullable []> arguments) {
    SimpleProtocol.requireNotFailed(session, null);
    FunctionSignature function =
        session
            .catalog()
            .function(oid)
            .orElseThrow(() ->
                SqlException.of(
                    SqlState.UNDEFINED_FUNCTION,
                    "function with OID " + Integer.toUnsignedString(oid) + " does not exist"));
    if (function.kind() != Kind.SCALAR) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "cannot call function \"" + function.name() + "\" via fastpath interface");
    }
    List<Type> types = function.arguments();
    if (arguments.size() != types.size()) {
      throw SqlException.of(
          SqlState.PROTOCOL_VIOLATION,
          "function call message contains "
              + arguments.size()
              + " arguments but function requires "
              + types.size());
    }
    CollectedRows rows = new CollectedRows();
    try {
      extended.parse(NAME, text(function), types.stream().map(Type::oid).toList());
      extended.bind(NAME, NAME, formats, arguments);
      extended.execute(NAME, 0, rows);
    } finally {
      session.statements().closePortal(NAME);
      session.statements().remove(NAME);
    }
    extended.sync();
    return new FunctionResult(function.result(), rows.rows().getFirst()[0]);
  }

  private static String text(FunctionSignature function) {
    Routine own = function.routine();
    String arguments =
        IntStream.rangeClosed(1, function.arguments().size())
            .mapToObj(i -> "$" + i)
            .collect(Collectors.joining(", "));
    return "select "
        + Identifier.quoted(own == null ? "pg_catalog" : own.schema())
        + "."
        + Identifier.quoted(function.name())
        + "("
        + arguments
        + ")";
  }
}
