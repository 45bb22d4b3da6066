package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalog.ObjectIdentity;
import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.RecordValue;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What machines call objects, and what event triggers ask about the command that runs. */
final class ObjectNameFunctions {
  private static final List<Type> IDENTITY =
      List.of(Types.TEXT, Types.TEXT, Types.TEXT, Types.TEXT);

  private static final Type TEXTS = Types.byName("_text").orElseThrow();

  private static final List<Type> ADDRESS = List.of(Types.TEXT, TEXTS, TEXTS);

  private ObjectNameFunctions() {}

  static void register(FunctionLibrary library) {
    library.any(
        "pg_identify_object(oid,oid,int4)",
        (a, context) -> {
          ObjectIdentity found = identity(a, context);
          return record(
              IDENTITY,
              found == null ? null : found.type(),
              found == null || !found.ownSchema() ? null : found.schema(),
              found == null ? null : found.name(),
              found == null ? null : found.identity());
        });
    library.any(
        "pg_identify_object_as_address(oid,oid,int4)",
        (a, context) -> {
          ObjectIdentity found = identity(a, context);
          return record(
              ADDRESS,
              found == null ? null : found.type(),
              found == null ? null : texts(found.names()),
              found == null ? null : texts(found.arguments()));
        });
    library.set(
        "pg_event_trigger_dropped_objects()",
        (_, context) -> context.session().droppedObjects().iterator());
    library.set(
        "pg_event_trigger_ddl_commands()",
        (_, context) -> context.session().ddlCommands().iterator());
    library.none(
        "pg_event_trigger_table_rewrite_oid()", context -> context.session().rewrittenTable());
    library.none(
        "pg_event_trigger_table_rewrite_reason()", context -> context.session().rewriteReason());
  }

  private static ArrayValue texts(List<String> texts) {
    return ArrayValue.of(Types.TEXT, texts);
  }

  private static @Nullable ObjectIdentity identity(
      @Nullable Object[] arguments, FunctionContext context) {
    return context
        .session()
        .view()
        .identity(
            new ObjectAddress(
                (Long) Objects.requireNonNull(arguments[0]),
                (Long) Objects.requireNonNull(arguments[1]),
                (Integer) Objects.requireNonNull(arguments[2])));
  }

  private static RecordValue record(List<Type> types, @Nullable Object... values) {
    return RecordValue.of(types, values);
  }
}
