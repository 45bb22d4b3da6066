package dev.tusk.executor.session;

import dev.tusk.executor.Engine;
import dev.tusk.executor.command.RowReceiver;
import dev.tusk.executor.copy.CopySource;
import dev.tusk.executor.setting.ClientIdentity;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A client in the same process: SQL in; rows, tags, notices and errors out, as text. */
final class Client implements AutoCloseable {
  private static final AtomicInteger NEXT_PROCESS_ID = new AtomicInteger(1000);

  final Session session;
  final List<String> notices = new ArrayList<>();
  final List<String> statuses = new ArrayList<>();

  Client(Engine engine) {
    this(engine, "postgres", Map.of());
  }

  Client(Engine engine, String database, Map<String, String> startup) {
    session =
        engine.connect(
            database,
            "postgres",
            startup,
            new ClientIdentity(NEXT_PROCESS_ID.incrementAndGet(), null, -1),
            new SessionListener() {
              @Override
              public void notice(Notice notice) {
                notices.add(notice.severity() + ": " + notice.message());
              }

              @Override
              public void parameterStatus(String name, String value) {
                statuses.add(name + "=" + value);
              }
            });
  }

  /** Runs a string by the simple protocol; rows as {@code a|b}, then tags. */
  List<String> run(String sql) {
    Answer answer = new Answer();
    session.simpleQuery(sql, answer);
    return answer.lines;
  }

  /** The rows only. */
  List<String> rows(String sql) {
    Answer answer = new Answer();
    session.simpleQuery(sql, answer);
    return answer.lines.subList(0, answer.lines.size() - answer.tags);
  }

  String value(String sql) {
    return rows(sql).getFirst();
  }

  /** SQLSTATE and message of the error that the string ends with. */
  String error(String sql) {
    return failure(sql).state().code() + " " + failure.text();
  }

  private SqlException failure;

  SqlException failure(String sql) {
    try {
      run(sql);
    } catch (SqlException e) {
      failure = e;
      return e;
    }
    throw new AssertionError("no error: " + sql);
  }

  char status() {
    return session.transactionStatus();
  }

  /** Executes a portal of the extended protocol. */
  List<String> execute(String portal, int maxRows) {
    Answer answer = new Answer();
    List<OutputColumn> columns = session.describePortal(portal);
    if (columns != null) {
      answer.columns(columns);
    }
    session.execute(portal, maxRows, answer);
    return answer.lines;
  }

  /** Parse, Bind, Execute and Sync of the unnamed statement with text parameters. */
  List<String> extended(String sql, String... parameters) {
    session.parse("", sql, List.of());
    session.bind("", "", new short[0], texts(parameters));
    List<String> lines = execute("", 0);
    session.sync();
    return lines;
  }

  static List<byte[]> texts(String... values) {
    List<byte[]> bytes = new ArrayList<>();
    for (String value : values) {
      bytes.add(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }
    return bytes;
  }

  @Override
  public void close() {
    session.close();
  }

  /** Writes down what a statement answers. */
  final class Answer implements RowReceiver {
    final List<String> lines = new ArrayList<>();
    int tags;
    private List<OutputColumn> columns = List.of();

    @Override
    public void columns(List<OutputColumn> described) {
      columns = described;
    }

    @Override
    public void row(Object[] row) {
      List<String> fields = new ArrayList<>();
      for (int i = 0; i < row.length; i++) {
        fields.add(row[i] == null ? "" : columns.get(i).type().toText(row[i], session.format()));
      }
      lines.add(String.join("|", fields));
    }

    @Override
    public void complete(String tag) {
      lines.add(tag);
      tags++;
    }

    @Override
    public void emptyQuery() {
      lines.add("(empty)");
      tags++;
    }

    @Override
    public void suspended() {
      lines.add("(suspended)");
    }

    @Override
    public CopySource copyIn(boolean binary, int columnCount) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void copyOut(boolean binary, int columnCount) {}

    @Override
    public void copyData(byte[] data, int from, int length) {
      lines.add(new String(data, from, length, StandardCharsets.UTF_8).stripTrailing());
    }

    @Override
    public void copyDone() {}
  }
}
