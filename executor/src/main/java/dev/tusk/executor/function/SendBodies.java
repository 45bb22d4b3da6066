package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.type.ByteWriter;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.Map;

/** The send functions of types: a value's binary form as bytea. */
final class SendBodies {
  private static final Map<String, Type> FUNCTIONS =
      Map.ofEntries(
          Map.entry("bit_send", Types.BIT),
          Map.entry("boolsend", Types.BOOL),
          Map.entry("bpcharsend", Types.BPCHAR),
          Map.entry("byteasend", Types.BYTEA),
          Map.entry("charsend", Types.CHAR),
          Map.entry("cash_send", Types.MONEY),
          Map.entry("point_send", Types.POINT),
          Map.entry("lseg_send", Types.LSEG),
          Map.entry("line_send", Types.LINE),
          Map.entry("box_send", Types.BOX),
          Map.entry("path_send", Types.PATH),
          Map.entry("poly_send", Types.POLYGON),
          Map.entry("circle_send", Types.CIRCLE),
          Map.entry("cidr_send", Types.CIDR),
          Map.entry("tsvectorsend", Types.TSVECTOR),
          Map.entry("tsquerysend", Types.TSQUERY),
          Map.entry("regconfigsend", Types.REGCONFIG),
          Map.entry("regdictionarysend", Types.REGDICTIONARY),
          Map.entry("date_send", Types.DATE),
          Map.entry("float4send", Types.FLOAT4),
          Map.entry("float8send", Types.FLOAT8),
          Map.entry("inet_send", Types.INET),
          Map.entry("int2send", Types.INT2),
          Map.entry("int4send", Types.INT4),
          Map.entry("int8send", Types.INT8),
          Map.entry("interval_send", Types.INTERVAL),
          Map.entry("json_send", Types.JSON),
          Map.entry("jsonb_send", Types.JSONB),
          Map.entry("macaddr_send", Types.MACADDR),
          Map.entry("macaddr8_send", Types.MACADDR8),
          Map.entry("namesend", Types.NAME),
          Map.entry("pg_snapshot_send", Types.PG_SNAPSHOT),
          Map.entry("txid_snapshot_send", Types.TXID_SNAPSHOT),
          Map.entry("xidsend", Types.XID),
          Map.entry("xid8send", Types.XID8),
          Map.entry("numeric_send", Types.NUMERIC),
          Map.entry("oidsend", Types.OID),
          Map.entry("textsend", Types.TEXT),
          Map.entry("time_send", Types.TIME),
          Map.entry("timestamp_send", Types.TIMESTAMP),
          Map.entry("timestamptz_send", Types.TIMESTAMPTZ),
          Map.entry("timetz_send", Types.TIMETZ),
          Map.entry("uuid_send", Types.UUID),
          Map.entry("varbit_send", Types.VARBIT),
          Map.entry("vector_send", Types.VECTOR),
          Map.entry("halfvec_send", Types.HALFVEC),
          Map.entry("citextsend", Types.CITEXT),
          Map.entry("sparsevec_send", Types.SPARSEVEC),
          Map.entry("varcharsend", Types.VARCHAR));

  private SendBodies() {}

  static void register(FunctionLibrary library) {
    FUNCTIONS.forEach((name, type) ->
        library.one(
            name + "(" + type.name() + ")",
            (a, _) -> {
              ByteWriter out = new ByteWriter(32);
              type.writeBinary(a, out);
              return out.toByteArray();
            }));
  }
}
