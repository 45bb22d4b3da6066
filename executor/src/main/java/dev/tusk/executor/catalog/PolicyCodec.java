package dev.tusk.executor.catalog;

import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.Policy;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of what is kept of row level security, behind OID and database.
 *
 * <pre>
 *  policy:       i64 table | text name | u8 permissive | u8 command (its letter) | text using
 *                | text check | list of i64 roles | list of dependencies
 *  row security: i64 table | u8 enabled | u8 forced
 * </pre>
 */
final class PolicyCodec {
  private PolicyCodec() {}

  static void write(DataOutputStream out, PolicyObject o) throws IOException {
    Policy policy = o.policy();
    out.writeLong(o.tableOid());
    ObjectCodec.writeText(out, policy.name());
    out.writeBoolean(policy.permissive());
    out.writeByte(policy.command().code());
    ObjectCodec.writeText(out, policy.using());
    ObjectCodec.writeText(out, policy.check());
    out.writeInt(o.roles().size());
    for (long role : o.roles()) {
      out.writeLong(role);
    }
    ObjectCodec.writeDependencies(out, o.references());
  }

  static PolicyObject read(DataInputStream in, long oid, long database) throws IOException {
    long table = in.readLong();
    String name = String.valueOf(ObjectCodec.readText(in));
    Policy policy =
        new Policy(
            name,
            in.readBoolean(),
            command((char) in.readByte()),
            ObjectCodec.readText(in),
            ObjectCodec.readText(in));
    List<Long> roles = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      roles.add(in.readLong());
    }
    List<Dependency> references = ObjectCodec.readDependencies(in);
    return new PolicyObject(oid, database, table, policy, List.copyOf(roles), references);
  }

  private static Policy.Command command(char code) {
    for (Policy.Command command : Policy.Command.values()) {
      if (command.code() == code) {
        return command;
      }
    }
    throw new IllegalStateException("policy for command " + code);
  }

  static void write(DataOutputStream out, RowSecurityObject o) throws IOException {
    out.writeLong(o.tableOid());
    out.writeBoolean(o.enabled());
    out.writeBoolean(o.forced());
  }

  static RowSecurityObject readRowSecurity(DataInputStream in, long oid, long database)
      throws IOException {
    return new RowSecurityObject(oid, database, in.readLong(), in.readBoolean(), in.readBoolean());
  }
}
