package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.ViewRow;
import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.catalog.Identifier;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.catalog.WriteAbilities;
import dev.tusk.sql.planner.deparse.PrintStyle;
import dev.tusk.sql.type.Types;
import org.jspecify.annotations.Nullable;

/** pg_get_viewdef and pg_get_ruledef. */
final class ViewFunctions {
  private ViewFunctions() {}

  static void register(FunctionLibrary library) {
    library.one("pg_get_viewdef(oid)", (a, c) -> view((Long) a, PrintStyle.INDENTED, c));
    library.one("pg_get_viewdef(text)", (a, c) -> view(oid(a, c), PrintStyle.INDENTED, c));
    library.two("pg_get_viewdef(oid,bool)", (a, b, c) -> view((Long) a, style(b), c));
    library.two("pg_get_viewdef(text,bool)", (a, b, c) -> view(oid(a, c), style(b), c));
    library.two(
        "pg_get_viewdef(oid,int4)",
        (a, b, c) -> view((Long) a, PrintStyle.wrapped((Integer) b), c));
    library.one("pg_get_ruledef(oid)", (a, c) -> rule((Long) a, PrintStyle.INDENTED, c));
    library.two("pg_get_ruledef(oid,bool)", (a, b, c) -> rule((Long) a, style(b), c));
    library.two(
        "pg_relation_is_updatable(regclass,bool)",
        (a, b, c) -> events((Long) a, b.equals(true), c));
    library.any(
        "pg_column_is_updatable(regclass,int2,bool)",
        (a, c) ->
            writable(
                (Long) present(a[0]),
                ((Number) present(a[1])).intValue(),
                present(a[2]).equals(true),
                c));
  }

  private static long oid(Object name, FunctionContext context) {
    return new CatalogNames(context.session()).oid(Types.REGCLASS, (String) name);
  }

  private static PrintStyle style(Object pretty) {
    return pretty.equals(true) ? PrintStyle.PRETTY : PrintStyle.INDENTED;
  }

  private static Object present(@Nullable Object argument) {
    return java.util.Objects.requireNonNull(argument);
  }

  /** {@code 1 << CMD_UPDATE} and its kin, of what can be done to a relation. */
  private static int events(long relation, boolean triggers, FunctionContext context) {
    WriteAbilities can = abilities(relation, triggers, context);
    return can == null
        ? 0
        : (can.update() ? 4 : 0) | (can.insert() ? 8 : 0) | (can.delete() ? 16 : 0);
  }

  private static boolean writable(
      long relation, int column, boolean triggers, FunctionContext context) {
    WriteAbilities can = abilities(relation, triggers, context);
    return can != null && can.update() && can.delete() && can.columns().contains(column);
  }

  private static @Nullable WriteAbilities abilities(
      long relation, boolean triggers, FunctionContext context) {
    CatalogView view = context.session().view();
    return context
        .session()
        .catalog()
        .table(relation)
        .map(table -> view.abilities(table, triggers))
        .orElse(null);
  }

  private static @Nullable String view(long oid, PrintStyle style, FunctionContext context) {
    return context.session().view().viewDefinition(oid, style);
  }

  private static @Nullable String rule(long oid, PrintStyle style, FunctionContext context) {
    for (ViewRow row : context.session().view().views()) {
      Table view = row.table();
      if (ObjectAddress.rule(view.oid()).objectOid() == oid) {
        boolean shown =
            !style.fewParentheses()
                || !context.session().catalog().searchPath().contains(view.schema());
        return "CREATE RULE \"_RETURN\" AS\n    ON SELECT TO "
            + (shown ? Identifier.quoted(view.schema()) + "." : "")
            + Identifier.quoted(view.name())
            + " DO INSTEAD "
            + view(view.oid(), style, context);
      }
    }
    return context.session().view().ruleDefinition(oid, style);
  }
}
