package dev.tusk.storage;

import dev.tusk.storage.file.FileOpener;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** Files on a disk that can become full, or stop forcing. */
final class FailingFiles implements FileOpener {
  volatile boolean full;
  volatile boolean forceFails;

  /** Writing fails with something that nobody reckons with. */
  volatile boolean broken;

  /** When full, so many more bytes can be written. */
  volatile long room;

  @Override
  public FileChannel open(Path path) throws IOException {
    return new FailingChannel(FileOpener.PLAIN.open(path));
  }

  private synchronized void checkRoom(ByteBuffer source) throws IOException {
    if (broken) {
      throw new OutOfMemoryError("as a test wants it");
    }
    if (full && source.remaining() > 8) { // Overwriting a word takes no room.
      if (room < source.remaining()) {
        throw new IOException("No space left on device");
      }
      room -= source.remaining();
    }
  }

  private final class FailingChannel extends FileChannel {
    private final FileChannel file;

    FailingChannel(FileChannel file) {
      this.file = file;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      checkRoom(source);
      return file.write(source, position);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      checkRoom(source);
      return file.write(source);
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
      throw new UnsupportedOperationException();
    }

    @Override
    public void force(boolean metaData) throws IOException {
      if (forceFails) {
        throw new IOException("Input/output error");
      }
      file.force(metaData);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      return file.read(target);
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
      return file.read(targets, offset, length);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      return file.read(target, position);
    }

    @Override
    public long position() throws IOException {
      return file.position();
    }

    @Override
    public FileChannel position(long newPosition) throws IOException {
      return file.position(newPosition);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      return file.truncate(size);
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target)
        throws IOException {
      return file.transferTo(position, count, target);
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count)
        throws IOException {
      return file.transferFrom(source, position, count);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
      return file.map(mode, position, size);
    }

    @Override
    public MemorySegment map(MapMode mode, long offset, long size, Arena arena) throws IOException {
      return file.map(mode, offset, size, arena);
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
      return file.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }
  }
}
