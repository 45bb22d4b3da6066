package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.Publication.PublicationObject;
import dev.tusk.executor.catalog.Publication.PublishedTable;
import dev.tusk.executor.catalog.ViewObject;
import dev.tusk.executor.command.CatalogExpressions.Checked;
import dev.tusk.executor.rights.OwnerRights;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.planner.analyze.Clause;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.Persistence;
import dev.tusk.sql.statement.PublicationCommand.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The tables of a publication (publicationcmds.c and catalog/pg_publication.c). */
final class PublishedTables {
  private static final Set<String> SYSTEM_COLUMNS =
      Set.of("tableoid", "cmax", "xmax", "cmin", "xmin", "ctid");

  private final CommandHost host;
  private final PublicationObject publication;

  /**
   * A table that is to be in the publication.
   *
   * @param columns names; empty for all
   * @param filter the condition once it is checked
   */
  record Wanted(
      CatalogObject table,
      String name,
      List<String> columns,
      @Nullable ParsedExpression where,
      @Nullable Checked filter) {}

  PublishedTables(CommandHost host, PublicationObject publication) {
    this.host = host;
    this.publication = publication;
  }

  /** The tables that are named, with those that inherit from them, each once (OpenTableList). */
  List<Wanted> opened(List<Target> targets) {
    Map<Long, Wanted> found = new LinkedHashMap<>();
    for (Target target : targets) {
      if (target instanceof Target.OfTable of) {
        open(of, found);
      }
    }
    return new ArrayList<>(found.values());
  }

  private void open(Target.OfTable target, Map<Long, Wanted> found) {
    CatalogObject table = relation(target.name());
    Wanted before = found.get(table.oid());
    if (before != null) {
      refuseTwice(target, before, table.name());
      return;
    }
    found.put(table.oid(), new Wanted(table, table.name(), target.columns(), target.where(), null));
    boolean divided = table instanceof TableObject object && object.partitioning().key() != null;
    if (target.only() || divided) {
      return;
    }
    for (TableObject child : host.changes().state().descendants(table.oid())) {
      Wanted other = found.get(child.oid());
      if (other != null) {
        refuseTwice(target, other, table.name());
      } else {
        found.put(
            child.oid(), new Wanted(child, child.name(), target.columns(), target.where(), null));
      }
    }
  }

  private static void refuseTwice(Target.OfTable target, Wanted before, String name) {
    boolean where = target.where() != null || before.where() != null;
    if (where || !target.columns().isEmpty() || !before.columns().isEmpty()) {
      throw SqlException.of(
          SqlState.DUPLICATE_OBJECT,
          "conflicting or redundant "
              + (where ? "WHERE clauses" : "column lists")
              + " for table \""
              + name
              + "\"");
    }
  }

  /** A relation of any kind: whether it can be published is asked later. */
  private CatalogObject relation(QualifiedName name) {
    CatalogObject object = host.catalog().relation(name);
    if (object != null) {
      return object;
    }
    if (host.catalog().index(name) != null) {
      throw SqlException.of(SqlState.WRONG_OBJECT_TYPE, "\"" + name.name() + "\" is an index");
    }
    if (host.catalog().table(name).isEmpty()) {
      throw Names.noRelation(name);
    }
    throw cannot(name.name(), "system tables");
  }

  private static SqlException cannot(String name, String what) {
    return SqlException.of(
            SqlState.INVALID_PARAMETER_VALUE, "cannot add relation \"" + name + "\" to publication")
        .withDetail("This operation is not supported for " + what + ".");
  }

  /** The tables that are named, their conditions and lists of columns checked. */
  List<Wanted> checked(List<Target> targets, boolean schemas) {
    List<Wanted> checked = new ArrayList<>();
    for (Wanted wanted : opened(targets)) {
      checked.add(filtered(wanted));
    }
    checked.forEach(wanted -> checkList(wanted, schemas));
    return checked;
  }

  private Wanted filtered(Wanted wanted) {
    ParsedExpression where = wanted.where();
    if (where == null) {
      return wanted;
    }
    if (!publication.viaRoot() && divided(wanted.table())) {
      throw SqlException.of(
              SqlState.INVALID_PARAMETER_VALUE,
              "cannot use publication WHERE clause for relation \"" + wanted.name() + "\"")
          .withDetail(
              "WHERE clause cannot be used for a partitioned table when publish_via_partition_root"
                  + " is false.");
    }
    if (!(wanted.table() instanceof TableObject table)) {
      throw cannot(wanted.name(), kind(wanted.table()));
    }
    Checked filter = host.expressions().condition(table.table(), where, Clause.PUBLICATION_WHERE);
    return new Wanted(table, wanted.name(), wanted.columns(), where, filter);
  }

  private static boolean divided(CatalogObject object) {
    return object instanceof TableObject table && table.partitioning().key() != null;
  }

  private void checkList(Wanted wanted, boolean schemas) {
    if (wanted.columns().isEmpty()) {
      return;
    }
    String detail =
        schemas
            ? "Column lists cannot be specified in publications containing FOR TABLES IN SCHEMA"
                + " elements."
            : !publication.viaRoot() && divided(wanted.table())
                ? "Column lists cannot be specified for partitioned tables when"
                    + " publish_via_partition_root is false."
                : null;
    if (detail != null) {
      throw SqlException.of(
              SqlState.INVALID_PARAMETER_VALUE,
              "cannot use column list for relation \""
                  + wanted.table().schema()
                  + "."
                  + wanted.name()
                  + "\" in publication \""
                  + publication.name()
                  + "\"")
          .withDetail(detail);
    }
  }

  private @Nullable PublishedTable published(Wanted wanted) {
    return host.changes()
        .state()
        .defined()
        .published(publication.databaseOid(), publication.oid(), wanted.table().oid());
  }

  void add(List<Wanted> tables, boolean ifNotExists) {
    for (Wanted wanted : tables) {
      OwnerRights.require(host.catalog(), host.roles(), wanted.table());
      if (published(wanted) != null) {
        if (ifNotExists) {
          continue;
        }
        throw SqlException.of(
            SqlState.DUPLICATE_OBJECT,
            "relation \""
                + wanted.name()
                + "\" is already member of publication \""
                + publication.name()
                + "\"");
      }
      host.changes().put(row(wanted));
    }
  }

  private PublishedTable row(Wanted wanted) {
    TableObject table = publishable(wanted);
    Checked filter = wanted.filter();
    List<Dependency> references = new ArrayList<>();
    if (filter != null) {
      filter
          .columns()
          .forEach(c -> references.add(Dependency.normal(ObjectAddress.column(table.oid(), c))));
      filter.facts().references().forEach(on -> references.add(Dependency.normal(on)));
    }
    return new PublishedTable(
        host.changes().newOid(),
        publication.databaseOid(),
        publication.oid(),
        table.oid(),
        numbers(table, wanted.columns()),
        filter == null ? null : filter.text(),
        List.copyOf(references));
  }

  private static TableObject publishable(Wanted wanted) {
    if (!(wanted.table() instanceof TableObject table) || table.materialized() != null) {
      throw cannot(wanted.name(), kind(wanted.table()));
    }
    if (table.persistence() != Persistence.PERMANENT) {
      throw cannot(
          wanted.name(),
          table.persistence() == Persistence.TEMPORARY ? "temporary tables" : "unlogged tables");
    }
    return table;
  }

  /** As errdetail_relkind_not_supported names it. */
  private static String kind(CatalogObject object) {
    return switch (object) {
      case ViewObject _ -> "views";
      case SequenceObject _ -> "sequences";
      default -> "materialized views";
    };
  }

  private static List<Integer> numbers(TableObject table, List<String> names) {
    Set<Integer> numbers = new TreeSet<>();
    for (String name : names) {
      if (SYSTEM_COLUMNS.contains(name)) {
        throw SqlException.of(
            SqlState.INVALID_COLUMN_REFERENCE,
            "cannot use system column \"" + name + "\" in publication column list");
      }
      Column column =
          table.table().column(name).orElseThrow(() -> Names.noColumn(name, table.name()));
      if (column.generated()) {
        throw SqlException.of(
            SqlState.INVALID_COLUMN_REFERENCE,
            "cannot use generated column \"" + name + "\" in publication column list");
      }
      if (!numbers.add(column.number())) {
        throw SqlException.of(
            SqlState.DUPLICATE_OBJECT,
            "duplicate column \"" + name + "\" in publication column list");
      }
    }
    return List.copyOf(numbers);
  }

  void drop(List<Wanted> tables) {
    for (Wanted wanted : tables) {
      if (!wanted.columns().isEmpty()) {
        throw SqlException.of(
            SqlState.SYNTAX_ERROR,
            "column list must not be specified in ALTER PUBLICATION ... DROP");
      }
      PublishedTable one = published(wanted);
      if (one == null) {
        throw SqlException.of(
            SqlState.UNDEFINED_OBJECT,
            "relation \"" + wanted.name() + "\" is not part of the publication");
      }
      if (wanted.where() != null) {
        throw SqlException.of(
            SqlState.SYNTAX_ERROR,
            "cannot use a WHERE clause when removing a table from a publication");
      }
      host.changes().remove(one.oid());
    }
  }

  /** Takes out those that are not wanted, or not so. */
  void keep(List<Wanted> wanted) {
    for (PublishedTable one :
        host.changes().state().defined().of(PublishedTable.class, publication.databaseOid())) {
      if (one.publicationOid() == publication.oid()
          && wanted.stream().noneMatch(w -> isSame(w, one))) {
        host.changes().remove(one.oid());
      }
    }
  }

  private static boolean isSame(Wanted wanted, PublishedTable one) {
    if (wanted.table().oid() != one.tableOid() || !(wanted.table() instanceof TableObject table)) {
      return false;
    }
    Set<Integer> columns = new TreeSet<>();
    wanted
        .columns()
        .forEach(name -> table.table().column(name).ifPresent(c -> columns.add(c.number())));
    Checked filter = wanted.filter();
    String text = filter == null ? null : filter.text();
    return Objects.equals(text, one.where()) && List.copyOf(columns).equals(one.columns());
  }
}
