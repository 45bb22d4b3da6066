package dev.tusk.executor.catalog;

import dev.tusk.executor.catalog.CatalogObject.FunctionObject;
import dev.tusk.executor.catalog.CatalogObject.FunctionParameter;
import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.function.FunctionSignature.Volatility;
import dev.tusk.sql.function.Parameter;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a function's row behind those that all have.
 *
 * <pre>
 *  text schema | text name | text owner | u8 kind | i32 count, parameters | i32 result
 *  u8 set | text language | u8 volatility | u8 strict | u8 definer | u8 leakproof | u8 parallel
 *  f32 cost | f32 rows | text support | i32 count, texts: settings | text source | text sqlBody
 *  u8 whether it is an aggregate, and then what it is made of in the record's order
 *  dependencies: what sqlBody names
 *  parameter := text name | u8 mode | i32 type | text default
 * </pre>
 */
final class FunctionCodec {
  private FunctionCodec() {}

  static void write(DataOutputStream out, FunctionObject o) throws IOException {
    ObjectCodec.writeText(out, o.schema());
    ObjectCodec.writeText(out, o.name());
    ObjectCodec.writeText(out, o.owner());
    out.writeByte(o.kind());
    out.writeInt(o.parameters().size());
    for (FunctionParameter parameter : o.parameters()) {
      ObjectCodec.writeText(out, parameter.name());
      out.writeByte(parameter.mode().code());
      out.writeInt(parameter.typeOid());
      ObjectCodec.writeText(out, parameter.defaultText());
    }
    out.writeInt(o.resultOid());
    out.writeBoolean(o.returnsSet());
    ObjectCodec.writeText(out, o.language());
    out.writeByte(code(o.volatility()));
    out.writeBoolean(o.strict());
    out.writeBoolean(o.securityDefiner());
    out.writeBoolean(o.leakproof());
    out.writeByte(o.parallel());
    out.writeFloat(o.cost());
    out.writeFloat(o.rows());
    ObjectCodec.writeText(out, o.support());
    ObjectCodec.writeTexts(out, o.settings());
    ObjectCodec.writeText(out, o.source());
    ObjectCodec.writeText(out, o.sqlBody());
    AggregateSpec aggregate = o.aggregate();
    out.writeBoolean(aggregate != null);
    if (aggregate != null) {
      write(out, aggregate);
    }
    if (o.references() != null) {
      ObjectCodec.writeDependencies(out, o.references());
    }
  }

  /** Rows written before bodies were resolved end here; so do those of bodies that are no SQL. */
  private static @Nullable List<Dependency> references(DataInputStream in) throws IOException {
    return in.available() == 0 ? null : ObjectCodec.readDependencies(in);
  }

  private static void write(DataOutputStream out, AggregateSpec aggregate) throws IOException {
    out.writeByte(aggregate.kind());
    out.writeInt(aggregate.direct());
    write(out, aggregate.step());
    out.writeInt(aggregate.combine());
    out.writeInt(aggregate.serialize());
    out.writeInt(aggregate.deserialize());
    AggregateStep moving = aggregate.moving();
    out.writeBoolean(moving != null);
    if (moving != null) {
      write(out, moving);
    }
    out.writeInt(aggregate.inverse());
    out.writeInt(aggregate.sortOperator());
  }

  private static void write(DataOutputStream out, AggregateStep step) throws IOException {
    out.writeInt(step.typeOid());
    out.writeInt(step.transition());
    out.writeInt(step.finish());
    out.writeBoolean(step.extra());
    out.writeByte(step.modify());
    out.writeInt(step.space());
    ObjectCodec.writeText(out, step.initial());
  }

  /** Rows written before there were aggregates end here. */
  private static @Nullable AggregateSpec aggregate(DataInputStream in) throws IOException {
    if (in.available() == 0 || !in.readBoolean()) {
      return null;
    }
    return new AggregateSpec(
        (char) in.readByte(),
        in.readInt(),
        step(in),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readBoolean() ? step(in) : null,
        in.readInt(),
        in.readInt());
  }

  private static AggregateStep step(DataInputStream in) throws IOException {
    return new AggregateStep(
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readBoolean(),
        (char) in.readByte(),
        in.readInt(),
        ObjectCodec.readText(in));
  }

  static FunctionObject read(DataInputStream in, long oid, long database) throws IOException {
    String schema = ObjectCodec.text(in);
    String name = ObjectCodec.text(in);
    String owner = ObjectCodec.text(in);
    char kind = (char) in.readByte();
    List<FunctionParameter> parameters = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      parameters.add(
          new FunctionParameter(
              ObjectCodec.readText(in),
              Parameter.Mode.of((char) in.readByte()),
              in.readInt(),
              ObjectCodec.readText(in)));
    }
    return new FunctionObject(
        oid,
        database,
        schema,
        name,
        owner,
        kind,
        List.copyOf(parameters),
        in.readInt(),
        in.readBoolean(),
        ObjectCodec.text(in),
        volatility((char) in.readByte()),
        in.readBoolean(),
        in.readBoolean(),
        in.readBoolean(),
        (char) in.readByte(),
        in.readFloat(),
        in.readFloat(),
        ObjectCodec.readText(in),
        ObjectCodec.texts(in),
        ObjectCodec.text(in),
        ObjectCodec.readText(in),
        aggregate(in),
        references(in));
  }

  private static char code(Volatility volatility) {
    return switch (volatility) {
      case IMMUTABLE -> 'i';
      case STABLE -> 's';
      case VOLATILE -> 'v';
    };
  }

  private static Volatility volatility(char code) {
    return switch (code) {
      case 'i' -> Volatility.IMMUTABLE;
      case 's' -> Volatility.STABLE;
      case 'v' -> Volatility.VOLATILE;
      default -> throw new IllegalStateException("volatility " + code);
    };
  }
}
