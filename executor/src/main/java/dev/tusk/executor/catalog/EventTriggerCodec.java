package dev.tusk.executor.catalog;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
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
    out.writeInt(o.tags().size());
    for (String tag : o.tags()) {
      ObjectCodec.writeText(out, tag);
    }
  }

  static EventTriggerObject read(DataInputStream in, long oid, long database) throws IOException {
    String name = ObjectCodec.text(in);
    String event = ObjectCodec.text(in);
    long function = in.readLong();
    var firing = Codes.firing(in.readByte());
    List<String> tags = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      tags.add(ObjectCodec.text(in));
    }
    return new EventTriggerObject(oid, database, name, event, function, firing, List.copyOf(tags));
  }
}
