package dev.tusk.vector.hnsw;

import dev.tusk.vector.codec.Codec;
import dev.tusk.vector.memory.Raw;
import dev.tusk.vector.memory.Records;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The records of a navigable small world graph: a node's code and, in the next cache lines, its
 * links on the ground layer; the links of upper layers apart.
 *
 * <pre>
 *  record   code, a multiple of 64 bytes | 2m ints | to a multiple of 64 bytes
 *  block    m ints, one block for each upper layer of a node, in a row
 * </pre>
 *
 * <p>An unused link holds the node's own number, which every traversal has visited already: no
 * length is kept, and readers need no lock. A link is stored with release after the node that it
 * names is complete. Its two highest bits are marks that only linking looks at ({@link
 * NeighbourChoice}).
 */
final class Graph implements AutoCloseable {
  /** A height that random levels do not pass in practice. */
  static final int MAX_LEVEL = 24;

  private static final long NO_ENTRY = -1;

  final Codec codec;
  final NodeTable nodes;
  final UpperLinks upper;
  final Records records;
  final int m;

  /**
   * What the last check of codes gave ({@link CodecCheck}), be it that it passed or that floats are
   * walked since it did not; NaN where none was made.
   */
  private volatile float codeShare;

  /** Nodes that a search keeps on upper layers ({@link Trial}). */
  private volatile int entryWidth = 1;

  /** Deviation of norms over their mean when the codec was trained. */
  final float normSpread;

  /** The bits of a link that name a node. */
  static final int NODE = (1 << 30) - 1;

  private final int linksOffset;

  /** Entry node and its level in one word, so that no reader sees one without the other. */
  private final AtomicLong entry = new AtomicLong(NO_ENTRY);

  Graph(Codec codec, float codeShare, float normSpread, NodeTable nodes, UpperLinks upper, int m) {
    this.codec = codec;
    this.codeShare = codeShare;
    this.normSpread = normSpread;
    this.nodes = nodes;
    this.upper = upper;
    this.m = m;
    this.linksOffset = codec.codeBytes();
    this.records = new Records((linksOffset + 8 * m + 63) & -64);
  }

  float codeShare() {
    return codeShare;
  }

  void codeShare(double share) {
    codeShare = (float) share;
  }

  int entryWidth() {
    return entryWidth;
  }

  void entryWidth(int width) {
    entryWidth = width;
  }

  /** Gives memory to all nodes up to the count, and to some that searches may meet meanwhile. */
  void cover(int count) {
    int limit = count + Records.CHUNK / 8;
    if (limit > records.limit()) {
      nodes.records().ensure(limit);
      records.ensure(limit);
    }
  }

  /** The entry node, or -1 when the graph is empty. */
  static int entryNode(long entry) {
    return (int) entry;
  }

  static int entryLevel(long entry) {
    return (int) (entry >>> 32);
  }

  /** Entry node and level; see {@link #entryNode}, {@link #entryLevel}. */
  long entry() {
    return entry.get();
  }

  boolean replaceEntry(long expected, int node, int level) {
    return entry.compareAndSet(expected, (long) level << 32 | node);
  }

  void clearEntry() {
    entry.set(NO_ENTRY);
  }

  /** Links of a node on a layer that it may have. */
  int width(int level) {
    return level == 0 ? 2 * m : m;
  }

  /** Where the links of a node on a layer start. */
  long links(int node, int level) {
    return level == 0
        ? records.address(node) + linksOffset
        : upper.address(nodes.upper(node) + level - 1);
  }

  /** Marks all links of a node as unused. */
  void clearLinks(int node) {
    for (int level = 0; level <= nodes.level(node); level++) {
      long links = links(node, level);
      for (int i = 0; i < width(level); i++) {
        Raw.putInt(links + 4L * i, node);
      }
    }
  }

  /** Copies the nodes that a node links to; returns how many. */
  int copyLinks(int node, int level, int[] to) {
    long links = links(node, level);
    int count = 0;
    for (int i = 0; i < width(level); i++) {
      int other = Raw.getIntAcquire(links + 4L * i) & NODE;
      if (other != node) {
        to[count++] = other;
      }
    }
    return count;
  }

  /** The level of a slot's node: geometric, and the same in each build. */
  int levelFor(int slot) {
    long z = slot * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    double uniform = (((z ^ (z >>> 31)) >>> 11) + 1) * 0x1.0p-53;
    return (int) Math.min(MAX_LEVEL, -Math.log(uniform) / Math.log(m));
  }

  long bytes() {
    return records.bytes() + nodes.records().bytes() + upper.bytes();
  }

  /** Frees codes and links; the node table and upper links live on in a successor. */
  @Override
  public void close() {
    records.close();
  }
}
