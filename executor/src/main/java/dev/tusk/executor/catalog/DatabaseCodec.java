package dev.tusk.executor.catalog;

import dev.tusk.executor.catalog.CatalogObject.DatabaseObject;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Databases as bytes: name, connectable, template, limit of connections. */
final class DatabaseCodec {
  private DatabaseCodec() {}

  static void write(DataOutputStream out, DatabaseObject database) throws IOException {
    ObjectCodec.writeText(out, database.name());
    out.writeBoolean(database.attributes().connectable());
    out.writeBoolean(database.attributes().template());
    out.writeInt(database.attributes().connectionLimit());
  }

  /** Older directories have the name alone, from which the rest followed. */
  static DatabaseObject read(DataInputStream in, long oid) throws IOException {
    String name = ObjectCodec.text(in);
    return new DatabaseObject(
        oid,
        name,
        in.available() == 0
            ? DatabaseAttributes.initial(name)
            : new DatabaseAttributes(in.readBoolean(), in.readBoolean(), in.readInt()));
  }
}
