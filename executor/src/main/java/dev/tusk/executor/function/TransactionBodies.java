package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionBody;
import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.TransactionSnapshot;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import dev.tusk.storage.NumbersSeen;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Numbers and snapshots of transactions (utils/adt/xid8funcs.c): the functions of xid8, and those
 * of bigint that were before them.
 */
final class TransactionBodies {
  private TransactionBodies() {}

  static void register(FunctionLibrary library) {
    library.two("xid8cmp(xid8,xid8)", (a, b, _) -> Types.XID8.compare(a, b));
    library.two("xid8_larger(xid8,xid8)", (a, b, _) -> Types.XID8.compare(a, b) > 0 ? a : b);
    library.two("xid8_smaller(xid8,xid8)", (a, b, _) -> Types.XID8.compare(a, b) < 0 ? a : b);
    library.one("xid(xid8)", (a, _) -> (Long) a & 0xffff_ffffL);
    library.none("pg_current_xact_id()", context -> context.session().transactionId());
    library.none("pg_current_xact_id_if_assigned()", TransactionBodies::assigned);
    library.none("txid_current_if_assigned()", TransactionBodies::assigned);
    library.none("pg_current_snapshot()", TransactionBodies::snapshot);
    library.none("txid_current_snapshot()", TransactionBodies::snapshot);
    library.one("pg_xact_status(xid8)", (a, context) -> state((Long) a, context));
    library.one("txid_status(int8)", (a, context) -> state((Long) a, context));
    snapshots(library, "pg", Types.PG_SNAPSHOT, Types.XID8);
    snapshots(library, "txid", Types.TXID_SNAPSHOT, Types.INT8);
  }

  private static void snapshots(FunctionLibrary library, String prefix, Type type, Type number) {
    String argument = "(" + type.name() + ")";
    library.one(prefix + "_snapshot_xmin" + argument, (a, _) -> ((TransactionSnapshot) a).xmin());
    library.one(prefix + "_snapshot_xmax" + argument, (a, _) -> ((TransactionSnapshot) a).xmax());
    library.set(
        prefix + "_snapshot_xip" + argument,
        (a, _) -> {
          TransactionSnapshot snapshot =
              (TransactionSnapshot) java.util.Objects.requireNonNull(a[0]);
          return new ArrayList<@Nullable Object>(snapshot.inProgress()).iterator();
        });
    library.two(
        prefix + "_visible_in_snapshot(" + number.name() + "," + type.name() + ")",
        (FunctionBody.TwoArguments) (a, b, _) -> ((TransactionSnapshot) b).sees((Long) a));
  }

  private static @Nullable Long assigned(FunctionContext context) {
    long own = context.session().numbersSeen().own();
    return own == 0 ? null : own;
  }

  private static TransactionSnapshot snapshot(FunctionContext context) {
    NumbersSeen seen = context.session().numbersSeen();
    return new TransactionSnapshot(seen.xmin(), seen.xmax(), seen.inProgress());
  }

  /** Numbers whose lower half is 0, 1 or 2 are no transaction's: none, bootstrap and frozen. */
  private static @Nullable String state(long number, FunctionContext context) {
    long low = number & 0xffff_ffffL;
    if (low <= 2) {
      return low == 0 ? null : "committed";
    }
    return switch (context.session().transactionState(number)) {
      case IN_PROGRESS -> "in progress";
      case COMMITTED -> "committed";
      case ROLLED_BACK -> "aborted";
      case FORGOTTEN -> null;
      case FUTURE ->
          throw SqlException.of(
              SqlState.INVALID_PARAMETER_VALUE,
              "transaction ID " + Long.toUnsignedString(number) + " is in the future");
    };
  }
}
