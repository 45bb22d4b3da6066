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
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Partitioning;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.statement.Persistence;
import dev.tusk.storage.SequenceSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a catalog row.
 *
 * <pre>
 *  u8 version (1) | u8 kind | i64 oid | i64 database | fields of the kind in the record's order
 *  text := i32 length (-1 is null), UTF-8      list := i32 count, elements
 *  a table's references are missing in rows of before format 4 of the data directory; what stands
 *  behind them in rows that were written before there was such a thing
 * </pre>
 */
final class ObjectCodec {
  private static final int VERSION = 1;

  private static final int DATABASE = 1;
  private static final int SCHEMA = 2;
  private static final int TABLE = 3;
  private static final int SEQUENCE = 4;
  private static final int EXTENSION = 5;
  private static final int COMMENT = 6;
  private static final int TYPE = 7;
  private static final int VIEW = 30;
  private static final int ROLE = 17;
  private static final int OBJECT_RIGHTS = 18;
  private static final int DEFAULT_RIGHTS = 19;
  private static final int ROLE_SETTINGS = 16;
  private static final int FUNCTION = 20;
  private static final int OPERATOR = 21;
  private static final int CAST = 22;

  private static final int TRIGGER = 40;
  private static final int POLICY = 60;
  private static final int ROW_SECURITY = 61;
  private static final int RULE = 41;
  private static final int EVENT_TRIGGER = 42;
  private static final int DEFINED = 70;

  private ObjectCodec() {}

  static byte[] encode(CatalogObject object) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeByte(kind(object));
      out.writeLong(object.oid());
      out.writeLong(object.databaseOid());
      switch (object) {
        case DatabaseObject o -> DatabaseCodec.write(out, o);
        case SchemaObject o -> writeText(out, o.name());
        case TableObject o -> writeTable(out, o);
        case SequenceObject o -> writeSequence(out, o);
        case ExtensionObject o -> {
          writeText(out, o.name());
          writeText(out, o.version());
          writeText(out, o.schema());
        }
        case ViewObject o -> ViewCodec.write(out, o);
        case TypeObject o -> TypeCodec.write(out, o);
        case RoleObject o -> RightsCodec.write(out, o);
        case RightsEntry o -> RightsCodec.write(out, o);
        case FunctionObject o -> FunctionCodec.write(out, o);
        case TriggerObject o -> TriggerCodec.write(out, o);
        case PolicyObject o -> PolicyCodec.write(out, o);
        case RowSecurityObject o -> PolicyCodec.write(out, o);
        case RuleObject o -> RuleCodec.write(out, o);
        case EventTriggerObject o -> EventTriggerCodec.write(out, o);
        case DefinedObject o -> DefinedCodec.write(out, o);
        case OperatorObject o -> OperatorCodec.write(out, o);
        case CastObject o -> OperatorCodec.write(out, o);
        case CommentObject o -> {
          out.writeLong(o.classOid());
          out.writeLong(o.objectOid());
          out.writeInt(o.column());
          writeText(out, o.text());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static CatalogObject decode(byte[] array, int offset, int length) {
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(array, offset, length))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IllegalStateException("catalog row of version " + version);
      }
      int kind = in.readByte();
      long oid = in.readLong();
      long database = in.readLong();
      return switch (kind) {
        case DATABASE -> DatabaseCodec.read(in, oid);
        case SCHEMA -> new SchemaObject(oid, database, text(in));
        case TABLE -> readTable(in, oid, database);
        case SEQUENCE -> readSequence(in, oid, database);
        case EXTENSION -> new ExtensionObject(oid, database, text(in), text(in), text(in));
        case ROLE -> RightsCodec.readRole(in, oid);
        case OBJECT_RIGHTS -> RightsCodec.readRights(in, oid, database);
        case DEFAULT_RIGHTS -> RightsCodec.readDefault(in, oid, database);
        case ROLE_SETTINGS -> RightsCodec.readSettings(in, oid);
        case FUNCTION -> FunctionCodec.read(in, oid, database);
        case OPERATOR -> OperatorCodec.readOperator(in, oid, database);
        case CAST -> OperatorCodec.readCast(in, oid, database);
        case COMMENT -> readComment(in, oid, database);
        case VIEW -> ViewCodec.read(in, oid, database);
        case TYPE -> TypeCodec.read(in, oid, database);
        case TRIGGER -> TriggerCodec.read(in, oid, database);
        case POLICY -> PolicyCodec.read(in, oid, database);
        case ROW_SECURITY -> PolicyCodec.readRowSecurity(in, oid, database);
        case RULE -> RuleCodec.read(in, oid, database);
        case EVENT_TRIGGER -> EventTriggerCodec.read(in, oid, database);
        case DEFINED -> DefinedCodec.read(in, oid, database);
        default -> throw new IllegalStateException("catalog row of kind " + kind);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Comments on databases were once written as those of the database they were said in. */
  private static CommentObject readComment(DataInputStream in, long oid, long database)
      throws IOException {
    long classOid = in.readLong();
    return new CommentObject(
        oid, Commented.in(database, classOid), classOid, in.readLong(), in.readInt(), readText(in));
  }

  private static int kind(CatalogObject object) {
    return switch (object) {
      case TriggerObject _ -> TRIGGER;
      case PolicyObject _ -> POLICY;
      case RowSecurityObject _ -> ROW_SECURITY;
      case RuleObject _ -> RULE;
      case EventTriggerObject _ -> EVENT_TRIGGER;
      case DefinedObject _ -> DEFINED;
      case DatabaseObject _ -> DATABASE;
      case SchemaObject _ -> SCHEMA;
      case TableObject _ -> TABLE;
      case SequenceObject _ -> SEQUENCE;
      case ExtensionObject _ -> EXTENSION;
      case CommentObject _ -> COMMENT;
      case TypeObject _ -> TYPE;
      case ViewObject _ -> VIEW;
      case RoleObject _ -> ROLE;
      case RightsEntry.ObjectRights _ -> OBJECT_RIGHTS;
      case RightsEntry.DefaultRights _ -> DEFAULT_RIGHTS;
      case RightsEntry.RoleSettings _ -> ROLE_SETTINGS;
      case FunctionObject _ -> FUNCTION;
      case OperatorObject _ -> OPERATOR;
      case CastObject _ -> CAST;
    };
  }

  private static void writeTable(DataOutputStream out, TableObject o) throws IOException {
    Table table = o.table();
    writeText(out, table.schema());
    writeText(out, table.name());
    writeColumns(out, table.columns());
    out.writeInt(table.indexes().size());
    for (Index index : table.indexes()) {
      IndexCodec.write(out, index);
    }
    out.writeInt(table.constraints().size());
    for (Constraint constraint : table.constraints()) {
      writeConstraint(out, constraint);
    }
    out.writeLong(o.relationId());
    out.writeInt(o.indexIds().size());
    for (Map.Entry<Long, Long> entry : o.indexIds().entrySet()) {
      out.writeLong(entry.getKey());
      out.writeLong(entry.getValue());
    }
    out.writeInt(o.missing().size());
    for (Map.Entry<Integer, byte[]> entry : o.missing().entrySet()) {
      out.writeInt(entry.getKey());
      out.writeInt(entry.getValue().length);
      out.write(entry.getValue());
    }
    out.writeInt(o.dimensions().size());
    for (Map.Entry<Integer, Integer> entry : o.dimensions().entrySet()) {
      out.writeInt(entry.getKey());
      out.writeInt(entry.getValue());
    }
    writeOptions(out, o.options());
    out.writeByte(Codes.of(o.persistence()));
    out.writeByte(Codes.of(o.onCommit()));
    writeReferences(out, o.references());
    Materialized materialized = o.materialized();
    out.writeBoolean(materialized != null);
    if (materialized != null) {
      ViewCodec.write(out, materialized);
    }
    LineageCodec.write(out, o);
    PartitionCodec.write(out, o.partitioning());
    CollationCodec.writeColumns(out, table.columns());
    PartitionCodec.writeCollations(out, o.partitioning().key());
  }

  private static TableObject readTable(DataInputStream in, long oid, long database)
      throws IOException {
    String schema = text(in);
    String name = text(in);
    List<Column> columns = readColumns(in);
    List<Index> indexes = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      indexes.add(IndexCodec.read(in, schema, oid));
    }
    List<Constraint> constraints = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      constraints.add(readConstraint(in));
    }
    Table table =
        new Table(
            oid,
            schema,
            name,
            Table.Kind.TABLE,
            columns,
            List.copyOf(indexes),
            List.copyOf(constraints));
    long relationId = in.readLong();
    Map<Long, Long> indexIds = new LinkedHashMap<>();
    for (int i = in.readInt(); i > 0; i--) {
      indexIds.put(in.readLong(), in.readLong());
    }
    Map<Integer, byte[]> missing = new LinkedHashMap<>();
    for (int i = in.readInt(); i > 0; i--) {
      missing.put(in.readInt(), in.readNBytes(in.readInt()));
    }
    Map<Integer, Integer> dimensions = new LinkedHashMap<>();
    for (int i = in.readInt(); i > 0; i--) {
      dimensions.put(in.readInt(), in.readInt());
    }
    Map<String, String> options = readOptions(in);
    Persistence persistence = Codes.persistence(in.readByte());
    CatalogObject.OnCommit onCommit = Codes.onCommit(in.readByte());
    Map<ObjectAddress, List<Dependency>> references = readReferences(in);
    Materialized materialized =
        in.available() > 0 && in.readBoolean() ? ViewCodec.readMaterialized(in) : null;
    if (materialized != null) {
      table = table.materialized();
    }
    List<Long> parents = List.of();
    if (in.available() > 0) {
      parents = LineageCodec.readParents(in);
      table = table.withColumns(LineageCodec.readColumns(in, table.columns()));
    }
    Partitioning divided = in.available() > 0 ? PartitionCodec.read(in) : Partitioning.NONE;
    table = table.withColumns(CollationCodec.readColumns(in, table.columns()));
    Partitioning partitioning = PartitionCodec.readCollations(in, divided);
    if (partitioning.key() != null) {
      table = table.withKind(Table.Kind.PARTITIONED);
    }
    return new TableObject(
        database,
        table,
        relationId,
        indexIds,
        missing,
        dimensions,
        options,
        persistence,
        onCommit,
        references,
        materialized,
        parents,
        partitioning);
  }

  private static void writeReferences(
      DataOutputStream out, Map<ObjectAddress, List<Dependency>> references) throws IOException {
    out.writeInt(references.size());
    for (Map.Entry<ObjectAddress, List<Dependency>> entry : references.entrySet()) {
      writeAddress(out, entry.getKey());
      writeDependencies(out, entry.getValue());
    }
  }

  private static Map<ObjectAddress, List<Dependency>> readReferences(DataInputStream in)
      throws IOException {
    if (in.available() == 0) {
      return Map.of();
    }
    Map<ObjectAddress, List<Dependency>> references = new LinkedHashMap<>();
    for (int i = in.readInt(); i > 0; i--) {
      references.put(readAddress(in), readDependencies(in));
    }
    return references;
  }

  private static void writeAddress(DataOutputStream out, ObjectAddress address) throws IOException {
    out.writeLong(address.classOid());
    out.writeLong(address.objectOid());
    out.writeInt(address.sub());
  }

  private static ObjectAddress readAddress(DataInputStream in) throws IOException {
    return new ObjectAddress(in.readLong(), in.readLong(), in.readInt());
  }

  static void writeDependencies(DataOutputStream out, List<Dependency> dependencies)
      throws IOException {
    out.writeInt(dependencies.size());
    for (Dependency dependency : dependencies) {
      writeAddress(out, dependency.on());
      out.writeByte(dependency.kind().code());
    }
  }

  static List<Dependency> readDependencies(DataInputStream in) throws IOException {
    List<Dependency> dependencies = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      dependencies.add(new Dependency(readAddress(in), Codes.dependency(in.readByte())));
    }
    return List.copyOf(dependencies);
  }

  static void writeColumns(DataOutputStream out, List<Column> columns) throws IOException {
    out.writeInt(columns.size());
    for (Column column : columns) {
      writeText(out, column.name());
      out.writeInt(column.type().oid());
      out.writeInt(column.typmod());
      out.writeBoolean(column.notNull());
      writeText(out, column.defaultText());
      out.writeByte(Codes.of(column.identity()));
      out.writeBoolean(column.dropped());
    }
  }

  static List<Column> readColumns(DataInputStream in) throws IOException {
    List<Column> columns = new ArrayList<>();
    for (int number = 1, n = in.readInt(); number <= n; number++) {
      columns.add(
          new Column(
              number,
              text(in),
              CatalogTypes.stored(in.readInt()),
              in.readInt(),
              in.readBoolean(),
              readText(in),
              Codes.identity(in.readByte()),
              in.readBoolean()));
    }
    return List.copyOf(columns);
  }

  private static void writeConstraint(DataOutputStream out, Constraint constraint)
      throws IOException {
    out.writeLong(constraint.oid());
    writeText(out, constraint.name());
    switch (constraint) {
      case Constraint.Unique c -> {
        out.writeByte(c.timing().deferrable() ? 5 : 1);
        writeNumbers(out, c.columns());
        out.writeLong(c.indexOid());
        out.writeBoolean(c.primary());
        if (c.timing().deferrable()) {
          out.writeByte(Codes.of(c.timing()));
        }
      }
      case Constraint.Check c -> LineageCodec.write(out, c);
      case Constraint.Exclusion c -> LineageCodec.write(out, c);
      case Constraint.ForeignKey c -> {
        boolean deferrable = c.timing().deferrable() || !c.validated();
        out.writeByte(!c.validated() ? 8 : deferrable ? 6 : c.setColumns().isEmpty() ? 3 : 4);
        writeNumbers(out, c.columns());
        out.writeLong(c.referencedTableOid());
        writeNumbers(out, c.referencedColumns());
        out.writeByte(Codes.of(c.onUpdate()));
        out.writeByte(Codes.of(c.onDelete()));
        writeText(out, c.match());
        if (deferrable || !c.setColumns().isEmpty()) {
          writeNumbers(out, c.setColumns());
        }
        if (deferrable) {
          out.writeByte(Codes.of(c.timing()));
        }
      }
    }
  }

  private static Constraint readForeignKey(DataInputStream in, long oid, String name, int kind)
      throws IOException {
    List<Integer> columns = numbers(in);
    long referenced = in.readLong();
    List<Integer> referencedColumns = numbers(in);
    Constraint.Action onUpdate = Codes.action(in.readByte());
    Constraint.Action onDelete = Codes.action(in.readByte());
    String match = readText(in);
    return new Constraint.ForeignKey(
        oid,
        name,
        columns,
        referenced,
        referencedColumns,
        onUpdate,
        onDelete,
        kind == 3 ? List.of() : numbers(in),
        match,
        kind == 6 || kind == 8 ? Codes.timing(in.readByte()) : Constraint.Timing.NOT_DEFERRABLE,
        kind != 8);
  }

  private static Constraint readConstraint(DataInputStream in) throws IOException {
    long oid = in.readLong();
    String name = text(in);
    int kind = in.readByte();
    return switch (kind) {
      case 1, 5 ->
          new Constraint.Unique(
              oid,
              name,
              numbers(in),
              in.readLong(),
              in.readBoolean(),
              kind == 5 ? Codes.timing(in.readByte()) : Constraint.Timing.NOT_DEFERRABLE);
      case LineageCodec.EXCLUSION -> LineageCodec.readExclusion(in, oid, name);
      case LineageCodec.CHECK, LineageCodec.CHECK_IN_FULL ->
          LineageCodec.readCheck(in, oid, name, kind);
      case 3, 4, 6, 8 -> readForeignKey(in, oid, name, kind);
      default -> throw new IllegalStateException("constraint of kind " + kind);
    };
  }

  private static void writeSequence(DataOutputStream out, SequenceObject o) throws IOException {
    writeText(out, o.schema());
    writeText(out, o.name());
    out.writeInt(o.typeOid());
    out.writeLong(o.spec().start());
    out.writeLong(o.spec().increment());
    out.writeLong(o.spec().minimum());
    out.writeLong(o.spec().maximum());
    out.writeBoolean(o.spec().cycle());
    out.writeLong(o.cache());
    out.writeLong(o.ownerTable());
    out.writeInt(o.ownerColumn());
    out.writeBoolean(o.identity());
    out.writeBoolean(o.temporary());
  }

  private static SequenceObject readSequence(DataInputStream in, long oid, long database)
      throws IOException {
    return new SequenceObject(
        oid,
        database,
        text(in),
        text(in),
        in.readInt(),
        new SequenceSpec(
            in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readBoolean()),
        in.readLong(),
        in.readLong(),
        in.readInt(),
        in.readBoolean(),
        in.readBoolean());
  }

  static void writeNumbers(DataOutputStream out, List<Integer> numbers) throws IOException {
    out.writeInt(numbers.size());
    for (int number : numbers) {
      out.writeInt(number);
    }
  }

  static List<Integer> numbers(DataInputStream in) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      numbers.add(in.readInt());
    }
    return List.copyOf(numbers);
  }

  static void writeTexts(DataOutputStream out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      writeText(out, text);
    }
  }

  static List<String> texts(DataInputStream in) throws IOException {
    List<String> texts = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      texts.add(text(in));
    }
    return List.copyOf(texts);
  }

  static void writeOptions(DataOutputStream out, Map<String, String> options) throws IOException {
    out.writeInt(options.size());
    for (Map.Entry<String, String> option : options.entrySet()) {
      writeText(out, option.getKey());
      writeText(out, option.getValue());
    }
  }

  static Map<String, String> readOptions(DataInputStream in) throws IOException {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = in.readInt(); i > 0; i--) {
      options.put(text(in), text(in));
    }
    return options;
  }

  static void writeText(DataOutputStream out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static @Nullable String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  static String text(DataInputStream in) throws IOException {
    String text = readText(in);
    if (text == null) {
      throw new IllegalStateException("catalog row lacks a name");
    }
    return text;
  }
}
