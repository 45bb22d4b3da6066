package dev.tusk.storage;

import dev.tusk.storage.file.DiskFiles;
import dev.tusk.storage.file.FileOpener;
import dev.tusk.storage.file.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The directory: locked against other engines, its format known, closed to other users. */
final class DataDirectory implements AutoCloseable {
  /**
   * Version of everything in the directory. 1: the first. 2: keys of indexes order as their types
   * do; those that did not are rebuilt. 3: checksums of pages and vectors, a log that is marked. 4:
   * tables know what their expressions name. 5: rows have places.
   */
  static final int FORMAT = 5;

  /** The last version without checksums. */
  private static final int UNCHECKED = 2;

  /** What a new directory has for a format. */
  private static final int NONE = 0;

  private final Path path;
  private final FileChannel lockFile;
  private volatile int format;

  private DataDirectory(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /** The format the directory has; below {@link #FORMAT} until it is {@link #complete}. */
  int format() {
    return format;
  }

  boolean isNew() {
    return format == NONE;
  }

  /** Whether it has no checksums, and no mark in its log. */
  boolean isUnchecked() {
    return format != NONE && format <= UNCHECKED;
  }

  Path path() {
    return path;
  }

  static DataDirectory open(Path path) {
    try {
      PrivateFiles.createDirectories(path);
      FileChannel lockFile =
          PrivateFiles.open(
              path.resolve("LOCK"), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
      DataDirectory directory = new DataDirectory(path, lockFile);
      try {
        if (!lock(lockFile)) {
          throw new DirectoryLockedException(
              "data directory " + path + " is in use by another process");
        }
        directory.format = directory.readFormat();
        directory.checkPermissions();
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

  private int readFormat() throws IOException {
    Path file = path.resolve("FORMAT");
    if (!Files.exists(file)) {
      return NONE;
    }
    String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
    int found;
    try {
      found = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new StorageException("file " + file + " does not hold a number: " + text, e);
    }
    if (found > FORMAT) {
      throw new NewerFormatException(
          "data directory " + path + " has format " + found + ", this version knows " + FORMAT);
    }
    if (found <= NONE) {
      throw new StorageException("file " + file + " does not hold a format: " + found);
    }
    return found;
  }

  /** PostgreSQL's rule; a directory of before there was one is closed to others instead. */
  private void checkPermissions() throws IOException {
    if (format == FORMAT) {
      if (PrivateFiles.isOpenToOthers(path)) {
        throw new StorageException(
            "data directory \""
                + path
                + "\" has invalid permissions: they should be u=rwx (0700) or u=rwx,g=rx (0750)");
      }
    } else {
      PrivateFiles.makePrivate(path);
    }
    for (String name : List.of("LOCK", "FORMAT", "rows.db", "rows.db.journal", "rows.db.sums")) {
      if (Files.exists(path.resolve(name))) {
        PrivateFiles.makePrivate(path.resolve(name));
      }
    }
    for (String name : List.of("log", "vectors", "vector-index")) {
      Path inner = path.resolve(name);
      if (Files.isDirectory(inner)) {
        try (Stream<Path> all = Files.walk(inner, 1)) {
          for (Path file : all.toList()) {
            PrivateFiles.makePrivate(file);
          }
        }
      }
    }
  }

  /** Everything in the directory is of the present format now. */
  void complete() throws IOException {
    if (format == FORMAT) {
      return;
    }
    Path temporary = path.resolve("FORMAT.new");
    try (FileChannel file = FileOpener.PLAIN.open(temporary)) {
      file.truncate(0);
      DiskFiles.writeFully(
          file, ByteBuffer.wrap((FORMAT + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
      file.force(true);
    }
    Files.move(temporary, path.resolve("FORMAT"), StandardCopyOption.ATOMIC_MOVE);
    DiskFiles.forceDirectory(path);
    format = FORMAT;
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
