package dev.tusk.storage;

import dev.tusk.storage.file.DiskFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The directory, locked against other engines, with its format checked. */
final class DataDirectory implements AutoCloseable {
  /**
   * Version of everything in the directory. 1: the first. 2: keys of indexes order as their types
   * do; those that did not are rebuilt.
   */
  private static final int FORMAT = 2;

  private final Path path;
  private final FileChannel lockFile;
  private volatile int format;

  private DataDirectory(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  Path path() {
    return path;
  }

  static DataDirectory open(Path path) {
    try {
      Files.createDirectories(path);
      FileChannel lockFile =
          FileChannel.open(
              path.resolve("LOCK"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      DataDirectory directory = new DataDirectory(path, lockFile);
      try {
        if (!lock(lockFile)) {
          throw new DirectoryLockedException(
              "data directory " + path + " is in use by another process");
        }
        directory.checkFormat();
      } catch (IOException | RuntimeException e) {
        directory.close();
        throw e;
      }
      return directory;
    } catch (IOException e) {
      throw new StorageException("cannot open data directory " + path + ": " + reason(path, e), e);
    }
  }

  /** The JDK's exceptions say what is wrong by their class, and by their text only where. */
  private static String reason(Path directory, IOException e) {
    String reason =
        switch (e) {
          case AccessDeniedException _ -> "permission denied";
          case NoSuchFileException _ -> "it cannot be made there";
          case FileAlreadyExistsException _ -> "it is a file, not a directory";
          case FileSystemException f when f.getReason() != null -> f.getReason();
          default -> String.valueOf(e.getMessage());
        };
    boolean inside =
        e instanceof FileSystemException f
            && f.getFile() != null
            && !f.getFile().equals(directory.toString());
    return inside ? ((FileSystemException) e).getFile() + ": " + reason : reason;
  }

  /** Held until the channel is closed, or the process is gone. */
  private static boolean lock(FileChannel file) throws IOException {
    try {
      @Nullable FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  private void checkFormat() throws IOException {
    Path file = path.resolve("FORMAT");
    if (!Files.exists(file)) {
      writeFormat();
      return;
    }
    String text = Files.readString(file).strip();
    try {
      format = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new StorageException("file " + file + " does not hold a number: " + text, e);
    }
    if (format > FORMAT) {
      throw new NewerFormatException(
          "data directory " + path + " has format " + format + ", this version knows " + FORMAT);
    }
  }

  private void writeFormat() throws IOException {
    Path temporary = path.resolve("FORMAT.new");
    Files.writeString(temporary, FORMAT + "\n");
    DiskFiles.force(temporary);
    Files.move(temporary, path.resolve("FORMAT"), StandardCopyOption.ATOMIC_MOVE);
    DiskFiles.forceDirectory(path);
    format = FORMAT;
  }

  /** The format the directory has; below {@link #FORMAT} until it is {@link #upgraded}. */
  int format() {
    return format;
  }

  void upgraded() {
    if (format == FORMAT) {
      return;
    }
    try {
      writeFormat();
    } catch (IOException e) {
      throw new StorageException("cannot write the format of " + path, e);
    }
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new StorageException("cannot unlock " + path, e);
    }
  }
}
