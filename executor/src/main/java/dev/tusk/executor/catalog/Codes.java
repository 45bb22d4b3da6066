package dev.tusk.executor.catalog;

import dev.tusk.executor.catalog.CatalogObject.OnCommit;
import dev.tusk.sql.catalog.Column.Identity;
import dev.tusk.sql.catalog.Constraint.Action;
import dev.tusk.sql.catalog.Constraint.Timing;
import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.statement.AlterAction.Firing;
import dev.tusk.sql.statement.Persistence;

/** The numbers by which the catalog's rows know a choice: written down, never an ordinal. */
final class Codes {
  private Codes() {}

  static int of(Identity identity) {
    return switch (identity) {
      case NONE -> 0;
      case ALWAYS -> 1;
      case BY_DEFAULT -> 2;
      case STORED -> 3;
    };
  }

  static Identity identity(int code) {
    return switch (code) {
      case 0 -> Identity.NONE;
      case 1 -> Identity.ALWAYS;
      case 2 -> Identity.BY_DEFAULT;
      case 3 -> Identity.STORED;
      default -> throw unknown("identity", code);
    };
  }

  static int of(Persistence persistence) {
    return switch (persistence) {
      case PERMANENT -> 0;
      case TEMPORARY -> 1;
      case UNLOGGED -> 2;
    };
  }

  static Persistence persistence(int code) {
    return switch (code) {
      case 0 -> Persistence.PERMANENT;
      case 1 -> Persistence.TEMPORARY;
      case 2 -> Persistence.UNLOGGED;
      default -> throw unknown("persistence", code);
    };
  }

  static int of(Firing firing) {
    return switch (firing) {
      case ORIGIN -> 'O';
      case DISABLED -> 'D';
      case REPLICA -> 'R';
      case ALWAYS -> 'A';
    };
  }

  static Firing firing(int code) {
    return switch (code) {
      case 'O' -> Firing.ORIGIN;
      case 'D' -> Firing.DISABLED;
      case 'R' -> Firing.REPLICA;
      case 'A' -> Firing.ALWAYS;
      default -> throw unknown("trigger's firing", code);
    };
  }

  static int of(Timing timing) {
    return switch (timing) {
      case NOT_DEFERRABLE -> 0;
      case INITIALLY_IMMEDIATE -> 1;
      case INITIALLY_DEFERRED -> 2;
    };
  }

  static Timing timing(int code) {
    return switch (code) {
      case 0 -> Timing.NOT_DEFERRABLE;
      case 1 -> Timing.INITIALLY_IMMEDIATE;
      case 2 -> Timing.INITIALLY_DEFERRED;
      default -> throw unknown("constraint timing", code);
    };
  }

  static int of(OnCommit onCommit) {
    return switch (onCommit) {
      case PRESERVE_ROWS -> 0;
      case DELETE_ROWS -> 1;
      case DROP -> 2;
    };
  }

  static OnCommit onCommit(int code) {
    return switch (code) {
      case 0 -> OnCommit.PRESERVE_ROWS;
      case 1 -> OnCommit.DELETE_ROWS;
      case 2 -> OnCommit.DROP;
      default -> throw unknown("ON COMMIT", code);
    };
  }

  static int of(Action action) {
    return switch (action) {
      case NO_ACTION -> 0;
      case RESTRICT -> 1;
      case CASCADE -> 2;
      case SET_NULL -> 3;
      case SET_DEFAULT -> 4;
    };
  }

  static Action action(int code) {
    return switch (code) {
      case 0 -> Action.NO_ACTION;
      case 1 -> Action.RESTRICT;
      case 2 -> Action.CASCADE;
      case 3 -> Action.SET_NULL;
      case 4 -> Action.SET_DEFAULT;
      default -> throw unknown("foreign key action", code);
    };
  }

  /** Written as {@code pg_depend.deptype} has it. */
  static Dependency.Kind dependency(int code) {
    for (Dependency.Kind kind : Dependency.Kind.values()) {
      if (kind.code() == code) {
        return kind;
      }
    }
    throw unknown("dependency", code);
  }

  private static IllegalStateException unknown(String what, int code) {
    return new IllegalStateException("catalog row with " + what + " " + code);
  }
}
