package dev.tusk.executor.command;

import dev.tusk.executor.copy.CopyColumn;
import dev.tusk.executor.copy.CopyFormat;
import dev.tusk.executor.copy.CopyOptions;
import dev.tusk.executor.copy.CopyWriter;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Identifier;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.statement.CopyFile;
import dev.tusk.sql.statement.CopyTo;
import dev.tusk.sql.statement.Merge;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.type.ByteWriter;
import dev.tusk.storage.Snapshot;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** COPY … TO STDOUT, of a table or of a statement's rows. */
public final class CopyToCommand {
  /** Bytes gathered before they are sent. */
  private static final int PIECE = 32 * 1024;

  private final CommandHost host;
  private final CopyTo statement;
  private final RowReceiver receiver;
  private final Function<Statement, Result> run;

  /** A statement that was started: its columns and rows. */
  public record Result(List<OutputColumn> columns, RowSource rows) {}

  /**
   * @param run plans and starts the statement in the parentheses
   */
  CopyToCommand(
      CommandHost host, CopyTo statement, RowReceiver receiver, Function<Statement, Result> run) {
    this.host = host;
    this.statement = statement;
    this.receiver = receiver;
    this.run = run;
  }

  String run() {
    CopyFile target = statement.target();
    if (target == null) {
      return write();
    }
    try (ServerFile file = ServerFile.toWrite(host, target, receiver)) {
      return new CopyToCommand(host, statement, file, run).write();
    }
  }

  private String write() {
    CopyOptions options = CopyColumns.options(statement.options(), false);
    QualifiedName name = statement.table();
    if (name != null) {
      return copyTable(name, options);
    }
    Statement query = statement.query();
    if (query == null) {
      throw new IllegalStateException("COPY TO without a source");
    }
    if (query instanceof Merge) {
      throw SqlException.of(SqlState.FEATURE_NOT_SUPPORTED, "MERGE not supported in COPY");
    }
    return copyQuery(query, options);
  }

  private String copyQuery(Statement query, CopyOptions options) {
    Result result = run.apply(query);
    List<CopyColumn> columns =
        result.columns().stream().map(c -> new CopyColumn(c.name(), c.type(), c.typmod())).toList();
    try (RowSource rows = result.rows()) {
      return copy(columns, rows, options);
    }
  }

  private String copyTable(QualifiedName name, CopyOptions options) {
    Table table = Names.table(host, name).table();
    List<Column> columns = CopyColumns.of(table, statement.columns());
    CopyColumns.checkForced(table, columns, options);
    if (host.catalog().policies(table, 0) != null) {
      return copyQuery(visible(table), options);
    }
    List<CopyColumn> copied =
        columns.stream().map(c -> new CopyColumn(c.name(), c.type(), c.typmod())).toList();
    List<Integer> numbers = columns.stream().map(Column::number).toList();
    try (Snapshot snapshot = host.transaction().newStatementSnapshot();
        RowSource rows = host.access(snapshot).scan(table, numbers, host.ruleExecution())) {
      return copy(copied, rows, options);
    }
  }

  /** The query that meets only the rows that policies let through. */
  private Statement visible(Table table) {
    String columns =
        statement.columns().isEmpty()
            ? "*"
            : statement.columns().stream()
                .map(Identifier::quoted)
                .collect(Collectors.joining(", "));
    return SqlParser.parse(
            "SELECT "
                + columns
                + " FROM ONLY "
                + Identifier.quoted(table.schema())
                + "."
                + Identifier.quoted(table.name()))
        .getFirst()
        .statement();
  }

  private String copy(List<CopyColumn> columns, RowSource rows, CopyOptions options) {
    boolean binary = options.format() == CopyFormat.BINARY;
    CopyWriter writer = new CopyWriter(options, columns, host.format());
    receiver.copyOut(binary, columns.size());
    ByteWriter out = new ByteWriter(2 * PIECE);
    writer.begin(out);
    long count = 0;
    for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
      host.checkCancelled();
      writer.row(row, out);
      count++;
      // A line a message, as PostgreSQL sends them and clients read them.
      if (!binary || out.size() >= PIECE) {
        send(out);
      }
    }
    writer.end(out);
    if (out.size() > 0) {
      send(out);
    }
    receiver.copyDone();
    return "COPY " + count;
  }

  private void send(ByteWriter out) {
    receiver.copyData(out.array(), 0, out.size());
    out.truncate(0);
  }
}
