package dev.tusk.storage.store;

import dev.tusk.storage.file.DamagedFileException;
import dev.tusk.storage.file.DiskFiles;
import dev.tusk.storage.file.FileOpener;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A checksum for each page of a {@link CheckpointVolume}'s file, in a file beside it that is
 * written with it. A page is compared with its checksum when it is first read or written after the
 * file was opened, so that damage is neither answered from nor, by a checkpoint, made valid.
 *
 * <pre>
 *  file := pages × u32 CRC-32C of the page, xor that of a page of zeros
 * </pre>
 *
 * <p>So a page that was never written, zeros in the one file and beyond the end of the other, has
 * its checksum too.
 */
final class PageChecksums {
  private static final int ZEROS = crc(ByteBuffer.allocate(CheckpointVolume.PAGE_BYTES));

  private final Path pages;
  private final FileChannel file;
  private int[] sums;

  /** Replaced when it grows; a reader of an old one verifies once more. */
  private volatile boolean[] verified;

  /** Opens the file of checksums for a file of pages. */
  PageChecksums(Path pages, FileOpener opener) throws IOException {
    this.pages = pages;
    this.file = opener.open(path(pages));
    int count = (int) (file.size() / Integer.BYTES);
    ByteBuffer bytes = ByteBuffer.allocate(count * Integer.BYTES);
    DiskFiles.readFully(file, bytes, 0);
    sums = new int[count];
    bytes.flip().asIntBuffer().get(sums);
    verified = new boolean[count];
  }

  static Path path(Path pages) {
    return pages.resolveSibling(pages.getFileName() + ".sums");
  }

  private static int crc(ByteBuffer page) {
    CRC32C crc = new CRC32C();
    crc.update(page);
    return (int) crc.getValue();
  }

  /** Pages that are known to have been written. */
  int count() {
    return sums.length;
  }

  /** Makes the files' present content the valid one: for files of a version without checksums. */
  void trust(FileChannel pageFile) throws IOException {
    ByteBuffer page = ByteBuffer.allocateDirect(CheckpointVolume.PAGE_BYTES);
    int count = (int) (pageFile.size() / CheckpointVolume.PAGE_BYTES);
    for (int i = 0; i < count; i++) {
      page.clear();
      DiskFiles.readFully(pageFile, page, (long) i * CheckpointVolume.PAGE_BYTES);
      put(i, page.flip());
    }
    force();
  }

  /** The page is written to the file of pages now; the buffer is left as it was. */
  synchronized void put(int page, ByteBuffer content) throws IOException {
    int sum = crc(content.duplicate()) ^ ZEROS;
    ensure(page + 1);
    sums[page] = sum;
    DiskFiles.writeFully(
        file, ByteBuffer.allocate(Integer.BYTES).putInt(sum).flip(), (long) page * Integer.BYTES);
  }

  void force() throws IOException {
    file.force(true);
  }

  private void ensure(int count) {
    if (count > sums.length) {
      int length = Math.max(count, sums.length + sums.length / 8);
      sums = Arrays.copyOf(sums, length);
    }
    if (count > verified.length) {
      verified = Arrays.copyOf(verified, Math.max(count, sums.length));
    }
  }

  /** There may be so many pages now. */
  synchronized void grow(int count) {
    ensure(count);
  }

  boolean isVerified(int page) {
    return verified[page];
  }

  /**
   * Compares a page with its checksum. Nobody writes to it meanwhile, since who does comes by here
   * first.
   */
  synchronized void verify(int page, MemorySegment content) {
    if (verified[page]) {
      return;
    }
    if ((crc(content.asByteBuffer()) ^ ZEROS) != sums[page]) {
      throw new DamagedFileException(
          "page " + page + " of file " + pages + " is damaged: its checksum differs");
    }
    verified[page] = true;
  }

  void close() throws IOException {
    file.close();
  }
}
