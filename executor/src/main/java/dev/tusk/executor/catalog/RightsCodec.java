package dev.tusk.executor.catalog;

import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.RightsEntry.DefaultRights;
import dev.tusk.executor.catalog.RightsEntry.ObjectRights;
import dev.tusk.executor.catalog.RightsEntry.RoleSettings;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.type.AclItem;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of roles and rights.
 *
 * <pre>
 *  role := text name | text verifier | u8 ends | i64 until |
 *          u8 attributes, one bit each | i32 connection limit | list of members
 *          (from the attributes on missing in rows of before there were other roles)
 *  member := i64 member | i64 grantor | u8 admin
 *  rights of an object := i64 class | i64 object | i64 owner | acl | i32 count, (i32 column, acl)
 *  default rights := i64 role | i64 schema | u16 kind | acl
 *  settings of a role := i64 role | i64 database | list of text
 *  acl := i32 count (-1 is null), (i64 grantee | i64 grantor | i64 privileges)
 * </pre>
 */
final class RightsCodec {
  private RightsCodec() {}

  static void write(DataOutputStream out, RoleObject role) throws IOException {
    Long until = role.validUntil();
    ObjectCodec.writeText(out, role.name());
    ObjectCodec.writeText(out, role.verifier());
    out.writeBoolean(until != null);
    out.writeLong(until == null ? 0 : until);
    RoleAttributes may = role.attributes();
    out.writeByte(
        bit(may.superuser(), 0)
            | bit(may.inherit(), 1)
            | bit(may.createRole(), 2)
            | bit(may.createDatabase(), 3)
            | bit(may.login(), 4)
            | bit(may.replication(), 5)
            | bit(may.bypassRowSecurity(), 6));
    out.writeInt(may.connectionLimit());
    out.writeInt(role.granted().size());
    for (RoleMember member : role.granted()) {
      out.writeLong(member.member());
      out.writeLong(member.grantor());
      out.writeBoolean(member.admin());
    }
  }

  private static int bit(boolean on, int place) {
    return on ? 1 << place : 0;
  }

  static RoleObject readRole(DataInputStream in, long oid) throws IOException {
    String name = ObjectCodec.text(in);
    String verifier = ObjectCodec.readText(in);
    boolean ends = in.readBoolean();
    long until = in.readLong();
    RoleAttributes attributes = RoleAttributes.BOOTSTRAP;
    List<RoleMember> members = new ArrayList<>();
    if (in.available() > 0) {
      int bits = in.readByte();
      attributes =
          new RoleAttributes(
              (bits & 1) != 0,
              (bits & 2) != 0,
              (bits & 4) != 0,
              (bits & 8) != 0,
              (bits & 16) != 0,
              (bits & 32) != 0,
              (bits & 64) != 0,
              in.readInt());
      for (int i = in.readInt(); i > 0; i--) {
        members.add(new RoleMember(in.readLong(), in.readLong(), in.readBoolean()));
      }
    }
    return new RoleObject(
        oid, name, attributes, verifier, ends ? until : null, List.copyOf(members));
  }

  static void write(DataOutputStream out, RightsEntry entry) throws IOException {
    switch (entry) {
      case ObjectRights o -> {
        out.writeLong(o.of().classOid());
        out.writeLong(o.of().objectOid());
        out.writeLong(o.owner());
        writeAcl(out, o.acl());
        out.writeInt(o.columns().size());
        for (Map.Entry<Integer, List<AclItem>> column : o.columns().entrySet()) {
          out.writeInt(column.getKey());
          writeAcl(out, column.getValue());
        }
      }
      case DefaultRights o -> {
        out.writeLong(o.role());
        out.writeLong(o.schemaOid());
        out.writeChar(o.kind());
        writeAcl(out, o.acl());
      }
      case RoleSettings o -> {
        out.writeLong(o.role());
        out.writeLong(o.inDatabase());
        ObjectCodec.writeTexts(out, o.entries());
      }
    }
  }

  static ObjectRights readRights(DataInputStream in, long oid, long database) throws IOException {
    ObjectAddress of = ObjectAddress.of(in.readLong(), in.readLong());
    long owner = in.readLong();
    List<AclItem> acl = readAcl(in);
    Map<Integer, List<AclItem>> columns = new LinkedHashMap<>();
    for (int i = in.readInt(); i > 0; i--) {
      int column = in.readInt();
      List<AclItem> items = readAcl(in);
      columns.put(column, items == null ? List.of() : items);
    }
    return new ObjectRights(oid, database, of, owner, acl, Map.copyOf(columns));
  }

  static DefaultRights readDefault(DataInputStream in, long oid, long database) throws IOException {
    long role = in.readLong();
    long schema = in.readLong();
    char kind = in.readChar();
    List<AclItem> acl = readAcl(in);
    return new DefaultRights(oid, database, role, schema, kind, acl == null ? List.of() : acl);
  }

  static RoleSettings readSettings(DataInputStream in, long oid) throws IOException {
    long role = in.readLong();
    long database = in.readLong();
    List<String> entries = ObjectCodec.texts(in);
    return new RoleSettings(oid, role, database, entries);
  }

  private static void writeAcl(DataOutputStream out, @Nullable List<AclItem> acl)
      throws IOException {
    if (acl == null) {
      out.writeInt(-1);
      return;
    }
    out.writeInt(acl.size());
    for (AclItem item : acl) {
      out.writeLong(item.grantee());
      out.writeLong(item.grantor());
      out.writeLong(item.privileges());
    }
  }

  private static @Nullable List<AclItem> readAcl(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0) {
      return null;
    }
    List<AclItem> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(new AclItem(in.readLong(), in.readLong(), in.readLong()));
    }
    return List.copyOf(items);
  }
}
