package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code pg_snapshot}, and {@code txid_snapshot}, its older name: {@code xmin:xmax:xip,xip}
 * (utils/adt/xid8funcs.c).
 *
 * <pre>
 *  binary  int32 count | int64 xmin | int64 xmax | count × int64
 * </pre>
 */
final class SnapshotType extends Type {
  SnapshotType(int oid, String name, int arrayOid) {
    super(oid, name, arrayOid);
  }

  @Override
  public char category() {
    return 'U';
  }

  @Override
  public int length() {
    return -1;
  }

  @Override
  public char alignment() {
    return 'd';
  }

  @Override
  public boolean ordered() {
    return false;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    CNumber in = new CNumber(text, 0);
    long xmin = edge(in, text);
    long xmax = edge(in, text);
    if (!sane(xmin, xmax)) {
      throw bad(text);
    }
    List<Long> inProgress = new ArrayList<>();
    long last = 0;
    while (in.at() < text.length()) {
      long number = in.decimal();
      if (!between(number, xmin, xmax) || Long.compareUnsigned(number, last) < 0) {
        throw bad(text);
      }
      if (number != last) {
        inProgress.add(number);
      }
      last = number;
      if (in.next() == ',') {
        in.skip();
      } else if (in.at() < text.length()) {
        throw bad(text);
      }
    }
    return new TransactionSnapshot(xmin, xmax, List.copyOf(inProgress));
  }

  private static long edge(CNumber in, String text) {
    long edge = in.decimal();
    if (in.next() != ':') {
      throw bad(text);
    }
    in.skip();
    return edge;
  }

  /** The lower half is the number that rows keep, which is never 0. */
  private static boolean sane(long xmin, long xmax) {
    return (int) xmin != 0 && (int) xmax != 0 && Long.compareUnsigned(xmin, xmax) <= 0;
  }

  private static boolean between(long number, long xmin, long xmax) {
    return Long.compareUnsigned(number, xmin) >= 0 && Long.compareUnsigned(number, xmax) < 0;
  }

  /** Both types answer in the name of the newer one. */
  private static SqlException bad(String text) {
    return InputError.syntax("pg_snapshot", text);
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    TransactionSnapshot snapshot = (TransactionSnapshot) value;
    out.putText(Long.toUnsignedString(snapshot.xmin()));
    out.put(':');
    out.putText(Long.toUnsignedString(snapshot.xmax()));
    char separator = ':';
    for (long number : snapshot.inProgress()) {
      out.put(separator);
      out.putText(Long.toUnsignedString(number));
      separator = ',';
    }
    if (separator == ':') {
      out.put(separator);
    }
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    BinaryReader in = new BinaryReader(bytes, from, length);
    int count = in.int4();
    if (count < 0 || count > in.left() / Long.BYTES) {
      throw InputError.binary("invalid external pg_snapshot data");
    }
    long xmin = in.int8();
    long xmax = in.int8();
    boolean sane = sane(xmin, xmax);
    List<Long> inProgress = new ArrayList<>();
    long last = 0;
    for (int i = 0; i < count; i++) {
      long number = in.int8();
      sane &= between(number, xmin, xmax) || number == xmax;
      sane &= Long.compareUnsigned(number, last) >= 0;
      if (number != last) {
        inProgress.add(number);
      }
      last = number;
    }
    if (!sane) {
      throw InputError.binary("invalid external pg_snapshot data");
    }
    in.finish();
    return new TransactionSnapshot(xmin, xmax, List.copyOf(inProgress));
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    TransactionSnapshot snapshot = (TransactionSnapshot) value;
    out.putInt(snapshot.inProgress().size());
    out.putLong(snapshot.xmin());
    out.putLong(snapshot.xmax());
    snapshot.inProgress().forEach(out::putLong);
  }

  @Override
  public int compare(Object left, Object right) {
    throw new IllegalStateException(name() + " has no order");
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    throw new IllegalStateException(name() + " has no order");
  }
}
