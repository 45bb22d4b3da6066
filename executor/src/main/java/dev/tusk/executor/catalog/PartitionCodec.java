package dev.tusk.executor.catalog;

import dev.tusk.sql.catalog.PartitionBound;
import dev.tusk.sql.catalog.PartitionBound.Edge;
import dev.tusk.sql.catalog.PartitionKey;
import dev.tusk.sql.catalog.PartitionKey.Strategy;
import dev.tusk.sql.catalog.Partitioning;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of what a table is among partitions.
 *
 * <pre>
 *  partitioning := u8 strategy (l, r, h; 0 for none) [list of key] | u8 detaching | bound
 *                 | list of i64 own, i64 the parent's
 *  key   := i32 column | text expression | i32 type | i32 typmod | text operator class
 *  bound := u8 0 none | 1 default | 2 list of text | 3 list of edge, list of edge
 *         | 4 i32 modulus, i32 remainder
 *  edge  := u8 0 minimum | 1 text | 2 maximum
 * </pre>
 */
final class PartitionCodec {
  private static final int NONE = 0;
  private static final int DEFAULT = 1;
  private static final int IN = 2;
  private static final int RANGE = 3;
  private static final int HASH = 4;

  private static final int MINIMUM = 0;
  private static final int VALUE = 1;
  private static final int MAXIMUM = 2;

  private PartitionCodec() {}

  static void write(DataOutputStream out, Partitioning partitioning) throws IOException {
    PartitionKey key = partitioning.key();
    out.writeByte(key == null ? 0 : key.strategy().code());
    if (key != null) {
      out.writeInt(key.keys().size());
      for (PartitionKey.Key part : key.keys()) {
        out.writeInt(part.column());
        ObjectCodec.writeText(out, part.expressionText());
        out.writeInt(part.type().oid());
        out.writeInt(part.typmod());
        ObjectCodec.writeText(out, part.operatorClass());
      }
    }
    out.writeBoolean(partitioning.detaching());
    writeBound(out, partitioning.bound());
    out.writeInt(partitioning.attached().size());
    for (Map.Entry<Long, Long> entry : partitioning.attached().entrySet()) {
      out.writeLong(entry.getKey());
      out.writeLong(entry.getValue());
    }
  }

  private static void writeBound(DataOutputStream out, @Nullable PartitionBound bound)
      throws IOException {
    switch (bound) {
      case null -> out.writeByte(NONE);
      case PartitionBound.Default _ -> out.writeByte(DEFAULT);
      case PartitionBound.In in -> {
        out.writeByte(IN);
        out.writeInt(in.values().size());
        for (String value : in.values()) {
          ObjectCodec.writeText(out, value);
        }
      }
      case PartitionBound.Range range -> {
        out.writeByte(RANGE);
        writeEdges(out, range.from());
        writeEdges(out, range.to());
      }
      case PartitionBound.Hash hash -> {
        out.writeByte(HASH);
        out.writeInt(hash.modulus());
        out.writeInt(hash.remainder());
      }
    }
  }

  private static void writeEdges(DataOutputStream out, List<Edge> edges) throws IOException {
    out.writeInt(edges.size());
    for (Edge edge : edges) {
      switch (edge) {
        case Edge.Minimum _ -> out.writeByte(MINIMUM);
        case Edge.Maximum _ -> out.writeByte(MAXIMUM);
        case Edge.Value value -> {
          out.writeByte(VALUE);
          ObjectCodec.writeText(out, value.text());
        }
      }
    }
  }

  static Partitioning read(DataInputStream in) throws IOException {
    int code = in.readByte();
    PartitionKey key = code == 0 ? null : readKey(in, code);
    boolean detaching = in.readBoolean();
    PartitionBound bound = readBound(in);
    Map<Long, Long> attached = new LinkedHashMap<>();
    for (int i = in.readInt(); i > 0; i--) {
      attached.put(in.readLong(), in.readLong());
    }
    return new Partitioning(key, bound, detaching, Map.copyOf(attached));
  }

  private static PartitionKey readKey(DataInputStream in, int code) throws IOException {
    List<PartitionKey.Key> keys = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      keys.add(
          new PartitionKey.Key(
              in.readInt(),
              ObjectCodec.readText(in),
              CatalogTypes.stored(in.readInt()),
              in.readInt(),
              null,
              ObjectCodec.text(in)));
    }
    for (Strategy strategy : Strategy.values()) {
      if (strategy.code() == code) {
        return new PartitionKey(strategy, List.copyOf(keys));
      }
    }
    throw new IllegalStateException("partition strategy " + code);
  }

  /** What was written behind all else when keys began to have collations. */
  static void writeCollations(DataOutputStream out, @Nullable PartitionKey key) throws IOException {
    if (key != null) {
      for (PartitionKey.Key part : key.keys()) {
        CollationCodec.write(out, part.collation());
      }
    }
  }

  static Partitioning readCollations(DataInputStream in, Partitioning partitioning)
      throws IOException {
    PartitionKey key = partitioning.key();
    if (key == null || in.available() == 0) {
      return partitioning;
    }
    List<PartitionKey.Key> keys = new ArrayList<>();
    for (PartitionKey.Key part : key.keys()) {
      keys.add(part.collatedBy(CollationCodec.read(in)));
    }
    return partitioning.withKey(key.withKeys(keys));
  }

  private static @Nullable PartitionBound readBound(DataInputStream in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case NONE -> null;
      case DEFAULT -> new PartitionBound.Default();
      case IN -> {
        List<@Nullable String> values = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
          values.add(ObjectCodec.readText(in));
        }
        yield new PartitionBound.In(values);
      }
      case RANGE -> new PartitionBound.Range(readEdges(in), readEdges(in));
      case HASH -> new PartitionBound.Hash(in.readInt(), in.readInt());
      default -> throw new IllegalStateException("partition bound of kind " + kind);
    };
  }

  private static List<Edge> readEdges(DataInputStream in) throws IOException {
    List<Edge> edges = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      int kind = in.readByte();
      edges.add(
          switch (kind) {
            case MINIMUM -> new Edge.Minimum();
            case VALUE -> new Edge.Value(ObjectCodec.text(in));
            case MAXIMUM -> new Edge.Maximum();
            default -> throw new IllegalStateException("edge of kind " + kind);
          });
    }
    return List.copyOf(edges);
  }
}
