package dev.tusk.executor.command;

import dev.tusk.executor.copy.CopySource;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a statement's answer goes; the server writes it to the socket.
 *
 * <p>Calls for each statement: {@link #columns} (simple protocol only, when there is a result set),
 * rows or copy data, then {@link #complete} or {@link #suspended}. An error is thrown by the
 * session's method instead. A method may block until the client has read what came before.
 */
public interface RowReceiver {
  /** A result set begins (RowDescription). */
  void columns(List<OutputColumn> columns);

  /** A row; the array belongs to the receiver. */
  void row(@Nullable Object[] row);

  /** The statement is done (CommandComplete). */
  void complete(String tag);

  /** The query string was empty (EmptyQueryResponse). */
  void emptyQuery();

  /** The row limit was reached (PortalSuspended). */
  void suspended();

  /** COPY FROM STDIN begins (CopyInResponse); the client's data is read from the source. */
  CopySource copyIn(boolean binary, int columns);

  /** COPY TO STDOUT begins (CopyOutResponse). */
  void copyOut(boolean binary, int columns);

  /** A line, row or header of COPY TO (CopyData); the array may be reused afterwards. */
  void copyData(byte[] data, int from, int length);

  /** COPY TO is done (CopyDone). */
  void copyDone();
}
