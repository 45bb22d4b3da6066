package dev.tusk.executor.catalog;

import dev.tusk.sql.function.CastSignature.Context;
import dev.tusk.sql.function.CastSignature.Method;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * The bytes of an operator's or a cast's row behind those that all have.
 *
 * <pre>
 *  operator := text schema | text name | text owner | i32 left | i32 right | i32 result
 *              i32 function | text commutator | text negator | u8 merges | u8 hashes
 *              i32 restriction | i32 join
 *  cast     := i32 source | i32 target | u8 context (i, a, e) | u8 method (f, i, b) | i32 function
 * </pre>
 */
final class OperatorCodec {
  private OperatorCodec() {}

  static void write(DataOutputStream out, OperatorObject o) throws IOException {
    ObjectCodec.writeText(out, o.schema());
    ObjectCodec.writeText(out, o.name());
    ObjectCodec.writeText(out, o.owner());
    out.writeInt(o.leftOid());
    out.writeInt(o.rightOid());
    out.writeInt(o.resultOid());
    out.writeInt(o.functionOid());
    ObjectCodec.writeText(out, o.commutator());
    ObjectCodec.writeText(out, o.negator());
    out.writeBoolean(o.merges());
    out.writeBoolean(o.hashes());
    out.writeInt(o.restriction());
    out.writeInt(o.join());
  }

  /** Rows written before there were estimators end before them. */
  private static int estimator(DataInputStream in) throws IOException {
    return in.available() == 0 ? 0 : in.readInt();
  }

  static OperatorObject readOperator(DataInputStream in, long oid, long database)
      throws IOException {
    return new OperatorObject(
        oid,
        database,
        ObjectCodec.text(in),
        ObjectCodec.text(in),
        ObjectCodec.text(in),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        ObjectCodec.readText(in),
        ObjectCodec.readText(in),
        in.readBoolean(),
        in.readBoolean(),
        estimator(in),
        estimator(in));
  }

  static void write(DataOutputStream out, CastObject o) throws IOException {
    out.writeInt(o.sourceOid());
    out.writeInt(o.targetOid());
    out.writeByte(
        switch (o.context()) {
          case IMPLICIT -> 'i';
          case ASSIGNMENT -> 'a';
          case EXPLICIT -> 'e';
        });
    out.writeByte(
        switch (o.method()) {
          case FUNCTION -> o.internal() ? 'F' : 'f';
          case INOUT -> 'i';
          case RELABEL -> 'b';
        });
    out.writeInt(o.functionOid());
  }

  static CastObject readCast(DataInputStream in, long oid, long database) throws IOException {
    int source = in.readInt();
    int target = in.readInt();
    Context context =
        switch (in.readByte()) {
          case 'i' -> Context.IMPLICIT;
          case 'a' -> Context.ASSIGNMENT;
          default -> Context.EXPLICIT;
        };
    byte kind = in.readByte();
    Method method =
        switch (kind) {
          case 'f', 'F' -> Method.FUNCTION;
          case 'i' -> Method.INOUT;
          default -> Method.RELABEL;
        };
    return new CastObject(
        oid, database, source, target, context, method, in.readInt(), kind == 'F');
  }
}
