package dev.tusk.executor.session;

import dev.tusk.executor.catalog.TriggerObject;
import dev.tusk.executor.contrib.TriggerLibrary;
import dev.tusk.executor.pgcatalog.Definitions;
import dev.tusk.executor.routine.RoutineCall;
import dev.tusk.executor.routine.SuppressRedundantUpdates;
import dev.tusk.executor.routine.TextVectorTrigger;
import dev.tusk.executor.routine.TriggerBody;
import dev.tusk.executor.routine.TriggerData;
import dev.tusk.executor.routine.TriggerData.TransitionTable;
import dev.tusk.sql.catalog.FoundFunction;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.Routine;
import dev.tusk.sql.plan.PhysicalPlan;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls the functions of triggers in a session. */
final class TriggerCalls {
  private static final Map<String, TransitionTable> NONE = Map.of();

  /** PostgreSQL's own functions for triggers, by their OIDs. */
  private static final Map<Long, TriggerBody> BUILTIN =
      Map.of(
          SuppressRedundantUpdates.OID, new SuppressRedundantUpdates(),
          TextVectorTrigger.OID, new TextVectorTrigger(false),
          TextVectorTrigger.OF_COLUMN_OID, new TextVectorTrigger(true));

  private final Session session;
  private final Map<Long, RoutineCall> calls = new HashMap<>();
  private Map<String, TransitionTable> transitions = NONE;
  private List<Table> tables = List.of();
  private int depth;

  TriggerCalls(Session session) {
    this.session = session;
  }

  /** {@code pg_trigger_depth()}: how many triggers run within one another. */
  int depth() {
    return depth;
  }

  void within(Runnable action) {
    depth++;
    try {
      action.run();
    } finally {
      depth--;
    }
  }

  @Nullable Object @Nullable [] fire(TriggerObject trigger, TriggerData data) {
    Map<String, TransitionTable> around = transitions;
    List<Table> tablesAround = tables;
    transitions = transitions(data);
    tables =
        transitions.isEmpty()
            ? List.of()
            : transitions.values().stream().map(TransitionTable::table).toList();
    depth++;
    try {
      TriggerBody builtin = builtin(trigger.functionOid());
      return builtin != null
          ? builtin.fire(data, session.context())
          : session.context().routines().fire(call(trigger), data, session.context());
    } finally {
      depth--;
      transitions = around;
      tables = tablesAround;
    }
  }

  private static @Nullable TriggerBody builtin(long functionOid) {
    TriggerBody own = BUILTIN.get(functionOid);
    return own != null ? own : TriggerLibrary.body(functionOid);
  }

  private static Map<String, TransitionTable> transitions(TriggerData data) {
    TransitionTable before = data.oldTable();
    TransitionTable after = data.newTable();
    if (before == null && after == null) {
      return NONE;
    }
    Map<String, TransitionTable> tables = new HashMap<>();
    for (TransitionTable table : new @Nullable TransitionTable[] {before, after}) {
      if (table != null) {
        tables.put(table.table().name(), table);
      }
    }
    return tables;
  }

  /** What statements may name now beside the catalog's tables; the same list until that changes. */
  List<Table> tables() {
    return tables;
  }

  /** The rows of a transition table; null where it is none. */
  @Nullable Iterator<@Nullable Object[]> rows(Table table, List<Integer> columns) {
    TransitionTable found = table.oid() == 0 ? transitions.get(table.name()) : null;
    if (found == null) {
      return null;
    }
    return found.rows().stream().map(row -> read(row, columns)).iterator();
  }

  private static @Nullable Object[] read(@Nullable Object[] row, List<Integer> columns) {
    @Nullable Object[] read = new @Nullable Object[columns.size()];
    for (int i = 0; i < read.length; i++) {
      int number = columns.get(i);
      read[i] = number > 0 ? row[number - 1] : number == PhysicalPlan.TABLE_OID ? 0L : null;
    }
    return read;
  }

  private RoutineCall call(TriggerObject trigger) {
    FunctionSignature function = signature(trigger.functionOid());
    if (function == null || function.routine() == null) {
      throw SqlException.of(
          SqlState.UNDEFINED_FUNCTION, "function " + trigger.functionOid() + " does not exist");
    }
    RoutineCall known = calls.get(trigger.functionOid());
    if (known == null || known.function() != function) {
      known = new RoutineCall(function, List.of(), function.result());
      calls.put(trigger.functionOid(), known);
    }
    return known;
  }

  private @Nullable FunctionSignature signature(long oid) {
    return session.catalog().function((int) oid).orElse(null);
  }

  /** OID of the function of that name that a trigger can call. */
  long function(QualifiedName name, String result) {
    String schema = name.schema();
    if (schema != null && !session.catalog().schemaExists(schema)) {
      throw SqlException.of(
          SqlState.INVALID_SCHEMA_NAME, "schema \"" + schema + "\" does not exist");
    }
    FunctionSignature function = find(name);
    if (function == null) {
      throw SqlException.of(SqlState.UNDEFINED_FUNCTION, "function " + name + "() does not exist");
    }
    if (!function.result().name().equals(result)) {
      throw SqlException.of(
          SqlState.INVALID_OBJECT_DEFINITION, "function " + name + " must return type " + result);
    }
    return function.oid();
  }

  /** The function without arguments that a name means. */
  private @Nullable FunctionSignature find(QualifiedName name) {
    return session.catalog().functions(name).stream()
        .filter(found -> found.signature().arguments().isEmpty())
        .min(Comparator.comparingInt(FoundFunction::place))
        .map(FoundFunction::signature)
        .orElse(null);
  }

  /** A function's name as a trigger's definition has it. */
  String functionName(long functionOid) {
    FunctionSignature function = signature(functionOid);
    if (function == null) {
      return "-";
    }
    FunctionSignature visible = find(new QualifiedName(null, function.name()));
    String name = Definitions.quoted(function.name());
    Routine routine = function.routine();
    return routine == null || visible != null && visible.oid() == functionOid
        ? name
        : Definitions.quoted(routine.schema()) + "." + name;
  }
}
