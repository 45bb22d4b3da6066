package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.FunctionObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.rights.Denied;
import dev.tusk.executor.rights.Privileges;
import dev.tusk.executor.rights.Rights;
import dev.tusk.executor.rights.RightsKind;
import dev.tusk.executor.rights.Schemas;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.statement.AlterOperator;
import dev.tusk.sql.statement.AlterRoutine;
import dev.tusk.sql.statement.CommentOnDefined;
import dev.tusk.sql.statement.CommentOnRoutine;
import dev.tusk.sql.statement.CreateAggregate;
import dev.tusk.sql.statement.CreateCast;
import dev.tusk.sql.statement.CreateOperator;
import dev.tusk.sql.statement.CreateRoutine;
import dev.tusk.sql.statement.DropCast;
import dev.tusk.sql.statement.DropOperators;
import dev.tusk.sql.statement.DropRoutines;
import dev.tusk.sql.statement.RenameRoutine;
import dev.tusk.sql.statement.RoutineCommand;
import dev.tusk.sql.statement.RoutineKind;
import dev.tusk.sql.statement.RoutineName;
import dev.tusk.sql.statement.RoutineOption;
import java.util.List;

/** What the current user must be allowed for statements about functions. */
final class RoutineRights {
  private static final long PG_LANGUAGE = 2612;

  /** C, in which as in internal only superusers write functions. */
  private static final long LAST_UNTRUSTED = 13;

  private RoutineRights() {}

  static void check(CommandHost host, Rights rights, RoutineCommand statement) {
    switch (statement) {
      case CreateRoutine s -> {
        language(host, rights, s);
        refuseLeakproof(s.options());
      }
      case AlterRoutine s -> {
        owner(host, rights, s.kind(), s.routine(), false, s.kind().word());
        refuseLeakproof(s.options());
      }
      case RenameRoutine s -> owner(host, rights, s.kind(), s.routine(), false, "function");
      case CommentOnRoutine s -> owner(host, rights, s.kind(), s.routine(), false, s.kind().word());
      case DropRoutines s ->
          s.routines().forEach(name -> owner(host, rights, s.kind(), name, true, s.kind().word()));
      case CreateAggregate _, CreateOperator _, CreateCast _ -> {} // Asked for with their parts.
      case AlterOperator _, DropOperators _, DropCast _, CommentOnDefined _ -> {} // When found.
    }
  }

  private static void language(CommandHost host, Rights rights, CreateRoutine statement) {
    String name = "sql";
    for (RoutineOption option : statement.options()) {
      if (option instanceof RoutineOption.Language language) {
        name = language.name();
      }
    }
    language(host, rights, name);
  }

  /** USAGE of a language. */
  static void language(CommandHost host, Rights rights, String name) {
    Long oid = host.routines().session().view().languageOid(name);
    if (oid == null) {
      return;
    }
    ObjectAddress address = ObjectAddress.of(PG_LANGUAGE, oid);
    if (oid <= LAST_UNTRUSTED
        || !rights.has(RightsKind.LANGUAGE, address, host.roles().current(), Privileges.USAGE)) {
      throw Denied.of("language", name);
    }
  }

  private static void refuseLeakproof(List<RoutineOption> options) {
    for (RoutineOption option : options) {
      if (option instanceof RoutineOption.Leakproof leakproof && leakproof.leakproof()) {
        throw Denied.because("only superuser can define a leakproof function");
      }
    }
  }

  private static void owner(
      CommandHost host,
      Rights rights,
      RoutineKind kind,
      RoutineName name,
      boolean orOfSchema,
      String word) {
    FunctionSignature found;
    try {
      found = RoutineNames.find(host, kind, name);
    } catch (SqlException _) {
      return; // The command says what is wrong with the name.
    }
    long user = host.roles().current();
    CatalogState state = host.changes().state();
    FunctionObject function = state.function(found.oid());
    boolean schema =
        orOfSchema
            && function != null
            && Schemas.address(host.catalog(), function.schema())
                .filter(s -> rights.owns(user, s))
                .isPresent();
    if (!rights.owns(user, ObjectAddress.function(found.oid())) && !schema) {
      throw Denied.notOwner(word, found.name());
    }
  }
}
