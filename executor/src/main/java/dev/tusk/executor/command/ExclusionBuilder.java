package dev.tusk.executor.command;

import dev.tusk.sql.catalog.AccessMethod;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.OperatorSignature;
import dev.tusk.sql.statement.CreateIndex;
import dev.tusk.sql.statement.TableConstraint;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;

/** EXCLUDE as written, made into a descriptor and its index (ComputeIndexAttrs of indexcmds.c). */
final class ExclusionBuilder {
  private final CommandHost host;
  private final TableDraft draft;

  ExclusionBuilder(CommandHost host, TableDraft draft) {
    this.host = host;
    this.draft = draft;
  }

  Constraint add(TableConstraint.Exclusion exclusion) {
    if (draft.partitioning.key() != null) {
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED,
              "exclusion constraints are not supported on partitioned tables")
          .at(draft.created ? exclusion.position() : 0);
    }
    CreateIndex statement =
        new CreateIndex(
            false,
            false,
            false,
            exclusion.name(),
            new QualifiedName(draft.schema, draft.name),
            false,
            exclusion.method(),
            exclusion.keys(),
            exclusion.include(),
            false,
            exclusion.options(),
            exclusion.tablespace(),
            exclusion.where());
    CreateIndexCommand command = new CreateIndexCommand(host, statement);
    String name = exclusion.name();
    if (name == null) {
      name =
          Names.choose(
              draft.name,
              command.columnNames(),
              "excl",
              chosen ->
                  host.changes().state().relationNameTaken(draft.databaseOid, draft.schema, chosen)
                      || draft.constraintNameTaken(chosen));
    } else if (host.changes().state().relationNameTaken(draft.databaseOid, draft.schema, name)) {
      throw Names.relationExists(name);
    }
    List<CatalogExpressions.Checked> expressions = new ArrayList<>();
    Index index = command.index(draft, name, expressions);
    List<String> operators = new ArrayList<>();
    for (int i = 0; i < index.keys().size(); i++) {
      operators.add(operator(exclusion.operators().get(i), index, index.keys().get(i)));
    }
    draft.indexes.add(index);
    draft.referTo(ObjectAddress.relation(index.oid()), expressions);
    Constraint made =
        new Constraint.Exclusion(
            host.changes().newOid(),
            name,
            index.keys().stream().map(Index.Key::column).toList(),
            index.oid(),
            List.copyOf(operators),
            exclusion.timing());
    draft.constraints.add(made);
    return made;
  }

  private static String operator(QualifiedName written, Index index, Index.Key key) {
    AccessMethod method = index.accessMethod();
    if (!method.can(AccessMethod.Ability.EXCLUDE)) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "access method \"" + method.name() + "\" does not support exclusion constraints");
    }
    String name = written.name();
    Type type = key.type();
    OperatorSignature operator =
        FunctionCatalog.builtin()
            .exclusion(name, type)
            .orElseThrow(() ->
                SqlException.of(
                        SqlState.UNDEFINED_FUNCTION,
                        "operator does not exist: "
                            + type.displayName()
                            + " "
                            + name
                            + " "
                            + type.displayName())
                    .withHint(
                        "No operator matches the given name and argument types. You might need to"
                            + " add explicit type casts."));
    String shown =
        name + "(" + operator.right().displayName() + "," + operator.right().displayName() + ")";
    if (!name.equals(operator.commutator())) {
      throw SqlException.of(SqlState.WRONG_OBJECT_TYPE, "operator " + shown + " is not commutative")
          .withDetail("Only commutative operators can be used in exclusion constraints.");
    }
    boolean member =
        method.ordered()
            ? name.equals("=")
            : method
                .operatorClass(key.operatorClass())
                .flatMap(of -> of.strategy(name, type))
                .isPresent();
    if (!member) {
      throw SqlException.of(
              SqlState.WRONG_OBJECT_TYPE,
              "operator "
                  + shown
                  + " is not a member of operator family \""
                  + family(key.operatorClass())
                  + "\"")
          .withDetail(
              "The exclusion operator must be related to the index operator class for the"
                  + " constraint.");
    }
    return name;
  }

  /** Classes whose operators may be mixed have one family. */
  private static String family(String operatorClass) {
    return switch (operatorClass) {
      case "int2_ops", "int4_ops", "int8_ops" -> "integer_ops";
      case "float4_ops", "float8_ops" -> "float_ops";
      case "date_ops", "timestamp_ops", "timestamptz_ops" -> "datetime_ops";
      case "varchar_ops" -> "text_ops";
      default -> operatorClass;
    };
  }
}
