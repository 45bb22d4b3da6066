package dev.tusk.executor.catalog;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** The bytes of a view, behind what every catalog row begins with. */
final class ViewCodec {
  private ViewCodec() {}

  static void write(DataOutputStream out, ViewObject o) throws IOException {
    ObjectCodec.writeText(out, o.schema());
    ObjectCodec.writeText(out, o.name());
    ObjectCodec.writeColumns(out, o.columns());
    ObjectCodec.writeText(out, o.text());
    ObjectCodec.writeOptions(out, o.options());
    out.writeBoolean(o.temporary());
    ObjectCodec.writeDependencies(out, o.references());
    CollationCodec.writeColumns(out, o.columns());
  }

  static ViewObject read(DataInputStream in, long oid, long database) throws IOException {
    ViewObject view =
        new ViewObject(
            oid,
            database,
            ObjectCodec.text(in),
            ObjectCodec.text(in),
            ObjectCodec.readColumns(in),
            ObjectCodec.text(in),
            ObjectCodec.readOptions(in),
            in.readBoolean(),
            ObjectCodec.readDependencies(in));
    return view.withColumns(CollationCodec.readColumns(in, view.columns()));
  }

  static void write(DataOutputStream out, Materialized o) throws IOException {
    ObjectCodec.writeText(out, o.text());
    ObjectCodec.writeDependencies(out, o.references());
    out.writeBoolean(o.populated());
  }

  static Materialized readMaterialized(DataInputStream in) throws IOException {
    return new Materialized(
        ObjectCodec.text(in), ObjectCodec.readDependencies(in), in.readBoolean());
  }
}
