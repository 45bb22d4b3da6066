package dev.tusk.executor.catalog;

import dev.tusk.executor.catalog.ForeignObject.MappingObject;
import dev.tusk.executor.catalog.ForeignObject.ServerObject;
import dev.tusk.executor.catalog.ForeignObject.WrapperObject;
import dev.tusk.executor.catalog.Publication.Actions;
import dev.tusk.executor.catalog.Publication.PublicationObject;
import dev.tusk.executor.catalog.Publication.PublishedSchema;
import dev.tusk.executor.catalog.Publication.PublishedTable;
import dev.tusk.executor.catalog.TextSearchObject.ConfigurationObject;
import dev.tusk.executor.catalog.TextSearchObject.DictionaryObject;
import dev.tusk.executor.catalog.TextSearchObject.Option;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The bytes of a {@link DefinedObject} in the catalog relation, behind its OID and database: what
 * it is, then what is known of it.
 *
 * <pre>
 *  1  publication        text name | u8 all tables | u8 insert | u8 update | u8 delete
 *                        | u8 truncate | u8 via root
 *  2  table of one       i64 publication | i64 table | list of i32 columns | text where
 *                        | list of dependencies
 *  3  schema of one      i64 publication | i64 schema
 *  4  replica identity   i64 table | u8 identity (its letter) | i64 index
 *  5  storage choice     i64 relation | i64 tablespace | i64 index clustered by
 *                        | u8 persistence (its letter, or 0)
 *  6  tablespace         text name | text location | i32 options | text …
 *  7  column storage     i64 table | i32 column | u8 storage (its letter)
 * 10  foreign data wrapper   text name | i64 validator | list of text options
 * 11  server of one     text name | i64 wrapper | text type | text version
 *                       | list of text options
 * 12  user mapping      i64 user | i64 server | list of text options
 * 20  text search dictionary      text schema | text name | i64 template | i32 options
 *                                 | (text name | text value | u8 number) …
 * 21  text search configuration   text schema | text name | i32 mappings
 *                                 | (i32 kind of token | i32 dictionaries | i64 …) …
 * 30  statistics object  text schema | text name | i64 table | i32 target | list of i32 columns
 *                        | list of text expressions | text kinds | list of dependencies
 * </pre>
 */
final class DefinedCodec {
  private static final int PUBLICATION = 1;
  private static final int PUBLISHED_TABLE = 2;
  private static final int PUBLISHED_SCHEMA = 3;
  private static final int REPLICA_IDENTITY = 4;
  private static final int STORAGE_CHOICE = 5;
  private static final int TABLESPACE = 6;
  private static final int COLUMN_STORAGE = 7;
  private static final int WRAPPER = 10;
  private static final int SERVER = 11;
  private static final int MAPPING = 12;
  private static final int DICTIONARY = 20;
  private static final int CONFIGURATION = 21;
  private static final int STATISTICS = 30;

  private DefinedCodec() {}

  static void write(DataOutputStream out, DefinedObject object) throws IOException {
    switch (object) {
      case PublicationObject o -> {
        out.writeByte(PUBLICATION);
        ObjectCodec.writeText(out, o.name());
        out.writeBoolean(o.allTables());
        out.writeBoolean(o.actions().insert());
        out.writeBoolean(o.actions().update());
        out.writeBoolean(o.actions().delete());
        out.writeBoolean(o.actions().truncate());
        out.writeBoolean(o.viaRoot());
      }
      case PublishedTable o -> {
        out.writeByte(PUBLISHED_TABLE);
        out.writeLong(o.publicationOid());
        out.writeLong(o.tableOid());
        ObjectCodec.writeNumbers(out, o.columns());
        ObjectCodec.writeText(out, o.where());
        ObjectCodec.writeDependencies(out, o.references());
      }
      case PublishedSchema o -> {
        out.writeByte(PUBLISHED_SCHEMA);
        out.writeLong(o.publicationOid());
        out.writeLong(o.schemaOid());
      }
      case ReplicaIdentity o -> {
        out.writeByte(REPLICA_IDENTITY);
        out.writeLong(o.tableOid());
        out.writeByte(o.identity());
        out.writeLong(o.indexOid());
      }
      case StorageChoice o -> {
        out.writeByte(STORAGE_CHOICE);
        out.writeLong(o.relationOid());
        out.writeLong(o.tablespace());
        out.writeLong(o.clusteredBy());
        out.writeByte(o.persistence());
      }
      case Tablespace o -> writeTablespace(out, o);
      case StatisticsObject o -> writeStatistics(out, o);
      case ColumnStorage o -> writeStorage(out, o);
      case ForeignObject o -> writeForeign(out, o);
      case DictionaryObject o -> {
        out.writeByte(DICTIONARY);
        ObjectCodec.writeText(out, o.schema());
        ObjectCodec.writeText(out, o.name());
        out.writeLong(o.templateOid());
        out.writeInt(o.options().size());
        for (Option option : o.options()) {
          ObjectCodec.writeText(out, option.name());
          ObjectCodec.writeText(out, option.value());
          out.writeBoolean(option.number());
        }
      }
      case ConfigurationObject o -> {
        out.writeByte(CONFIGURATION);
        ObjectCodec.writeText(out, o.schema());
        ObjectCodec.writeText(out, o.name());
        out.writeInt(o.mappings().size());
        for (Map.Entry<Integer, List<Long>> mapping : o.mappings().entrySet()) {
          out.writeInt(mapping.getKey());
          out.writeInt(mapping.getValue().size());
          for (long dictionary : mapping.getValue()) {
            out.writeLong(dictionary);
          }
        }
      }
    }
  }

  private static void writeStorage(DataOutputStream out, ColumnStorage o) throws IOException {
    out.writeByte(COLUMN_STORAGE);
    out.writeLong(o.tableOid());
    out.writeInt(o.column());
    out.writeByte(o.storage());
  }

  private static void writeTablespace(DataOutputStream out, Tablespace o) throws IOException {
    out.writeByte(TABLESPACE);
    ObjectCodec.writeText(out, o.name());
    ObjectCodec.writeText(out, o.location());
    ObjectCodec.writeTexts(out, o.options());
  }

  static DefinedObject read(DataInputStream in, long oid, long database) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case PUBLICATION ->
          new PublicationObject(
              oid,
              database,
              ObjectCodec.text(in),
              in.readBoolean(),
              new Actions(in.readBoolean(), in.readBoolean(), in.readBoolean(), in.readBoolean()),
              in.readBoolean());
      case PUBLISHED_TABLE ->
          new PublishedTable(
              oid,
              database,
              in.readLong(),
              in.readLong(),
              ObjectCodec.numbers(in),
              ObjectCodec.readText(in),
              ObjectCodec.readDependencies(in));
      case PUBLISHED_SCHEMA -> new PublishedSchema(oid, database, in.readLong(), in.readLong());
      case REPLICA_IDENTITY ->
          new ReplicaIdentity(oid, database, in.readLong(), (char) in.readByte(), in.readLong());
      case STORAGE_CHOICE ->
          new StorageChoice(
              oid, database, in.readLong(), in.readLong(), in.readLong(), (char) in.readByte());
      case TABLESPACE -> readTablespace(in, oid);
      case STATISTICS -> readStatistics(in, oid, database);
      case COLUMN_STORAGE ->
          new ColumnStorage(oid, database, in.readLong(), in.readInt(), (char) in.readByte());
      case WRAPPER ->
          new WrapperObject(
              oid, database, ObjectCodec.text(in), in.readLong(), ObjectCodec.texts(in));
      case SERVER ->
          new ServerObject(
              oid,
              database,
              ObjectCodec.text(in),
              in.readLong(),
              ObjectCodec.readText(in),
              ObjectCodec.readText(in),
              ObjectCodec.texts(in));
      case MAPPING ->
          new MappingObject(oid, database, in.readLong(), in.readLong(), ObjectCodec.texts(in));
      case DICTIONARY -> readDictionary(in, oid, database);
      case CONFIGURATION -> readConfiguration(in, oid, database);
      default -> throw new IllegalStateException("defined object of kind " + kind);
    };
  }

  private static Tablespace readTablespace(DataInputStream in, long oid) throws IOException {
    String name = ObjectCodec.text(in);
    String location = ObjectCodec.text(in);
    List<String> options = ObjectCodec.texts(in);
    return new Tablespace(oid, name, location, options);
  }

  private static void writeStatistics(DataOutputStream out, StatisticsObject o) throws IOException {
    out.writeByte(STATISTICS);
    ObjectCodec.writeText(out, o.schema());
    ObjectCodec.writeText(out, o.name());
    out.writeLong(o.tableOid());
    out.writeInt(o.target());
    ObjectCodec.writeNumbers(out, o.columns());
    ObjectCodec.writeTexts(out, o.expressions());
    ObjectCodec.writeText(out, o.kinds());
    ObjectCodec.writeDependencies(out, o.references());
  }

  private static StatisticsObject readStatistics(DataInputStream in, long oid, long database)
      throws IOException {
    String schema = ObjectCodec.readText(in);
    String name = ObjectCodec.text(in);
    long table = in.readLong();
    int target = in.readInt();
    List<Integer> columns = ObjectCodec.numbers(in);
    List<String> expressions = ObjectCodec.texts(in);
    return new StatisticsObject(
        oid,
        database,
        schema,
        name,
        table,
        target,
        columns,
        expressions,
        ObjectCodec.text(in),
        ObjectCodec.readDependencies(in));
  }

  private static void writeForeign(DataOutputStream out, ForeignObject object) throws IOException {
    switch (object) {
      case WrapperObject o -> {
        out.writeByte(WRAPPER);
        ObjectCodec.writeText(out, o.name());
        out.writeLong(o.validatorOid());
      }
      case ServerObject o -> {
        out.writeByte(SERVER);
        ObjectCodec.writeText(out, o.name());
        out.writeLong(o.wrapperOid());
        ObjectCodec.writeText(out, o.type());
        ObjectCodec.writeText(out, o.version());
      }
      case MappingObject o -> {
        out.writeByte(MAPPING);
        out.writeLong(o.userOid());
        out.writeLong(o.serverOid());
      }
    }
    ObjectCodec.writeTexts(out, object.options());
  }

  private static DictionaryObject readDictionary(DataInputStream in, long oid, long database)
      throws IOException {
    String schema = ObjectCodec.readText(in);
    String name = ObjectCodec.text(in);
    long template = in.readLong();
    List<Option> options = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      options.add(new Option(ObjectCodec.text(in), ObjectCodec.text(in), in.readBoolean()));
    }
    return new DictionaryObject(oid, database, schema, name, template, List.copyOf(options));
  }

  private static ConfigurationObject readConfiguration(DataInputStream in, long oid, long database)
      throws IOException {
    String schema = ObjectCodec.readText(in);
    String name = ObjectCodec.text(in);
    TreeMap<Integer, List<Long>> mappings = new TreeMap<>();
    for (int i = in.readInt(); i > 0; i--) {
      int type = in.readInt();
      List<Long> dictionaries = new ArrayList<>();
      for (int j = in.readInt(); j > 0; j--) {
        dictionaries.add(in.readLong());
      }
      mappings.put(type, List.copyOf(dictionaries));
    }
    return new ConfigurationObject(oid, database, schema, name, mappings);
  }
}
