package dev.tusk.executor.catalog;

import dev.tusk.executor.catalog.CatalogObject.Member;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.PartitionKey;
import dev.tusk.sql.catalog.Partitioning;
import dev.tusk.sql.catalog.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The parts of a table and what they need (heap.c, index.c, pg_constraint.c). What stored
 * expressions name was found when they were written: {@link TableObject#references}.
 */
final class TableMembers {
  private final TableObject object;
  private final Table table;
  private final List<Member> members = new ArrayList<>();
  private final Set<Integer> keys;

  private TableMembers(TableObject object) {
    this.object = object;
    this.table = object.table();
    this.keys = keyColumns();
  }

  static List<Member> of(TableObject object) {
    TableMembers all = new TableMembers(object);
    all.members.addAll(TypeMembers.rowType(object.oid()));
    Materialized view = object.materialized();
    if (view != null) {
      List<Dependency> needs = new ArrayList<>(view.references());
      needs.add(Dependency.internal(object.address()));
      all.members.add(new Member(ObjectAddress.rule(object.oid()), object.address(), needs));
    }
    object.table().columns().stream().filter(c -> !c.dropped()).forEach(all::addColumn);
    object.table().constraints().forEach(all::addConstraint);
    object.table().indexes().forEach(all::addIndex);
    return all.members;
  }

  /** The same table with another descriptor, or among partitions otherwise. */
  static TableObject with(TableObject o, Table table, Partitioning partitioning) {
    return new TableObject(
        o.databaseOid(),
        table,
        o.relationId(),
        o.indexIds(),
        o.missing(),
        o.dimensions(),
        o.options(),
        o.persistence(),
        o.onCommit(),
        o.references(),
        o.materialized(),
        o.parents(),
        partitioning);
  }

  /**
   * A partition goes silently with its parent, a child only with CASCADE. What the expressions of a
   * partition key name is the table's need.
   */
  static List<Dependency> dependencies(TableObject object) {
    boolean part = object.partitioning().isPartition();
    List<Dependency> needs = new ArrayList<>();
    for (long parent : object.parents()) {
      ObjectAddress address = ObjectAddress.relation(parent);
      needs.add(part ? Dependency.auto(address) : Dependency.normal(address));
    }
    for (Dependency named : object.references().getOrDefault(object.address(), List.of())) {
      if (!named.on().whole().equals(object.address())) {
        needs.add(named);
      }
    }
    return needs;
  }

  /** Numbers of the columns by which the rows are divided, or that expressions of the key read. */
  private Set<Integer> keyColumns() {
    PartitionKey key = object.partitioning().key();
    if (key == null) {
      return Set.of();
    }
    Set<Integer> numbers = new HashSet<>();
    key.keys().stream().map(PartitionKey.Key::column).forEach(numbers::add);
    columnsRead(object.address()).forEach(read -> numbers.add(read.on().sub()));
    return numbers;
  }

  private ObjectAddress column(int number) {
    return ObjectAddress.column(table.oid(), number);
  }

  private void add(ObjectAddress address, ObjectAddress of, List<Dependency> plain) {
    List<Dependency> all = new ArrayList<>(plain);
    all.addAll(object.references().getOrDefault(address, List.of()));
    members.add(new Member(address, of, all));
  }

  private void addColumn(Column column) {
    ObjectAddress address = column(column.number());
    Member plain = TypeMembers.column(address.whole(), address.whole(), column);
    ObjectAddress value = ObjectAddress.defaultOf(table.oid(), column.number());
    if (column.generated()) {
      List<Dependency> needs = new ArrayList<>(plain.dependencies());
      for (Dependency read : object.references().getOrDefault(value, List.of())) {
        needs.add(Dependency.normal(read.on()));
      }
      members.add(new Member(address, plain.of(), needs));
      members.add(new Member(value, address, List.of(Dependency.internal(address))));
      return;
    }
    if (keys.contains(column.number())) {
      List<Dependency> needs = new ArrayList<>(plain.dependencies());
      needs.add(Dependency.internal(object.address()));
      members.add(new Member(address, plain.of(), needs));
    } else {
      members.add(plain);
    }
    if (column.defaultText() != null && column.identity() == Column.Identity.NONE) {
      add(value, address, List.of(Dependency.auto(address)));
    }
  }

  private void addConstraint(Constraint constraint) {
    List<Dependency> needs = new ArrayList<>();
    switch (constraint) {
      case Constraint.Unique c -> {
        c.columns().forEach(n -> needs.add(Dependency.auto(column(n))));
        table.indexes().stream()
            .filter(index -> index.oid() == c.indexOid())
            .flatMap(index -> index.included().stream())
            .forEach(n -> needs.add(Dependency.auto(column(n))));
      }
      case Constraint.Exclusion c ->
          c.columns()
              .forEach(n -> needs.add(Dependency.auto(n == 0 ? object.address() : column(n))));
      case Constraint.Check c -> {
        for (Dependency column : columnsRead(address(c))) {
          needs.add(Dependency.normal(column.on()));
        }
        if (needs.isEmpty()) {
          needs.add(Dependency.auto(object.address()));
        }
      }
      case Constraint.ForeignKey c -> {
        c.columns().forEach(n -> needs.add(Dependency.auto(column(n))));
        for (int number : c.referencedColumns()) {
          needs.add(Dependency.normal(ObjectAddress.column(c.referencedTableOid(), number)));
        }
      }
    }
    long parent = object.partitioning().parentOf(constraint.oid());
    if (parent != 0) {
      ObjectAddress whole = ObjectAddress.of(ObjectAddress.PG_CONSTRAINT, parent);
      boolean inner =
          constraint instanceof Constraint.ForeignKey key
              && ForeignKeyParts.ofReferenced(object, key);
      needs.add(inner ? Dependency.internal(whole) : Dependency.part(whole));
      if (!inner) {
        needs.add(Dependency.partOfTable(object.address()));
      }
    }
    add(address(constraint), object.address(), needs);
  }

  /** The columns of the table that the part's expressions read. */
  private List<Dependency> columnsRead(ObjectAddress part) {
    return object.references().getOrDefault(part, List.of()).stream()
        .filter(d -> d.on().whole().equals(object.address()))
        .toList();
  }

  private static ObjectAddress address(Constraint constraint) {
    return ObjectAddress.of(ObjectAddress.PG_CONSTRAINT, constraint.oid());
  }

  private void addIndex(Index index) {
    ObjectAddress address = ObjectAddress.relation(index.oid());
    List<Dependency> needs = new ArrayList<>();
    for (Constraint constraint : table.constraints()) {
      if (constraint.heldBy() == index.oid()) {
        needs.add(Dependency.internal(address(constraint)));
      }
    }
    if (needs.isEmpty()) {
      for (Index.Key key : index.keys()) {
        if (key.column() != 0) {
          needs.add(Dependency.auto(column(key.column())));
        }
      }
      index.included().forEach(number -> needs.add(Dependency.auto(column(number))));
      if (needs.isEmpty()) {
        needs.add(Dependency.auto(object.address()));
      }
    }
    for (Index.Key key : index.keys()) {
      index
          .accessMethod()
          .operatorClass(key.operatorClass())
          .filter(of -> of.extension() != null)
          .ifPresent(of ->
              needs.add(Dependency.normal(ObjectAddress.of(ObjectAddress.PG_OPCLASS, of.oid()))));
    }
    long parent = object.partitioning().parentOf(index.oid());
    if (parent != 0) {
      needs.add(Dependency.part(ObjectAddress.relation(parent)));
      needs.add(Dependency.partOfTable(object.address()));
    }
    add(address, object.address(), needs);
  }
}
