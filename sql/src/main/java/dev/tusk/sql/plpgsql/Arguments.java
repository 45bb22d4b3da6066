package dev.tusk.sql.plpgsql;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The variables that are there before the body is read: parameters, FOUND, a trigger's. */
final class Arguments {
  private static final List<String> TRIGGER_TEXTS =
      List.of("tg_name", "tg_when", "tg_level", "tg_op");

  private final Compilation compilation;
  private final List<Variable> parameters = new ArrayList<>();
  private final List<Variable> trigger = new ArrayList<>();
  private @Nullable Variable found;

  Arguments(Compilation compilation) {
    this.compilation = compilation;
  }

  void declare() {
    switch (compilation.header.trigger()) {
      case NONE -> declareParameters();
      case ROW_OR_STATEMENT -> declareTrigger();
      case EVENT -> {
        trigger.add(scalar("tg_event", Types.TEXT));
        trigger.add(scalar("tg_tag", Types.TEXT));
      }
    }
    Variable made = scalar("found", Types.BOOL);
    found = made;
  }

  List<Variable> parameters() {
    return parameters;
  }

  Variable found() {
    Variable known = found;
    if (known == null) {
      throw new IllegalStateException("not declared yet");
    }
    return known;
  }

  List<Variable> trigger() {
    return trigger;
  }

  private Variable scalar(String name, Type type) {
    return compilation.declare(name, 0, DataType.scalar(type, -1));
  }

  private void declareParameters() {
    List<Target> outputs = new ArrayList<>();
    int number = 0;
    for (Header.Argument argument : compilation.header.arguments()) {
      String numbered = "$" + ++number;
      String name = argument.name();
      Variable variable = compilation.unnamed(name == null ? numbered : name, 0, argument.type());
      compilation.names = compilation.names.with(numbered, variable);
      if (name != null) {
        if (compilation.names.find(List.of(name), true) != null) {
          throw SqlException.of(
              SqlState.INVALID_FUNCTION_DEFINITION,
              String.format(Locale.ROOT, "parameter name \"%s\" used more than once", name));
        }
        compilation.names = compilation.names.with(name, variable);
      }
      parameters.add(variable);
      if (argument.out()) {
        outputs.add(new Target.Whole(variable));
      }
    }
    if (outputs.size() == 1 && !compilation.header.procedure()) {
      compilation.result = outputs.getFirst();
    } else if (!outputs.isEmpty()) {
      compilation.result = new Target.Scalars(outputs);
    }
  }

  /** NEW, OLD and what TG_ tells, in the order in which values are given. */
  private void declareTrigger() {
    DataType row = new DataType(Types.RECORD, -1, true, null);
    trigger.add(compilation.declare("new", 0, row));
    trigger.add(compilation.declare("old", 0, row));
    TRIGGER_TEXTS.forEach(name -> trigger.add(scalar(name, Types.TEXT)));
    trigger.add(scalar("tg_relid", Types.OID));
    trigger.add(scalar("tg_relname", Types.NAME));
    trigger.add(scalar("tg_table_name", Types.NAME));
    trigger.add(scalar("tg_table_schema", Types.NAME));
    trigger.add(scalar("tg_nargs", Types.INT4));
    trigger.add(scalar("tg_argv", Types.array(Types.TEXT)));
  }
}
