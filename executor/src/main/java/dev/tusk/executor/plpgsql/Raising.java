package dev.tusk.executor.plpgsql;

import dev.tusk.sql.error.Conditions;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.Reason;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plpgsql.Fragment;
import dev.tusk.sql.plpgsql.PlStatement;
import dev.tusk.sql.plpgsql.PlStatement.RaiseField;
import dev.tusk.sql.type.Types;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** RAISE, ASSERT, GET DIAGNOSTICS. */
final class Raising {
  private static final Pattern CODE = Pattern.compile("[0-9A-Z]{5}");

  private final Frame frame;
  private final Body body;
  private final Assigner assigner;

  Raising(Frame frame, Assigner assigner) {
    this.frame = frame;
    this.body = frame.body;
    this.assigner = assigner;
  }

  void raise(PlStatement.Raise raise) {
    if (raise.again()) {
      SqlException handled = frame.handled;
      if (handled == null) {
        throw SqlException.of(
            SqlState.STACKED_DIAGNOSTICS_ACCESSED_WITHOUT_ACTIVE_HANDLER,
            "RAISE without parameters cannot be used outside an exception handler");
      }
      throw handled.because(new Reason.ContextKnown());
    }
    String code = null;
    String message = null;
    String condition = raise.condition();
    if (condition != null) {
      code = code(condition);
      message = condition;
    }
    String format = raise.message();
    if (format != null) {
      message = formatted(format, raise.parameters());
    }
    Map<RaiseField, String> options = options(raise, condition != null, format != null);
    String errorCode = options.get(RaiseField.ERRCODE);
    if (errorCode != null) {
      code = code(errorCode);
      if (message == null) {
        message = errorCode;
      }
    }
    message = options.getOrDefault(RaiseField.MESSAGE, message);
    boolean error = raise.level() == PlStatement.Level.EXCEPTION;
    if (code == null) {
      code = error ? SqlState.RAISE_EXCEPTION.code() : null;
    }
    if (message == null) {
      message = Objects.requireNonNullElse(code, "00000");
    }
    if (error) {
      throw error(Objects.requireNonNull(code), message, options);
    }
    tell(raise.level(), code, message, options);
  }

  private static String code(String condition) {
    List<String> codes = Conditions.codes(condition);
    if (!codes.isEmpty()) {
      return codes.getFirst();
    }
    if (!CODE.matcher(condition).matches()) {
      throw SqlException.of(
          SqlState.UNDEFINED_OBJECT,
          String.format(Locale.ROOT, "unrecognized exception condition \"%s\"", condition));
    }
    return condition;
  }

  private String formatted(String format, List<Fragment> parameters) {
    StringBuilder text = new StringBuilder();
    int next = 0;
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%') {
        text.append(c);
      } else if (i + 1 < format.length() && format.charAt(i + 1) == '%') {
        text.append('%');
        i++;
      } else {
        String shown = body.piece(parameters.get(next++)).shown(frame);
        text.append(shown == null ? "<NULL>" : shown);
      }
    }
    return text.toString();
  }

  private Map<RaiseField, String> options(
      PlStatement.Raise raise, boolean condition, boolean message) {
    Map<RaiseField, String> options = new EnumMap<>(RaiseField.class);
    for (PlStatement.RaiseOption option : raise.options()) {
      String value = body.piece(option.value()).shown(frame);
      if (value == null) {
        throw SqlException.of(
            SqlState.NULL_VALUE_NOT_ALLOWED, "RAISE statement option cannot be null");
      }
      boolean twice =
          options.put(option.field(), value) != null
              || option.field() == RaiseField.ERRCODE && condition
              || option.field() == RaiseField.MESSAGE && message;
      if (twice) {
        throw SqlException.of(
            SqlState.SYNTAX_ERROR, "RAISE option already specified: " + option.field());
      }
    }
    return options;
  }

  private static SqlException error(String code, String message, Map<RaiseField, String> options) {
    return SqlException.of(code, message)
        .withDetail(options.get(RaiseField.DETAIL))
        .withHint(options.get(RaiseField.HINT))
        .about(
            options.get(RaiseField.SCHEMA),
            options.get(RaiseField.TABLE),
            options.get(RaiseField.COLUMN),
            options.get(RaiseField.CONSTRAINT))
        .aboutType(options.get(RaiseField.DATATYPE));
  }

  private void tell(
      PlStatement.Level level,
      @Nullable String code,
      String message,
      Map<RaiseField, String> options) {
    String severity = level == PlStatement.Level.DEBUG ? "DEBUG" : level.name();
    SqlState state =
        level == PlStatement.Level.WARNING ? SqlState.WARNING : SqlState.SUCCESSFUL_COMPLETION;
    String shown = code == null ? state.code() : code;
    frame
        .context
        .session()
        .notice(
            new Notice(
                severity,
                state,
                message,
                options.get(RaiseField.DETAIL),
                options.get(RaiseField.HINT),
                0,
                shown,
                error(shown, message, options).within(frame.wholeContext()).fields()));
  }

  void check(PlStatement.Assertion assertion) {
    if ("off".equals(frame.context.session().setting("plpgsql.check_asserts"))) {
      return;
    }
    if (body.piece(assertion.condition()).holds(frame)) {
      return;
    }
    Fragment given = assertion.message();
    String message = given == null ? null : body.piece(given).shown(frame);
    throw SqlException.of(SqlState.ASSERT_FAILURE, message == null ? "assertion failed" : message);
  }

  void diagnostics(PlStatement.GetDiagnostics get) {
    SqlException handled = frame.handled;
    if (get.stacked() && handled == null) {
      throw SqlException.of(
          SqlState.STACKED_DIAGNOSTICS_ACCESSED_WITHOUT_ACTIVE_HANDLER,
          "GET STACKED DIAGNOSTICS cannot be used outside an exception handler");
    }
    for (PlStatement.Diagnostic item : get.items()) {
      if (item.item() == PlStatement.DiagnosticItem.ROW_COUNT) {
        assigner.put(item.target(), frame.rowCount, Types.INT8, -1);
      } else {
        assigner.put(item.target(), text(item.item(), handled), Types.TEXT, -1);
      }
    }
  }

  private String text(PlStatement.DiagnosticItem item, @Nullable SqlException handled) {
    if (item == PlStatement.DiagnosticItem.PG_CONTEXT || handled == null) {
      return frame.wholeContext();
    }
    SqlException.Fields fields = handled.fields();
    String value =
        switch (item) {
          case PG_EXCEPTION_DETAIL -> fields.detail();
          case PG_EXCEPTION_HINT -> fields.hint();
          case PG_EXCEPTION_CONTEXT -> fields.where();
          case COLUMN_NAME -> fields.column();
          case CONSTRAINT_NAME -> fields.constraint();
          case PG_DATATYPE_NAME -> fields.dataType();
          case MESSAGE_TEXT -> handled.text();
          case TABLE_NAME -> fields.table();
          case SCHEMA_NAME -> fields.schema();
          case RETURNED_SQLSTATE -> handled.code();
          case ROW_COUNT, PG_CONTEXT -> throw new IllegalStateException(item.name());
        };
    return value == null ? "" : value;
  }
}
