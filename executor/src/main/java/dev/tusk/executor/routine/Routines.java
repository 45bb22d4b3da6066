package dev.tusk.executor.routine;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs the functions of the user's in one session, and keeps their bodies from call to call. Used
 * by the session's thread only.
 */
public final class Routines {
  /** Bodies kept; a session that uses more begins anew. */
  private static final int MOST_BODIES = 1000;

  /** How deep calls may stand within one another: beyond it the stack may be too small. */
  private static final int MOST_DEPTH = 1000;

  private final Map<String, Language> languages;
  private final Map<RoutineCall, RoutineBody> bodies = new HashMap<>();
  private int depth;

  public Routines(Map<String, Language> languages) {
    this.languages = languages;
  }

  /** The language of that name. */
  public @Nullable Language language(String name) {
    return languages.get(name);
  }

  public List<String> languageNames() {
    return languages.keySet().stream().sorted().toList();
  }

  public @Nullable Object call(
      RoutineCall call, @Nullable Object[] arguments, RoutineContext context) {
    return run(call, context, body -> body.call(arguments, context));
  }

  /**
   * CALL.
   *
   * @param atomic whether the procedure must leave the transaction as it is
   */
  public @Nullable Object callProcedure(
      RoutineCall call, @Nullable Object[] arguments, RoutineContext context, boolean atomic) {
    boolean bound = atomic || !call.routine().settings().isEmpty();
    return run(call, context, body -> body.callProcedure(arguments, context, bound));
  }

  public Iterator<@Nullable Object> rows(
      RoutineCall call, @Nullable Object[] arguments, RoutineContext context) {
    return run(call, context, body -> body.rows(arguments, context));
  }

  private <T extends @Nullable Object> T run(
      RoutineCall call, RoutineContext context, Function<RoutineBody, T> work) {
    enter();
    List<String> settings = call.routine().settings();
    Runnable back =
        call.routine().securityDefiner() ? context.becomeOwner(call.function().oid()) : null;
    Runnable undo = null;
    try {
      undo = settings.isEmpty() ? null : context.setForCall(settings);
      return work.apply(body(call, context));
    } finally {
      depth--;
      if (undo != null) {
        undo.run();
      }
      if (back != null) {
        back.run();
      }
    }
  }

  /** Calls a function for a trigger; gives its row, null where it gives NULL. */
  public @Nullable Object @Nullable [] fire(
      RoutineCall call, TriggerData trigger, RoutineContext context) {
    if (!(body(call, context) instanceof TriggerBody body)) {
      throw SqlException.notSupported(
          "a trigger function in LANGUAGE " + call.routine().language());
    }
    enter();
    try {
      return body.fire(trigger, context);
    } finally {
      depth--;
    }
  }

  /** Calls a function for an event trigger. */
  public void fire(RoutineCall call, String event, String tag, RoutineContext context) {
    run(
        call,
        context,
        body -> {
          if (!(body instanceof EventTriggerBody triggered)) {
            throw SqlException.notSupported(
                "an event trigger function in LANGUAGE " + call.routine().language());
          }
          triggered.fire(event, tag, context);
          return true;
        });
  }

  private void enter() {
    if (depth >= MOST_DEPTH) {
      throw SqlException.of(SqlState.STATEMENT_TOO_COMPLEX, "stack depth limit exceeded")
          .withHint(
              "Increase the configuration parameter \"max_stack_depth\" (currently 2048kB), after"
                  + " ensuring the platform's stack depth limit is adequate.");
    }
    depth++;
  }

  private RoutineBody body(RoutineCall call, RoutineContext context) {
    RoutineBody known = bodies.get(call);
    if (known != null) {
      return known;
    }
    if (bodies.size() >= MOST_BODIES) {
      bodies.clear();
    }
    String name = call.routine().language();
    Language language = languages.get(name);
    if (language == null) {
      throw SqlException.notSupported("LANGUAGE " + name);
    }
    RoutineBody made = language.body(call, context);
    bodies.put(call, made);
    return made;
  }
}
