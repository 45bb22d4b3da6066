package dev.tusk.executor.catalog;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * An event trigger's bytes in the catalog relation, behind its OID and database.
 *
 * <pre>
 *  text name | text event | i64 function | u8 firing (its letter) | list of text tags
 * </pre>
 */
final class EventTriggerCodec {
  private EventTriggerCodec() {}

  static void write(DataOutputStream out, EventTriggerObject o) throws IOException {
    ObjectCodec.writeText(out, o.name());
    ObjectCodec.writeText(out, o.event());
    out.writeLong(o.functionOid());
    out.writeByte(Codes.of(o.firing()));
    ObjectCodec.writeTexts(out, o.tags());
  }

  static EventTriggerObject read(DataInputStream in, long oid, long database) throws IOException {
    String name = ObjectCodec.text(in);
    String event = ObjectCodec.text(in);
    long function = in.readLong();
    var firing = Codes.firing(in.readByte());
    List<String> tags = ObjectCodec.texts(in);
    return new EventTriggerObject(oid, database, name, event, function, firing, tags);
  }
}
