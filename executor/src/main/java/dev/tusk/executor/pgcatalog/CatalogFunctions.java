package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.Publishing;
import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.CommentRow;
import dev.tusk.executor.catalogview.TriggerRow;
import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Functions over the catalog: definitions as SQL, names, visibility, comments, privileges. */
public final class CatalogFunctions {
  private CatalogFunctions() {}

  public static void register(FunctionLibrary library) {
    ObjectNameFunctions.register(library);
    FunctionDefinitions.register(library);
    DriverSets.register(library);
    names(library);
    definitions(library);
    visibility(library);
    comments(library);
    PrivilegeFunctions.register(library);
    AclFunctions.register(library);
    ForeignFunctions.register(library);
  }

  private static void names(FunctionLibrary library) {
    library.any(
        "format_type(oid,int4)",
        (a, context) -> {
          if (!(a[0] instanceof Long oid)) {
            return null;
          }
          if (oid == 0) {
            return "-";
          }
          return context
              .session()
              .catalog()
              .type((int) (long) oid)
              .map(type -> formatted(type, a[1] instanceof Integer typmod ? typmod : null, context))
              .orElse("???");
        });
    toReg(library, "to_regclass", Types.REGCLASS);
    toReg(library, "to_regtype", Types.REGTYPE);
    toReg(library, "to_regproc", Types.REGPROC);
    toReg(library, "to_regnamespace", Types.REGNAMESPACE);
    toReg(library, "to_regprocedure", Types.REGPROCEDURE);
    toReg(library, "to_regoper", Types.REGOPER);
    toReg(library, "to_regoperator", Types.REGOPERATOR);
    toReg(library, "to_regrole", Types.REGROLE);
    toReg(library, "to_regcollation", Types.REGCOLLATION);
    library.one(
        "regclass(text)",
        (a, context) -> new CatalogNames(context.session()).oid(Types.REGCLASS, (String) a));
    library.one(
        "pg_get_userbyid(oid)",
        (a, context) -> {
          RoleObject role = context.session().view().roles().find((Long) a);
          return role == null ? "unknown (OID=" + a + ")" : role.name();
        });
    library.none("getdatabaseencoding()", _ -> "UTF8");
    library.one("pg_encoding_to_char(int4)", (a, _) -> a.equals(6) ? "UTF8" : "");
    library.one(
        "pg_char_to_encoding(name)",
        (a, _) -> ((String) a).replace("-", "").equalsIgnoreCase("utf8") ? 6 : -1);
  }

  /** The OID, or NULL where the cast would fail. */
  private static void toReg(FunctionLibrary library, String name, Type type) {
    library.one(
        name + "(text)",
        (a, context) -> {
          try {
            return new CatalogNames(context.session()).oid(type, (String) a);
          } catch (SqlException e) {
            if (isMissing(e.state())) {
              return null;
            }
            throw e;
          }
        });
  }

  private static boolean isMissing(SqlState state) {
    return state == SqlState.UNDEFINED_TABLE
        || state == SqlState.UNDEFINED_OBJECT
        || state == SqlState.UNDEFINED_FUNCTION
        || state == SqlState.AMBIGUOUS_FUNCTION
        || state == SqlState.INVALID_SCHEMA_NAME;
  }

  private static void definitions(FunctionLibrary library) {
    ViewFunctions.register(library);
    IndexFunctions.register(library);
    library.one("pg_get_indexdef(oid)", (a, context) -> indexDefinition((Long) a, false, context));
    library.any(
        "pg_get_indexdef(oid,int4,bool)",
        (a, context) ->
            indexKey((Long) notNull(a[0]), (Integer) notNull(a[1]), isTrue(a[2]), context));
    library.one(
        "pg_get_constraintdef(oid)",
        (a, context) -> constraintDefinition((Long) a, false, context));
    library.two(
        "pg_get_constraintdef(oid,bool)",
        (a, pretty, context) -> constraintDefinition((Long) a, isTrue(pretty), context));
    library.two(
        "pg_get_expr(pg_node_tree,oid)",
        (a, relation, context) -> {
          String bound = PartitionFunctions.shownBound((String) a, (Long) relation, context);
          return bound == null ? a : bound;
        });
    library.any(
        "pg_get_expr(pg_node_tree,oid,bool)",
        (a, context) ->
            isTrue(a[2])
                ? prettyExpression((String) notNull(a[0]), (Long) notNull(a[1]), context)
                : a[0]);
    library.two(
        "pg_get_serial_sequence(text,text)",
        (a, b, context) -> serialSequence((String) a, (String) b, context));
    StatisticsFunctions.register(library);
    library.one(
        "pg_get_triggerdef(oid)", (a, context) -> triggerDefinition((Long) a, false, context));
    library.two(
        "pg_get_triggerdef(oid,bool)",
        (a, pretty, context) -> triggerDefinition((Long) a, isTrue(pretty), context));
    PartitionFunctions.register(library);
    library.one("pg_relation_is_publishable(regclass)", CatalogFunctions::isPublishable);
    library.one(
        "pg_tablespace_location(oid)",
        (a, context) -> TablespaceRow.location(context.session().view(), (Long) a));
    AccessMethodProperties.register(library);
  }

  /** NULL for what is no relation (is_publishable_class). */
  private static @Nullable Object isPublishable(@Nullable Object oid, FunctionContext context) {
    CatalogView view = context.session().view();
    CatalogObject object = view.state().object((Long) notNull(oid));
    boolean there =
        object != null
            || view.tables().stream().anyMatch(table -> table.oid() == (Long) notNull(oid))
            || view.systemTables().stream().anyMatch(table -> table.oid() == (Long) notNull(oid));
    return there ? Publishing.isPublishable(object) : null;
  }

  private static Object notNull(@Nullable Object value) {
    if (value == null) {
      throw new IllegalStateException("a strict function was called with NULL");
    }
    return value;
  }

  private static boolean isTrue(@Nullable Object value) {
    return Boolean.TRUE.equals(value);
  }

  private static String prettyExpression(String text, long relation, FunctionContext context) {
    CatalogView view = context.session().view();
    for (Table table : view.tables()) {
      if (table.oid() == relation) {
        return view.pretty(text, table);
      }
    }
    return text;
  }

  /** What makes the table's expressions pretty; null where they shall stay as they are. */
  private static @Nullable UnaryOperator<String> form(
      boolean pretty, Table table, FunctionContext context) {
    return pretty ? text -> context.session().view().pretty(text, table) : null;
  }

  private static @Nullable String indexDefinition(
      long oid, boolean pretty, FunctionContext context) {
    for (Table table : IndexRow.withSystem(context.session().view())) {
      for (Index index : table.indexes()) {
        if (index.oid() == oid) {
          boolean visible = context.session().catalog().searchPath().contains(table.schema());
          return Definitions.index(table, index, !pretty || !visible, form(pretty, table, context));
        }
      }
    }
    return null;
  }

  private static @Nullable String indexKey(
      long oid, int number, boolean pretty, FunctionContext context) {
    if (number == 0) {
      return indexDefinition(oid, pretty, context);
    }
    for (Table table : IndexRow.withSystem(context.session().view())) {
      for (Index index : table.indexes()) {
        if (index.oid() == oid) {
          if (number > index.keys().size() && number <= index.width()) {
            int column = index.included().get(number - index.keys().size() - 1);
            return Definitions.quotedAll(table, List.of(column));
          }
          return number <= index.keys().size()
              ? Definitions.key(table, index, number - 1, false, form(pretty, table, context))
              : "";
        }
      }
    }
    return null;
  }

  private static String formatted(Type type, @Nullable Integer typmod, FunctionContext context) {
    int modifier = typmod == null ? -1 : typmod;
    String name = context.session().catalog().typeName(type, modifier);
    return typmod == null && name.equals(type.writtenName(-1)) ? type.displayName() : name;
  }

  private static @Nullable String constraintDefinition(
      long oid, boolean pretty, FunctionContext context) {
    List<Table> tables = context.session().view().tables();
    for (Table table : tables) {
      for (Constraint constraint : table.constraints()) {
        if (constraint.oid() == oid) {
          Table referenced = referenced(constraint, tables);
          boolean showSchema =
              referenced != null
                  && !context.session().catalog().searchPath().contains(referenced.schema());
          return Definitions.constraint(
              table, constraint, referenced, showSchema, form(pretty, table, context));
        }
      }
    }
    for (ConstraintRow row : ConstraintRow.ofDomains(context.session().view())) {
      if (row.constraint().oid() == oid) {
        return row.domainDefinition(pretty);
      }
    }
    return null;
  }

  private static @Nullable String triggerDefinition(
      long oid, boolean pretty, FunctionContext context) {
    CatalogView view = context.session().view();
    for (TriggerRow trigger : view.triggers()) {
      if (trigger.oid() == oid) {
        String condition = trigger.condition();
        return TriggerDefinition.of(
            trigger,
            condition == null || !pretty
                ? condition
                : view.prettyCondition(condition, trigger.table()),
            pretty,
            table -> visible(table, context));
      }
    }
    return null;
  }

  private static boolean visible(Table table, FunctionContext context) {
    return context
        .session()
        .catalog()
        .table(new QualifiedName(null, table.name()))
        .filter(found -> found.oid() == table.oid())
        .isPresent();
  }

  private static @Nullable Table referenced(Constraint constraint, List<Table> tables) {
    if (constraint instanceof Constraint.ForeignKey key) {
      for (Table table : tables) {
        if (table.oid() == key.referencedTableOid()) {
          return table;
        }
      }
    }
    return null;
  }

  /** The sequence whose nextval is the column's default, as {@code schema.name}. */
  private static @Nullable String serialSequence(
      String relation, String column, FunctionContext context) {
    QualifiedName name = CatalogNames.qualified(relation);
    Table table =
        context
            .session()
            .catalog()
            .table(name)
            .orElseThrow(() ->
                SqlException.of(
                    SqlState.UNDEFINED_TABLE, "relation \"" + name + "\" does not exist"));
    Column found =
        table
            .column(column)
            .orElseThrow(() ->
                SqlException.of(
                    SqlState.UNDEFINED_COLUMN,
                    "column \""
                        + column
                        + "\" of relation \""
                        + table.name()
                        + "\" does not exist"));
    String text = found.defaultText();
    int start = text == null ? -1 : text.indexOf("nextval('");
    if (text == null || start < 0) {
      return null;
    }
    int from = start + "nextval('".length();
    String sequence = text.substring(from, text.indexOf('\'', from));
    return sequence.contains(".") ? sequence : Definitions.quoted(table.schema()) + "." + sequence;
  }

  private static @Nullable FunctionSignature function(long oid, FunctionContext context) {
    return context.session().view().function(oid);
  }

  private static void visibility(FunctionLibrary library) {
    library.one(
        "pg_table_is_visible(oid)",
        (a, context) -> {
          for (Relation relation : Relation.all(context.session().view())) {
            if (a.equals(relation.oid())) {
              return context.session().catalog().searchPath().contains(relation.schema());
            }
          }
          return null;
        });
    library.one(
        "row_security_active(oid)", (oid, context) -> PolicyFunctions.active((Long) oid, context));
    library.one(
        "row_security_active(text)",
        (name, context) -> PolicyFunctions.active((String) name, context));
    library.one(
        "pg_type_is_visible(oid)",
        (a, context) -> context.session().catalog().type((int) (long) (Long) a).isPresent());
    library.one("pg_function_is_visible(oid)", (a, context) -> function((Long) a, context) != null);
    for (String name :
        List.of(
            "pg_operator_is_visible",
            "pg_opclass_is_visible",
            "pg_opfamily_is_visible",
            "pg_conversion_is_visible",
            "pg_ts_parser_is_visible",
            "pg_ts_dict_is_visible",
            "pg_ts_config_is_visible",
            "pg_ts_template_is_visible",
            "pg_collation_is_visible")) {
      library.one(name + "(oid)", (_, _) -> true);
    }
    library.one(
        "pg_is_other_temp_schema(oid)",
        (oid, context) -> context.session().view().isOtherTemporary((Long) notNull(oid)));
    library.none("pg_my_temp_schema()", context -> context.session().view().temporarySchemaOid());
  }

  private static void comments(FunctionLibrary library) {
    library.any(
        "pg_describe_object(oid,oid,int4)",
        (a, context) ->
            context
                .session()
                .view()
                .describe(
                    new ObjectAddress(
                        (Long) notNull(a[0]), (Long) notNull(a[1]), (Integer) notNull(a[2]))));
    library.one("obj_description(oid)", (a, context) -> comment((Long) a, null, 0, context));
    library.two(
        "obj_description(oid,name)", (a, b, context) -> comment((Long) a, (String) b, 0, context));
    library.two(
        "col_description(oid,int4)",
        (a, b, context) -> comment((Long) a, "pg_class", (Integer) b, context));
    library.two(
        "shobj_description(oid,name)",
        (a, b, context) ->
            comment(context.session().view().sharedComments(), (Long) a, (String) b, 0, context));
  }

  private static @Nullable String comment(
      long oid, @Nullable String catalog, int column, FunctionContext context) {
    return comment(context.session().view().comments(), oid, catalog, column, context);
  }

  private static @Nullable String comment(
      List<CommentRow> comments,
      long oid,
      @Nullable String catalog,
      int column,
      FunctionContext context) {
    CatalogView view = context.session().view();
    long classOid = 0;
    for (Table table : view.systemTables()) {
      if (table.schema().equals("pg_catalog") && table.name().equals(catalog)) {
        classOid = table.oid();
      }
    }
    for (CommentRow row : comments) {
      if (row.objectOid() == oid
          && row.column() == column
          && (catalog == null || row.classOid() == classOid)) {
        return row.text();
      }
    }
    return null;
  }
}
