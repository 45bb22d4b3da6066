package dev.tusk.wire.connection;

import dev.tusk.wire.message.CommandComplete;
import dev.tusk.wire.message.CopyInResponse;
import dev.tusk.wire.message.CopyOutResponse;
import dev.tusk.wire.message.EmptyQueryResponse;
import dev.tusk.wire.message.ErrorFields;
import dev.tusk.wire.message.Format;
import dev.tusk.wire.message.PortalSuspended;
import dev.tusk.wire.message.RowDescription;
import java.util.Collections;

/**
 * Where a statement's results go: used by the thread that runs it, during that call only.
 *
 * <p>Writing is cheap, and bounded in memory: on a worker, a client that does not read makes it
 * wait; {@link ConnectionLost} is thrown when the client is gone.
 */
public final class ResultSink {
  private final Connection connection;
  private final Output output;
  private final DataRowWriter rows;
  private boolean describesRows;

  ResultSink(Connection connection, Output output) {
    this.connection = connection;
    this.output = output;
    this.rows = new DataRowWriter(output);
  }

  /** Begins the results of a query string, whose rows are described, or of a portal. */
  ResultSink begin(boolean describe) {
    describesRows = describe;
    return this;
  }

  /**
   * Says what columns the rows have that follow. A portal's columns are told when it is described:
   * in {@link BackendSession#execute} this writes nothing.
   */
  public void rowDescription(RowDescription description) {
    if (describesRows) {
      output.write(description);
    }
  }

  /**
   * Whether so much has been written in place that the rest, and this again, is for a worker, which
   * can wait for the client: see {@link Preempted}.
   */
  public boolean isFull() {
    return output.isFull();
  }

  /** Writes rows; the same object each time. */
  public DataRowWriter rows() {
    return rows;
  }

  /** Ends a statement's result, with its tag: {@code SELECT 2}, {@code INSERT 0 1}. */
  public void commandComplete(String commandTag) {
    output.write(new CommandComplete(commandTag));
  }

  /** Ends the result of a statement that is none. */
  public void emptyQuery() {
    output.write(new EmptyQueryResponse());
  }

  /** Ends a part of a portal's result: there may be more rows. */
  public void portalSuspended() {
    output.write(new PortalSuspended());
  }

  public void notice(ErrorFields fields) {
    connection.notice(fields);
  }

  /** See {@link SessionControl#parameterStatus}. */
  public void parameterStatus(String name, String value) {
    connection.parameterStatus(name, value);
  }

  /**
   * Asks the client for COPY data.
   *
   * @param format of all columns; CSV is text
   * @throws IllegalStateException on an event loop: a statement that waits for COPY is never short
   */
  public CopySource copyIn(Format format, int columns) {
    if (output.isOnEventLoop()) {
      throw new IllegalStateException("COPY FROM STDIN was said to be short");
    }
    output.write(new CopyInResponse(format, Collections.nCopies(columns, format)));
    output.flush();
    return connection.copySource();
  }

  /** Announces COPY data to the client. */
  public CopyTarget copyOut(Format format, int columns) {
    output.write(new CopyOutResponse(format, Collections.nCopies(columns, format)));
    return new CopyTarget(output);
  }
}
