package dev.tusk.executor.command;

import dev.tusk.executor.catalog.RoleGraph;
import dev.tusk.executor.copy.CopySource;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.statement.CopyFile;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file on the server in the place of the client in COPY (copyfrom.c, copyto.c). */
final class ServerFile implements RowReceiver, AutoCloseable {
  private static final String ANYONE =
      "Anyone can COPY to stdout or from stdin. psql's \\copy command also works for anyone.";

  private final String name;
  private final RowReceiver client;
  private @Nullable InputStream in;
  private @Nullable OutputStream out;

  private ServerFile(String name, RowReceiver client) {
    this.name = name;
    this.client = client;
  }

  /** What COPY FROM names, which is opened when everything else is found right. */
  static ServerFile toRead(CommandHost host, CopyFile file, RowReceiver client) {
    checkRight(host, file, RoleGraph.READ_SERVER_FILES, "pg_read_server_files", "from");
    return new ServerFile(file.name(), client);
  }

  /** What COPY TO names, which is emptied then. */
  static ServerFile toWrite(CommandHost host, CopyFile file, RowReceiver client) {
    checkRight(host, file, RoleGraph.WRITE_SERVER_FILES, "pg_write_server_files", "to");
    return new ServerFile(file.name(), client);
  }

  private Path path(String directory) {
    Path path = Path.of(name);
    if (Files.isDirectory(path)) {
      throw SqlException.of(SqlState.WRONG_OBJECT_TYPE, directory);
    }
    return path;
  }

  private InputStream read() {
    Path path = path("\"" + name + "\" is a directory");
    try {
      return new BufferedInputStream(Files.newInputStream(path));
    } catch (IOException e) {
      throw failure(e, "could not open file \"" + name + "\" for reading")
          .withHint(
              "COPY FROM instructs the PostgreSQL server process to read a file. You may want a"
                  + " client-side facility such as psql's \\copy.");
    }
  }

  private OutputStream write() {
    if (!Path.of(name).isAbsolute()) {
      throw SqlException.of(SqlState.INVALID_NAME, "relative path not allowed for COPY to file");
    }
    Path path = path("could not open file \"" + name + "\" for writing: Is a directory");
    try {
      return new BufferedOutputStream(Files.newOutputStream(path));
    } catch (IOException e) {
      throw failure(e, "could not open file \"" + name + "\" for writing")
          .withHint(
              "COPY TO instructs the PostgreSQL server process to write a file. You may want a"
                  + " client-side facility such as psql's \\copy.");
    }
  }

  private static void checkRight(
      CommandHost host, CopyFile file, long role, String name, String direction) {
    if (file.program()) {
      throw SqlException.notSupported(
              "COPY " + direction.toUpperCase(java.util.Locale.ROOT) + " PROGRAM")
          .withHint("Run the program on the client's side: psql's \\copy can.");
    }
    RoleGraph roles = host.changes().state().roles(0);
    long current = host.roles().current();
    if (!roles.superuser(current) && !roles.hasPrivilegesOf(current, role)) {
      throw SqlException.of(
              SqlState.INSUFFICIENT_PRIVILEGE,
              "must be superuser or have privileges of the "
                  + name
                  + " role to COPY "
                  + direction
                  + " a file")
          .withHint(ANYONE);
    }
  }

  private static SqlException failure(IOException e, String what) {
    return switch (e) {
      case NoSuchFileException _ ->
          SqlException.of(SqlState.UNDEFINED_FILE, what + ": No such file or directory");
      case AccessDeniedException _ ->
          SqlException.of(SqlState.INSUFFICIENT_PRIVILEGE, what + ": Permission denied");
      default -> SqlException.of(SqlState.IO_ERROR, what + ": " + e.getMessage());
    };
  }

  @Override
  public CopySource copyIn(boolean binary, int columns) {
    InputStream opened = read();
    in = opened;
    return (target, from, length) -> {
      try {
        return opened.read(target, from, length);
      } catch (IOException e) {
        throw failure(e, "could not read from COPY file");
      }
    };
  }

  @Override
  public void copyOut(boolean binary, int columns) {
    out = write();
  }

  @Override
  public void copyData(byte[] data, int from, int length) {
    try {
      java.util.Objects.requireNonNull(out).write(data, from, length);
    } catch (IOException e) {
      throw failure(e, "could not write to COPY file");
    }
  }

  @Override
  public void copyDone() {
    try {
      java.util.Objects.requireNonNull(out).flush();
    } catch (IOException e) {
      throw failure(e, "could not write to COPY file");
    }
  }

  @Override
  public void close() {
    try {
      if (in != null) {
        in.close();
      }
      if (out != null) {
        out.close();
      }
    } catch (IOException e) {
      throw failure(e, "could not close file \"" + name + "\"");
    }
  }

  // What is no data goes to the client.

  @Override
  public void columns(List<OutputColumn> columns) {
    client.columns(columns);
  }

  @Override
  public void row(@Nullable Object[] row) {
    client.row(row);
  }

  @Override
  public void complete(String tag) {
    client.complete(tag);
  }

  @Override
  public void emptyQuery() {
    client.emptyQuery();
  }

  @Override
  public void suspended() {
    client.suspended();
  }
}
