package dev.tusk.executor.plpgsql;

import dev.tusk.sql.catalog.Variables;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plpgsql.Namespace;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The variables that one piece of SQL may name, with the types they have now. */
final class BodyNames implements Variables {
  private final Body body;
  private final Namespace names;

  /** Variables whose fields the piece has been planned with, and how they were then. */
  private final List<Seen> seen = new ArrayList<>(0);

  private final BitSet named = new BitSet();

  private record Seen(int variable, @Nullable RowShape shape) {}

  BodyNames(Body body, Namespace names) {
    this.body = body;
    this.names = names;
  }

  /** Whether a row variable has other fields now than those planned with. */
  boolean changed(Frame frame) {
    for (Seen one : seen) {
      RowShape now = frame.shape(one.variable());
      RowShape then = one.shape();
      if (now == null ? then != null : !now.equals(then)) {
        return true;
      }
    }
    return false;
  }

  boolean named(int variable) {
    return named.get(variable);
  }

  @Override
  public Conflict conflict() {
    return body.program().conflict();
  }

  @Override
  public @Nullable Variable parameter(int number) {
    Variable found = find(List.of("$" + number), true);
    if (found == null) {
      throw SqlException.of(
          SqlState.UNDEFINED_PARAMETER,
          String.format(Locale.ROOT, "there is no parameter $%d", number));
    }
    return found;
  }

  @Override
  public @Nullable Variable find(List<String> asked, boolean alone) {
    Namespace.Found found = names.find(asked, false);
    if (found == null) {
      return null;
    }
    var variable = found.variable();
    named.set(variable.index());
    int rest = asked.size() - found.names();
    if (!variable.isRecord()) {
      Type type = body.type(variable);
      return rest == 0
          ? new Variable(variable.index(), type, variable.type().typmod(), null, found.names())
          : null;
    }
    if (rest > 1) {
      return null;
    }
    List<Field> fields = fields(variable);
    if (rest == 1) {
      if (fields == null) {
        if (!alone) {
          return null;
        }
        throw notAssigned(variable.name());
      }
      String wanted = asked.getLast();
      if (fields.stream().noneMatch(f -> f.name().equals(wanted))) {
        if (!alone) {
          return null;
        }
        throw noField(variable.name(), wanted);
      }
    }
    return new Variable(variable.index(), variable.type().type(), -1, fields, found.names());
  }

  static SqlException notAssigned(String name) {
    return SqlException.of(
            SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
            String.format(Locale.ROOT, "record \"%s\" is not assigned yet", name))
        .withDetail("The tuple structure of a not-yet-assigned record is indeterminate.");
  }

  static SqlException noField(String record, String field) {
    return SqlException.of(
        SqlState.UNDEFINED_COLUMN,
        String.format(Locale.ROOT, "record \"%s\" has no field \"%s\"", record, field));
  }

  private @Nullable List<Field> fields(dev.tusk.sql.plpgsql.Variable variable) {
    List<Field> declared = variable.type().fields();
    if (declared != null) {
      return declared;
    }
    Frame frame = body.frame();
    RowShape shape = frame == null ? null : frame.shape(variable.index());
    seen.add(new Seen(variable.index(), shape));
    return shape == null ? null : shape.fields();
  }
}
