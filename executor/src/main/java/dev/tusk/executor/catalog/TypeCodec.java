package dev.tusk.executor.catalog;

import dev.tusk.executor.catalog.CatalogObject.TypeObject;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.type.Collation;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.EnumType.Label;
import dev.tusk.sql.type.Type;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The fields of a type in a catalog row: its name, a byte for its kind, what it is made of. */
final class TypeCodec {
  private static final int COMPOSITE = 1;
  private static final int ENUMERATION = 2;
  private static final int DOMAIN = 3;
  private static final int RANGE = 4;
  private static final int MULTIRANGE = 5;

  private TypeCodec() {}

  static void write(DataOutputStream out, TypeObject o) throws IOException {
    ObjectCodec.writeText(out, o.schema());
    ObjectCodec.writeText(out, o.name());
    switch (o.definition()) {
      case TypeDefinition.Composite composite -> {
        out.writeByte(COMPOSITE);
        ObjectCodec.writeColumns(out, composite.columns());
        CollationCodec.writeColumns(out, composite.columns());
      }
      case TypeDefinition.Enumeration enumeration -> {
        out.writeByte(ENUMERATION);
        out.writeInt(enumeration.labels().size());
        for (Label label : enumeration.labels()) {
          out.writeInt(label.oid());
          ObjectCodec.writeText(out, label.text());
          out.writeDouble(label.place());
        }
      }
      case TypeDefinition.Range range -> {
        out.writeByte(RANGE);
        out.writeInt(range.subtype().oid());
        out.writeInt(range.difference());
        out.writeInt(range.multirangeOid());
      }
      case TypeDefinition.Multirange multirange -> {
        out.writeByte(MULTIRANGE);
        out.writeInt(multirange.rangeOid());
      }
      case TypeDefinition.Domain domain -> {
        out.writeByte(DOMAIN);
        out.writeInt(domain.base().oid());
        out.writeInt(domain.typmod());
        out.writeBoolean(domain.notNull());
        ObjectCodec.writeText(out, domain.defaultText());
        out.writeInt(domain.checks().size());
        for (DomainType.Check check : domain.checks()) {
          out.writeLong(check.oid());
          ObjectCodec.writeText(out, check.name());
          ObjectCodec.writeText(out, check.text());
          out.writeBoolean(check.validated());
        }
        CollationCodec.write(out, domain.collation());
      }
    }
  }

  static TypeObject read(DataInputStream in, long oid, long database) throws IOException {
    String schema = ObjectCodec.text(in);
    String name = ObjectCodec.text(in);
    int kind = in.readByte();
    return switch (kind) {
      case COMPOSITE ->
          new TypeObject(
              oid, database, schema, name, new TypeDefinition.Composite(readColumns(in)));
      case ENUMERATION ->
          new TypeObject(
              oid, database, schema, name, new TypeDefinition.Enumeration(readLabels(in)));
      case DOMAIN -> new TypeObject(oid, database, schema, name, readDomain(in));
      case RANGE -> {
        Type subtype = CatalogTypes.stored(in.readInt());
        yield new TypeObject(
            oid,
            database,
            schema,
            name,
            new TypeDefinition.Range(subtype, in.readInt(), in.readInt()));
      }
      case MULTIRANGE ->
          new TypeObject(oid, database, schema, name, new TypeDefinition.Multirange(in.readInt()));
      default -> throw new IllegalStateException("type of kind " + kind);
    };
  }

  private static List<Column> readColumns(DataInputStream in) throws IOException {
    return CollationCodec.readColumns(in, ObjectCodec.readColumns(in));
  }

  private static TypeDefinition readDomain(DataInputStream in) throws IOException {
    Type base = CatalogTypes.stored(in.readInt());
    int typmod = in.readInt();
    boolean notNull = in.readBoolean();
    String defaultText = ObjectCodec.readText(in);
    List<DomainType.Check> checks = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      checks.add(
          new DomainType.Check(
              in.readLong(), ObjectCodec.text(in), ObjectCodec.text(in), in.readBoolean()));
    }
    Collation collation = in.available() > 0 ? CollationCodec.read(in) : null;
    return new TypeDefinition.Domain(
        base, typmod, collation, notNull, defaultText, List.copyOf(checks));
  }

  private static List<Label> readLabels(DataInputStream in) throws IOException {
    List<Label> labels = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      labels.add(new Label(in.readInt(), ObjectCodec.text(in), in.readDouble(), false));
    }
    return List.copyOf(labels);
  }
}
