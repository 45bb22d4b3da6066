package dev.tusk.executor.catalog;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Descent;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of what a table has from others.
 *
 * <pre>
 *  lineage := list of i64 parent | per column: u8 local, i32 parents
 *  check   := u8 2 | text                                            the table's own, for children too
 *           | u8 7 | text | u8 no inherit | u8 validated | u8 local | i32 parents
 * </pre>
 */
final class LineageCodec {
  static final int CHECK = 2;
  static final int CHECK_IN_FULL = 7;
  static final int EXCLUSION = 9;

  private LineageCodec() {}

  /** {@code exclusion := u8 9 | numbers of columns | i64 index | operators | u8 timing}. */
  static void write(DataOutputStream out, Constraint.Exclusion exclusion) throws IOException {
    out.writeByte(EXCLUSION);
    ObjectCodec.writeNumbers(out, exclusion.columns());
    out.writeLong(exclusion.indexOid());
    for (String operator : exclusion.operators()) {
      ObjectCodec.writeText(out, operator);
    }
    out.writeByte(Codes.of(exclusion.timing()));
  }

  static Constraint readExclusion(DataInputStream in, long oid, String name) throws IOException {
    List<Integer> columns = ObjectCodec.numbers(in);
    long index = in.readLong();
    List<String> operators = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      operators.add(ObjectCodec.text(in));
    }
    return new Constraint.Exclusion(
        oid, name, columns, index, List.copyOf(operators), Codes.timing(in.readByte()));
  }

  static void write(DataOutputStream out, TableObject object) throws IOException {
    out.writeInt(object.parents().size());
    for (long parent : object.parents()) {
      out.writeLong(parent);
    }
    for (Column column : object.table().columns()) {
      write(out, column.descent());
    }
  }

  static List<Long> readParents(DataInputStream in) throws IOException {
    List<Long> parents = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      parents.add(in.readLong());
    }
    return List.copyOf(parents);
  }

  static List<Column> readColumns(DataInputStream in, List<Column> columns) throws IOException {
    List<Column> all = new ArrayList<>();
    for (Column column : columns) {
      all.add(column.withDescent(readDescent(in)));
    }
    return List.copyOf(all);
  }

  static void write(DataOutputStream out, Constraint.Check check) throws IOException {
    boolean plain = !check.noInherit() && check.validated() && check.descent().equals(Descent.OWN);
    out.writeByte(plain ? CHECK : CHECK_IN_FULL);
    ObjectCodec.writeText(out, check.expressionText());
    if (!plain) {
      out.writeBoolean(check.noInherit());
      out.writeBoolean(check.validated());
      write(out, check.descent());
    }
  }

  static Constraint.Check readCheck(DataInputStream in, long oid, String name, int kind)
      throws IOException {
    String text = ObjectCodec.text(in);
    return kind == CHECK
        ? new Constraint.Check(oid, name, text)
        : new Constraint.Check(
            oid, name, text, in.readBoolean(), in.readBoolean(), readDescent(in));
  }

  private static void write(DataOutputStream out, Descent descent) throws IOException {
    out.writeBoolean(descent.local());
    out.writeInt(descent.parents());
  }

  private static Descent readDescent(DataInputStream in) throws IOException {
    return new Descent(in.readBoolean(), in.readInt());
  }
}
