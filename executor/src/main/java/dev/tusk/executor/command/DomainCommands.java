package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogObject.TypeObject;
import dev.tusk.executor.catalog.TypeDefinition;
import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.table.StatementAccess;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.planner.analyze.Collations;
import dev.tusk.sql.statement.AlterAction;
import dev.tusk.sql.statement.CreateDomain;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.TableConstraint;
import dev.tusk.sql.type.Collation;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a domain is made of, made and changed (commands/typecmds.c). */
final class DomainCommands {
  private final CommandHost host;

  DomainCommands(CommandHost host) {
    this.host = host;
  }

  /** PostgreSQL makes it without the statement's text: errors point nowhere. */
  TypeDefinition definition(CreateDomain statement) {
    try {
      return made(statement);
    } catch (SqlException e) {
      throw e.replacePosition(0);
    }
  }

  private TypeDefinition made(CreateDomain statement) {
    CatalogExpressions.Resolved type = host.expressions().type(statement.type());
    Type base = type.type();
    if (base.category() == 'P' || base == Types.UNKNOWN) {
      throw SqlException.of(
          SqlState.DATATYPE_MISMATCH,
          "\"" + statement.type().name() + "\" is not a valid base type for a domain");
    }
    UseRights.type(host, base);
    Collation collation =
        statement.collation() == null
            ? null
            : Collations.resolve(host.catalog(), statement.collation(), base);
    String name = statement.name().name();
    ParsedExpression value = statement.defaultValue();
    String text = value == null ? null : defaultText(name, base, type.typmod(), value);
    List<DomainType.Check> checks = new ArrayList<>();
    for (TableConstraint.Check check : statement.checks()) {
      checks.add(check(name, base, type.typmod(), check, checks, true));
    }
    return new TypeDefinition.Domain(
        base, type.typmod(), collation, statement.notNull(), text, List.copyOf(checks));
  }

  private String defaultText(String name, Type base, int typmod, ParsedExpression value) {
    return host.expressions().defaultValue(name, base, typmod, value).text();
  }

  private DomainType.Check check(
      String domain,
      Type base,
      int typmod,
      TableConstraint.Check check,
      List<DomainType.Check> others,
      boolean valid) {
    String given = check.name();
    if (given != null && find(others, given) >= 0) {
      throw SqlException.of(
          SqlState.DUPLICATE_OBJECT,
          "constraint \"" + given + "\" for domain \"" + domain + "\" already exists");
    }
    String name = given == null ? chosen(domain, others) : given;
    String text = host.expressions().domainCondition(base, typmod, check.expression()).text();
    return new DomainType.Check(host.changes().newOid(), name, text, valid);
  }

  private static String chosen(String domain, List<DomainType.Check> others) {
    String first = domain + "_check";
    String name = first;
    for (int i = 1; find(others, name) >= 0; i++) {
      name = first + i;
    }
    return name;
  }

  private static int find(List<DomainType.Check> checks, String name) {
    for (int i = 0; i < checks.size(); i++) {
      if (checks.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  TypeObject changed(TypeObject type, AlterAction action) {
    if (!(type.definition() instanceof TypeDefinition.Domain domain)) {
      throw SqlException.of(SqlState.WRONG_OBJECT_TYPE, "\"" + type.name() + "\" is not a domain");
    }
    return switch (action) {
      case AlterAction.SetDefault a -> {
        ParsedExpression value = a.value();
        String text =
            value == null ? null : defaultText(type.name(), domain.base(), domain.typmod(), value);
        yield type.with(
            new TypeDefinition.Domain(
                domain.base(),
                domain.typmod(),
                domain.collation(),
                domain.notNull(),
                text,
                domain.checks()));
      }
      case AlterAction.SetNotNull a -> notNull(type, domain, a.notNull());
      case AlterAction.AddConstraint(TableConstraint.Check check) -> add(type, domain, check);
      case AlterAction.DropConstraint a -> drop(type, domain, a);
      case AlterAction.RenameConstraint a -> rename(type, domain, a);
      case AlterAction.ValidateConstraint a -> validate(type, domain, a.name());
      default -> throw SqlException.notSupported("this form of ALTER DOMAIN");
    };
  }

  private static TypeObject with(
      TypeObject type, TypeDefinition.Domain domain, List<DomainType.Check> checks) {
    return type.with(
        new TypeDefinition.Domain(
            domain.base(),
            domain.typmod(),
            domain.collation(),
            domain.notNull(),
            domain.defaultText(),
            List.copyOf(checks)));
  }

  private TypeObject notNull(TypeObject type, TypeDefinition.Domain domain, boolean notNull) {
    if (notNull && !domain.notNull()) {
      eachColumn(
          type,
          (table, column, value) -> {
            if (value == null) {
              throw SqlException.of(
                      SqlState.NOT_NULL_VIOLATION,
                      String.format(
                          Locale.ROOT,
                          "column \"%s\" of table \"%s\" contains null values",
                          column.name(),
                          table.table().name()))
                  .about(table.table().schema(), table.table().name(), column.name(), null);
            }
          });
    }
    return type.with(
        new TypeDefinition.Domain(
            domain.base(),
            domain.typmod(),
            domain.collation(),
            notNull,
            domain.defaultText(),
            domain.checks()));
  }

  private TypeObject add(
      TypeObject type, TypeDefinition.Domain domain, TableConstraint.Check constraint) {
    List<DomainType.Check> checks = new ArrayList<>(domain.checks());
    checks.add(
        check(
            type.name(),
            domain.base(),
            domain.typmod(),
            constraint,
            domain.checks(),
            !constraint.notValid()));
    if (!constraint.notValid()) {
      requireValid(type, domain, constraint.expression());
    }
    return with(type, domain, checks);
  }

  private void requireValid(
      TypeObject type, TypeDefinition.Domain domain, ParsedExpression condition) {
    Evaluator test =
        host.expressions().domainCondition(domain.base(), domain.typmod(), condition).evaluator();
    eachColumn(
        type,
        (table, column, value) -> {
          if (Boolean.FALSE.equals(
              test.evaluate(new @Nullable Object[] {value}, host.ruleExecution()))) {
            throw SqlException.of(
                    SqlState.CHECK_VIOLATION,
                    String.format(
                        Locale.ROOT,
                        "column \"%s\" of table \"%s\" contains values that violate the new constraint",
                        column.name(),
                        table.table().name()))
                .about(table.table().schema(), table.table().name(), column.name(), null);
          }
        });
  }

  private TypeObject validate(TypeObject type, TypeDefinition.Domain domain, String name) {
    int at = find(domain.checks(), name);
    if (at < 0) {
      throw missing(type, name);
    }
    DomainType.Check check = domain.checks().get(at);
    requireValid(type, domain, dev.tusk.sql.parser.SqlParser.parseExpression(check.text()));
    List<DomainType.Check> checks = new ArrayList<>(domain.checks());
    checks.set(at, new DomainType.Check(check.oid(), check.name(), check.text(), true));
    return with(type, domain, checks);
  }

  private static SqlException missing(TypeObject type, String constraint) {
    return SqlException.of(
        SqlState.UNDEFINED_OBJECT,
        String.format(
            Locale.ROOT,
            "constraint \"%s\" of domain \"%s\" does not exist",
            constraint,
            type.name()));
  }

  private TypeObject drop(
      TypeObject type, TypeDefinition.Domain domain, AlterAction.DropConstraint action) {
    int at = find(domain.checks(), action.name());
    if (at < 0 && action.ifExists()) {
      host.notice(
          "constraint \""
              + action.name()
              + "\" of domain \""
              + type.name()
              + "\" does not exist, skipping");
      return type;
    }
    if (at < 0) {
      throw missing(type, action.name());
    }
    List<DomainType.Check> checks = new ArrayList<>(domain.checks());
    checks.remove(at);
    return with(type, domain, checks);
  }

  private static TypeObject rename(
      TypeObject type, TypeDefinition.Domain domain, AlterAction.RenameConstraint action) {
    int at = find(domain.checks(), action.name());
    if (at < 0) {
      throw SqlException.of(
          SqlState.UNDEFINED_OBJECT,
          "constraint \""
              + action.name()
              + "\" for domain "
              + Names.quoted(type.name())
              + " does not exist");
    }
    if (find(domain.checks(), action.newName()) >= 0) {
      throw SqlException.of(
          SqlState.DUPLICATE_OBJECT,
          "constraint \""
              + action.newName()
              + "\" for domain "
              + Names.quoted(type.name())
              + " already exists");
    }
    List<DomainType.Check> checks = new ArrayList<>(domain.checks());
    DomainType.Check check = checks.get(at);
    checks.set(
        at, new DomainType.Check(check.oid(), action.newName(), check.text(), check.validated()));
    return with(type, domain, checks);
  }

  private interface ColumnValue {
    void accept(TableObject table, Column column, @Nullable Object value);
  }

  /** Looks at what all columns hold that are of the domain, or of one over it. */
  private void eachColumn(TypeObject type, ColumnValue look) {
    List<Runnable> scans = new ArrayList<>();
    for (TableObject table : host.changes().state().tables(type.databaseOid())) {
      for (Column column : table.table().columns()) {
        if (!column.dropped() && TypeUses.contains(column.type(), type.oid())) {
          if (!over(column.type(), type.oid())) {
            throw SqlException.of(
                SqlState.FEATURE_NOT_SUPPORTED,
                String.format(
                    Locale.ROOT,
                    "cannot alter type \"%s\" because column \"%s.%s\" uses it",
                    type.name(),
                    table.table().name(),
                    column.name()));
          }
          scans.add(() -> scan(table, column, look));
        }
      }
    }
    scans.forEach(Runnable::run);
  }

  private static boolean over(Type type, long domain) {
    for (Type t = type; t instanceof DomainType d; t = d.base()) {
      if (d.oid() == domain) {
        return true;
      }
    }
    return false;
  }

  private void scan(TableObject table, Column column, ColumnValue look) {
    try (StatementAccess access = host.access(host.transaction().newStatementSnapshot());
        RowSource rows =
            access.scan(table.table(), List.of(column.number()), host.ruleExecution())) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        look.accept(table, column, row[0]);
      }
    }
  }
}
