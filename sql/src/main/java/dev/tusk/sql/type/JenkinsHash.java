package dev.tusk.sql.type;

/**
 * The hash that PostgreSQL has of bytes (common/hashfn.c): Bob Jenkins' lookup3, which clients rely
 * on for advisory locks and for dividing rows.
 */
public final class JenkinsHash {
  private static final int START = 0x9e3779b9 + 3923095;

  private int a;
  private int b;
  private int c;

  private JenkinsHash(byte[] bytes, long seed) {
    a = START + bytes.length;
    b = a;
    c = a;
    if (seed != 0) {
      a += (int) (seed >>> 32);
      b += (int) seed;
      mix();
    }
    int at = 0;
    for (; bytes.length - at >= 12; at += 12) {
      a += word(bytes, at);
      b += word(bytes, at + 4);
      c += word(bytes, at + 8);
      mix();
    }
    a += word(bytes, at);
    b += word(bytes, at + 4);
    c += word(bytes, at + 8) << 8; // The length has the lowest byte to itself.
    end();
  }

  /** 32 bits. */
  public static int of(byte[] bytes) {
    return new JenkinsHash(bytes, 0).c;
  }

  /** 64 bits; the lower half is the other one's for a seed of 0. */
  public static long of(byte[] bytes, long seed) {
    JenkinsHash hash = new JenkinsHash(bytes, seed);
    return (long) hash.b << 32 | hash.c & 0xffff_ffffL;
  }

  /** Four bytes, the lowest first; zeros beyond the end. */
  private static int word(byte[] bytes, int at) {
    int word = 0;
    for (int i = at; i < at + 4 && i < bytes.length; i++) {
      word |= (bytes[i] & 0xff) << 8 * (i - at);
    }
    return word;
  }

  private void mix() {
    a = a - c ^ Integer.rotateLeft(c, 4);
    c += b;
    b = b - a ^ Integer.rotateLeft(a, 6);
    a += c;
    c = c - b ^ Integer.rotateLeft(b, 8);
    b += a;
    a = a - c ^ Integer.rotateLeft(c, 16);
    c += b;
    b = b - a ^ Integer.rotateLeft(a, 19);
    a += c;
    c = c - b ^ Integer.rotateLeft(b, 4);
    b += a;
  }

  private void end() {
    c = (c ^ b) - Integer.rotateLeft(b, 14);
    a = (a ^ c) - Integer.rotateLeft(c, 11);
    b = (b ^ a) - Integer.rotateLeft(a, 25);
    c = (c ^ b) - Integer.rotateLeft(b, 16);
    a = (a ^ c) - Integer.rotateLeft(c, 4);
    b = (b ^ a) - Integer.rotateLeft(a, 14);
    c = (c ^ b) - Integer.rotateLeft(b, 24);
  }
}
