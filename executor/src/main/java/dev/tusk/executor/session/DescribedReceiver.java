package dev.tusk.executor.session;

import dev.tusk.executor.command.RowReceiver;
import dev.tusk.executor.copy.CopySource;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passes answers on without their columns, which the client has asked for by Describe. */
record DescribedReceiver(RowReceiver target) implements RowReceiver {
  @Override
  public void columns(List<OutputColumn> columns) {}

  @Override
  public void row(@Nullable Object[] row) {
    target.row(row);
  }

  @Override
  public void complete(String tag) {
    target.complete(tag);
  }

  @Override
  public void emptyQuery() {
    target.emptyQuery();
  }

  @Override
  public void suspended() {
    target.suspended();
  }

  @Override
  public CopySource copyIn(boolean binary, int columns) {
    return target.copyIn(binary, columns);
  }

  @Override
  public void copyOut(boolean binary, int columns) {
    target.copyOut(binary, columns);
  }

  @Override
  public void copyData(byte[] data, int from, int length) {
    target.copyData(data, from, length);
  }

  @Override
  public void copyDone() {
    target.copyDone();
  }
}
