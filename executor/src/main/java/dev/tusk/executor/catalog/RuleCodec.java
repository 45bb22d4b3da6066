package dev.tusk.executor.catalog;

import dev.tusk.sql.catalog.RuleEvent;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/** A rule's bytes in the catalog relation, behind its OID and database. */
final class RuleCodec {
  private RuleCodec() {}

  static void write(DataOutputStream out, RuleObject o) throws IOException {
    out.writeLong(o.relationOid());
    ObjectCodec.writeText(out, o.name());
    out.writeByte(code(o.event()));
    out.writeBoolean(o.instead());
    ObjectCodec.writeText(out, o.condition());
    ObjectCodec.writeTexts(out, o.actions());
    out.writeBoolean(o.readsRows());
    out.writeByte(Codes.of(o.firing()));
    ObjectCodec.writeDependencies(out, o.references());
  }

  static RuleObject read(DataInputStream in, long oid, long database) throws IOException {
    long relation = in.readLong();
    String name = ObjectCodec.text(in);
    RuleEvent event = event(in.readByte());
    boolean instead = in.readBoolean();
    String condition = ObjectCodec.readText(in);
    List<String> actions = ObjectCodec.texts(in);
    return new RuleObject(
        oid,
        database,
        relation,
        name,
        event,
        instead,
        condition,
        actions,
        in.readBoolean(),
        Codes.firing(in.readByte()),
        ObjectCodec.readDependencies(in));
  }

  /** The number by which {@code pg_rewrite.ev_type} has it. */
  private static int code(RuleEvent event) {
    return switch (event) {
      case SELECT -> 1;
      case UPDATE -> 2;
      case INSERT -> 3;
      case DELETE -> 4;
    };
  }

  private static RuleEvent event(int code) {
    return switch (code) {
      case 1 -> RuleEvent.SELECT;
      case 2 -> RuleEvent.UPDATE;
      case 3 -> RuleEvent.INSERT;
      case 4 -> RuleEvent.DELETE;
      default -> throw new IllegalStateException("rule on event " + code);
    };
  }
}
