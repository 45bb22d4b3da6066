package dev.tusk.executor.catalog;

import dev.tusk.executor.catalog.CatalogObject.CommentObject;
import dev.tusk.executor.catalog.CatalogObject.DatabaseObject;
import dev.tusk.executor.catalog.CatalogObject.ExtensionObject;
import dev.tusk.executor.catalog.CatalogObject.FunctionObject;
import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.CatalogObject.SchemaObject;
import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogObject.TypeObject;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.PartitionKey;
import dev.tusk.sql.catalog.Partitioning;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.catalog.TypeNumbers;
import dev.tusk.sql.type.CollatedType;
import dev.tusk.sql.type.CompositeType;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.EnumType;
import dev.tusk.sql.type.RangeType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.TypeReference;
import dev.tusk.sql.type.Types;
import dev.tusk.sql.type.UserRangeType;
import dev.tusk.sql.type.UserType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The types that the objects of one state of the catalog define, and the row types of its tables:
 * made when they are first asked for.
 */
final class UserTypes {
  private final LongFunction<@Nullable CatalogObject> objects;
  private final TypePool pool;
  private final Map<Integer, Type> known = new ConcurrentHashMap<>();

  UserTypes(LongFunction<@Nullable CatalogObject> objects, TypePool pool) {
    this.objects = objects;
    this.pool = pool;
  }

  TypePool pool() {
    return pool;
  }

  /** By OID in pg_type; null when no object defines it. */
  @Nullable Type byOid(int oid) {
    Type type = known.get(oid);
    if (type != null) {
      return type;
    }
    if (TypeNumbers.isArray(oid)) {
      return byOid(TypeNumbers.element(oid)) instanceof UserType element ? element.array() : null;
    }
    Type system = SystemDomains.find(oid);
    if (system != null) {
      return system;
    }
    boolean row = TypeNumbers.isRowType(oid);
    type =
        switch (objects.apply(definer(oid))) {
          case TableObject table when row -> rowType(table.table());
          case ViewObject view when row -> rowType(view.table());
          case TypeObject own when !row -> defined(own);
          case TableObject _,
              ViewObject _,
              TypeObject _,
              DatabaseObject _,
              SchemaObject _,
              SequenceObject _,
              ExtensionObject _,
              RoleObject _,
              RightsEntry _,
              FunctionObject _,
              TriggerObject _,
              PolicyObject _,
              RowSecurityObject _,
              RuleObject _,
              EventTriggerObject _,
              DefinedObject _,
              OperatorObject _,
              CastObject _,
              CommentObject _ ->
              null;
          case null -> null;
        };
    if (type != null) {
      known.put(oid, type);
    }
    return type;
  }

  /** The object that a type, or what an array has of it, is defined by. */
  private static long definer(int oid) {
    int element = TypeNumbers.element(oid);
    return TypeNumbers.isRowType(element) ? TypeNumbers.relation(element) : element;
  }

  /** The objects that define the types an object names: where one changes, it does. */
  static Set<Long> definers(CatalogObject object) {
    Set<Long> found = new HashSet<>();
    Consumer<Type> add =
        type -> {
          if (Types.byOid(type.oid()).isEmpty()) {
            found.add(definer(type.oid()));
          }
        };
    switch (object) {
      case TableObject o -> {
        o.table().columns().forEach(column -> add.accept(column.type()));
        o.table().indexes().forEach(index -> index.keys().forEach(key -> add.accept(key.type())));
        PartitionKey key = o.partitioning().key();
        if (key != null) {
          key.keys().forEach(k -> add.accept(k.type()));
        }
      }
      case ViewObject o -> o.columns().forEach(column -> add.accept(column.type()));
      case TypeObject o -> {
        switch (o.definition()) {
          case TypeDefinition.Composite composite ->
              composite.columns().forEach(column -> add.accept(column.type()));
          case TypeDefinition.Domain domain -> add.accept(domain.base());
          case TypeDefinition.Range range -> {
            add.accept(range.subtype());
            found.add((long) range.multirangeOid());
          }
          case TypeDefinition.Multirange multirange -> found.add((long) multirange.rangeOid());
          case TypeDefinition.Enumeration _ -> {}
        }
      }
      case DatabaseObject _,
          SchemaObject _,
          SequenceObject _,
          ExtensionObject _,
          RoleObject _,
          RightsEntry _,
          TriggerObject _,
          PolicyObject _,
          RowSecurityObject _,
          RuleObject _,
          EventTriggerObject _,
          DefinedObject _,
          FunctionObject _,
          OperatorObject _,
          CastObject _,
          CommentObject _ -> {}
    }
    return found;
  }

  private @Nullable Type defined(TypeObject object) {
    return switch (object.definition()) {
      case TypeDefinition.Domain domain -> {
        int oid = (int) object.oid();
        yield pool.domain(
            new DomainType.Definition(
                oid,
                TypeNumbers.array(oid),
                object.schema(),
                object.name(),
                current(domain.base()),
                domain.typmod(),
                domain.collation(),
                domain.notNull(),
                domain.defaultText(),
                domain.checks()));
      }
      case TypeDefinition.Composite composite -> rowType(relation(object, composite));
      case TypeDefinition.Range range -> rangeType(object, range);
      case TypeDefinition.Multirange multirange ->
          byOid(multirange.rangeOid()) instanceof RangeType range ? range.multirange() : null;
      case TypeDefinition.Enumeration enumeration -> {
        int oid = (int) object.oid();
        yield pool.enumeration(
            new EnumType.Definition(
                oid, TypeNumbers.array(oid), object.schema(), object.name(), enumeration.labels()));
      }
    };
  }

  private Type rangeType(TypeObject object, TypeDefinition.Range range) {
    int oid = (int) object.oid();
    int several = range.multirangeOid();
    TypeObject multirange = objects.apply(several) instanceof TypeObject defined ? defined : object;
    return pool.range(
        new UserRangeType.Definition(
            oid,
            TypeNumbers.array(oid),
            object.schema(),
            object.name(),
            current(range.subtype()),
            range.difference(),
            new UserRangeType.Multirange(
                several, TypeNumbers.array(several), multirange.schema(), multirange.name())));
  }

  /** The relation without rows that stands behind a composite type. */
  static Table relation(TypeObject object, TypeDefinition.Composite composite) {
    return new Table(
        TypeNumbers.relation((int) object.oid()),
        object.schema(),
        object.name(),
        Table.Kind.COMPOSITE,
        composite.columns(),
        List.of(),
        List.of());
  }

  /** The type of a relation's rows. */
  Type rowType(Table table) {
    List<CompositeType.Field> fields = new ArrayList<>();
    for (Column column : table.columns()) {
      if (!column.dropped()) {
        fields.add(
            new CompositeType.Field(
                column.number(), column.name(), current(column.type()), column.typmod()));
      }
    }
    int oid = TypeNumbers.rowType(table.oid());
    return pool.composite(
        new CompositeType.Definition(
            oid, TypeNumbers.array(oid), table.oid(), table.schema(), table.name(), fields));
  }

  /** What a type of some other state is in this one. */
  Type current(Type type) {
    boolean own =
        type instanceof UserType
            || type instanceof TypeReference
            || type.elementType() instanceof UserType;
    Type now = own ? byOid(type.oid()) : type;
    return now == null ? type : now;
  }

  /** The object with types of this state; itself where it names none of users. */
  CatalogObject current(CatalogObject object) {
    return switch (object) {
      case TableObject o -> {
        Table table = o.table();
        List<Column> columns = columns(table.columns());
        List<Index> indexes = indexes(table.indexes());
        TableObject changed =
            columns == table.columns() && indexes == table.indexes()
                ? o
                : o.withTable(table.withColumns(columns).withIndexes(indexes));
        Partitioning partitioning = partitioning(o.partitioning());
        yield partitioning == o.partitioning() ? changed : changed.withPartitioning(partitioning);
      }
      case ViewObject o -> {
        List<Column> columns = columns(o.columns());
        yield columns == o.columns() ? o : o.with(columns, o.text());
      }
      case TypeObject o ->
          switch (o.definition()) {
            case TypeDefinition.Composite composite -> {
              List<Column> columns = columns(composite.columns());
              yield columns == composite.columns()
                  ? o
                  : new TypeObject(
                      o.oid(),
                      o.databaseOid(),
                      o.schema(),
                      o.name(),
                      new TypeDefinition.Composite(columns));
            }
            case TypeDefinition.Enumeration _, TypeDefinition.Multirange _ -> o;
            case TypeDefinition.Range range -> {
              Type subtype = current(range.subtype());
              yield subtype == range.subtype() ? o : o.with(range.over(subtype));
            }
            case TypeDefinition.Domain domain -> {
              Type base = current(domain.base());
              yield base == domain.base() ? o : o.with(domain.over(base));
            }
          };
      case DatabaseObject _,
          SchemaObject _,
          SequenceObject _,
          ExtensionObject _,
          RoleObject _,
          RightsEntry _,
          TriggerObject _,
          PolicyObject _,
          RowSecurityObject _,
          RuleObject _,
          EventTriggerObject _,
          DefinedObject _,
          CommentObject _ ->
          object;
      case FunctionObject _, OperatorObject _, CastObject _ ->
          object; // It knows its types by their numbers.
    };
  }

  private Partitioning partitioning(Partitioning partitioning) {
    PartitionKey key = partitioning.key();
    return key == null || key.keys().stream().allMatch(k -> current(k.type()) == k.type())
        ? partitioning
        : partitioning.withKey(
            key.withKeys(
                key.keys().stream()
                    .map(k -> k.withType(current(CollatedType.plain(k.type()))))
                    .toList()));
  }

  private List<Column> columns(List<Column> columns) {
    List<Column> changed = null;
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      Type type = current(column.type());
      if (type != column.type()) {
        changed = changed == null ? new ArrayList<>(columns) : changed;
        changed.set(i, column.withType(type));
      }
    }
    return changed == null ? columns : List.copyOf(changed);
  }

  private List<Index> indexes(List<Index> indexes) {
    List<Index> changed = null;
    for (int i = 0; i < indexes.size(); i++) {
      Index index = indexes.get(i);
      if (index.keys().stream().anyMatch(key -> current(key.type()) != key.type())) {
        changed = changed == null ? new ArrayList<>(indexes) : changed;
        changed.set(
            i,
            index.withKeys(
                index.keys().stream()
                    .map(key -> key.withType(current(CollatedType.plain(key.type()))))
                    .toList()));
      }
    }
    return changed == null ? indexes : List.copyOf(changed);
  }
}
