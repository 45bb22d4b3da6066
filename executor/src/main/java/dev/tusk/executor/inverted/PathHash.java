package dev.tusk.executor.inverted;

import java.nio.charset.StandardCharsets;

/** Hashes of paths in documents: FNV-1a over the bytes, then mixed. What is on disk holds them. */
final class PathHash {
  static final long START = 0xCBF29CE484222325L;

  private PathHash() {}

  static long of(byte[] bytes) {
    return mixed(with(START, bytes));
  }

  /** A path's hash once a step was added to it. */
  static long step(long path, String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    return with(path * 31 + bytes.length, bytes);
  }

  static long with(long hash, byte[] bytes) {
    long h = hash;
    for (byte b : bytes) {
      h = (h ^ b & 0xFF) * 0x100000001B3L;
    }
    return h;
  }

  static long mixed(long hash) {
    long h = hash;
    h = (h ^ h >>> 33) * 0xFF51AFD7ED558CCDL;
    h = (h ^ h >>> 33) * 0xC4CEB9FE1A85EC53L;
    return h ^ h >>> 33;
  }
}
