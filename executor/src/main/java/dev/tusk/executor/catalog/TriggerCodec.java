package dev.tusk.executor.catalog;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A trigger's bytes in the catalog relation, behind its OID and database. */
final class TriggerCodec {
  private TriggerCodec() {}

  static void write(DataOutputStream out, TriggerObject o) throws IOException {
    out.writeLong(o.tableOid());
    out.writeUTF(o.name());
    out.writeLong(o.functionOid());
    out.writeInt(o.type());
    out.writeByte(Codes.of(o.firing()));
    out.writeLong(o.constraintOid());
    out.writeByte(Codes.of(o.timing()));
    out.writeLong(o.otherTable());
    ObjectCodec.writeNumbers(out, o.columns());
    ObjectCodec.writeTexts(out, o.arguments());
    ObjectCodec.writeText(out, o.condition());
    ObjectCodec.writeNumbers(out, o.reads());
    ObjectCodec.writeText(out, o.oldTable());
    ObjectCodec.writeText(out, o.newTable());
  }

  static TriggerObject read(DataInputStream in, long oid, long database) throws IOException {
    return new TriggerObject(
        oid,
        database,
        in.readLong(),
        in.readUTF(),
        in.readLong(),
        in.readInt(),
        Codes.firing(in.readByte()),
        in.readLong(),
        Codes.timing(in.readByte()),
        in.readLong(),
        ObjectCodec.numbers(in),
        texts(in),
        ObjectCodec.readText(in),
        ObjectCodec.numbers(in),
        ObjectCodec.readText(in),
        ObjectCodec.readText(in));
  }

  private static List<String> texts(DataInputStream in) throws IOException {
    List<String> texts = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      @Nullable String text = ObjectCodec.readText(in);
      texts.add(text == null ? "" : text);
    }
    return List.copyOf(texts);
  }
}
