package dev.tusk.executor.lexicon;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads files of words, and remembers which. */
public final class LexiconReading {
  private final Path directory;
  private final Sorting sorting;
  private final List<Stamp> stamps = new ArrayList<>();

  LexiconReading(Path directory, Sorting sorting) {
    this.sorting = sorting;
    this.directory = directory;
  }

  /** A file as it was when it was read; its size is -1 where it was not there. */
  record Stamp(Path file, long size, long modified) {
    static Stamp of(Path file) {
      try {
        return new Stamp(file, Files.size(file), Files.getLastModifiedTime(file).toMillis());
      } catch (IOException e) {
        return new Stamp(file, -1, 0);
      }
    }

    boolean holds() {
      return equals(of(file));
    }
  }

  Sorting sorting() {
    return sorting;
  }

  List<Stamp> stamps() {
    return List.copyOf(stamps);
  }

  /**
   * A file's place. Only letters, digits and underscores can be written, so that no name leads out
   * of the directory.
   *
   * @throws SqlException 22023 for another name
   */
  private Path place(String name, String extension) {
    if (!name.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_')) {
      throw SqlException.of(
          SqlState.INVALID_PARAMETER_VALUE,
          "invalid text search configuration file name \"" + name + "\"");
    }
    Path file = directory.resolve(name + "." + extension);
    stamps.add(Stamp.of(file));
    return file;
  }

  /** Whether there is a file. */
  public boolean exists(String name, String extension) {
    return Files.exists(place(name, extension));
  }

  /**
   * The lines of a file.
   *
   * @param what it is, for messages
   * @throws SqlException F0000 when it cannot be read
   */
  public LexiconLines lines(String what, String name, String extension) {
    Path file = place(name, extension);
    try {
      return new LexiconLines(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      String why =
          e instanceof NoSuchFileException
              ? "No such file or directory"
              : Files.isDirectory(file) ? "Is a directory" : "Permission denied";
      throw SqlException.of(
          SqlState.CONFIG_FILE_ERROR, "could not open " + what + " \"" + file + "\": " + why);
    }
  }
}
