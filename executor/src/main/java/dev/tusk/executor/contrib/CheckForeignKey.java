package dev.tusk.executor.contrib;

import dev.tusk.executor.routine.BodyRun;
import dev.tusk.executor.routine.RoutineContext;
import dev.tusk.executor.routine.TriggerBody;
import dev.tusk.executor.routine.TriggerData;
import dev.tusk.executor.routine.TriggerData.Operation;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code check_foreign_key(tables, action, key, …, table, column, …)}: what refers to a row that
 * goes or gets another key keeps it, goes with it or becomes null (refint.c).
 */
final class CheckForeignKey implements TriggerBody {
  private static final String NAME = "check_foreign_key: ";

  /** What is done to rows that refer to it. */
  private enum Action {
    RESTRICT,
    CASCADE,
    SET_NULL
  }

  /** A table that refers, and the columns by which it does. */
  private record Reference(String table, List<String> columns) {}

  private record Plan(Action action, List<String> key, List<Reference> references) {}

  @Override
  public @Nullable Object @Nullable [] fire(TriggerData trigger, RoutineContext context) {
    if (!trigger.perRow()) {
      throw FiredRow.wrong(NAME + "must be fired for row");
    }
    if (trigger.operation() == Operation.INSERT) {
      throw FiredRow.wrong(NAME + "cannot process INSERT events");
    }
    Plan plan = plan(trigger.arguments());
    FiredRow row = new FiredRow(trigger);
    @Nullable Object[] before = Objects.requireNonNull(trigger.oldRow());
    @Nullable Object @Nullable [] after =
        trigger.operation() == Operation.UPDATE ? trigger.newRow() : null;
    @Nullable Object[] given = after == null ? before : after;
    @Nullable Object[] key = new @Nullable Object[plan.key.size()];
    List<Type> types = new ArrayList<>();
    List<@Nullable String> renewed = new ArrayList<>();
    boolean same = true;
    for (int i = 0; i < key.length; i++) {
      int at = row.ofKey(plan.key.get(i));
      Object old = before[at];
      if (old == null) {
        return given;
      }
      Type type = row.column(at).type();
      key[i] = old;
      types.add(type);
      if (after != null) {
        String now = text(type, after[at]);
        renewed.add(now);
        same &= text(type, old).equals(now);
      }
    }
    if (after == null || !same) {
      for (Reference reference : plan.references) {
        String sql = statement(plan.action, reference, after == null ? null : renewed);
        act(trigger, context, plan.action, reference, sql, types, key);
      }
    }
    return given;
  }

  private static String text(Type type, @Nullable Object value) {
    return value == null ? "" : type.toText(value, FormatSettings.DEFAULT);
  }

  private static Plan plan(List<String> arguments) {
    if (arguments.size() < 5) {
      throw FiredRow.wrong(
          String.format(
              Locale.ROOT, "%stoo short %d (< 5) list of arguments", NAME, arguments.size()));
    }
    int tables = (Integer) Types.INT4.parse(arguments.getFirst(), FormatSettings.DEFAULT);
    if (tables < 1) {
      throw FiredRow.wrong(
          String.format(Locale.ROOT, "%s%d (< 1) number of references specified", NAME, tables));
    }
    Action action = action(arguments.get(1));
    int rest = arguments.size() - 2;
    int keys = (rest - tables) / (tables + 1);
    if (keys <= 0 || rest != tables + keys * (tables + 1)) {
      throw FiredRow.wrong(
          String.format(
              Locale.ROOT,
              "%sinvalid number of arguments %d for %d references",
              NAME,
              rest + 2,
              tables));
    }
    List<Reference> references = new ArrayList<>();
    for (int at = 2 + keys; at < arguments.size(); at += keys + 1) {
      references.add(new Reference(arguments.get(at), arguments.subList(at + 1, at + 1 + keys)));
    }
    return new Plan(action, arguments.subList(2, 2 + keys), references);
  }

  private static Action action(String word) {
    return switch (word.isEmpty() ? ' ' : Character.toLowerCase(word.charAt(0))) {
      case 'r' -> Action.RESTRICT;
      case 'c' -> Action.CASCADE;
      case 's' -> Action.SET_NULL;
      default -> throw FiredRow.wrong(NAME + "invalid action " + word);
    };
  }

  private static String statement(
      Action action, Reference reference, @Nullable List<@Nullable String> renewed) {
    StringBuilder text = new StringBuilder();
    switch (action) {
      case RESTRICT -> text.append("select 1 from ").append(reference.table).append(" where ");
      case CASCADE -> {
        if (renewed == null) {
          text.append("delete from ").append(reference.table).append(" where ");
        } else {
          text.append("update ").append(reference.table).append(" set ");
          for (int i = 0; i < renewed.size(); i++) {
            text.append(i == 0 ? "" : ", ").append(' ').append(reference.columns.get(i));
            text.append(" = ").append(literal(renewed.get(i))).append(' ');
          }
          text.append(" where ");
        }
      }
      case SET_NULL -> {
        text.append("update ").append(reference.table).append(" set ");
        text.append(String.join(" = null, ", reference.columns)).append(" = null where ");
      }
    }
    return text.append(KeyText.equal(reference.columns)).toString();
  }

  private static String literal(@Nullable String text) {
    String value = text == null ? "" : text;
    String quoted = "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
    return value.contains("\\") ? " E" + quoted : quoted;
  }

  private static void act(
      TriggerData trigger,
      RoutineContext context,
      Action action,
      Reference reference,
      String sql,
      List<Type> types,
      @Nullable Object[] key) {
    try (BodyRun run = context.statements().prepare(sql, types).getFirst().run(key, false)) {
      if (action != Action.RESTRICT) {
        long changed = run.finish();
        String message =
            String.format(
                Locale.ROOT,
                "%s: %d tuple(s) of %s are %s",
                trigger.name(),
                changed,
                reference.table,
                action == Action.CASCADE ? "deleted" : "set to null");
        context
            .session()
            .notice(new Notice("NOTICE", SqlState.SUCCESSFUL_COMPLETION, message, null, null, 0));
      } else if (run.next() != null) {
        throw FiredRow.unfit(
            "\"" + trigger.name() + "\": tuple is referenced in \"" + reference.table + "\"");
      }
    }
  }
}
