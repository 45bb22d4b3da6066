package dev.tusk.executor.session;

import dev.tusk.executor.command.RowReceiver;
import dev.tusk.executor.copy.CopySource;
import dev.tusk.executor.routine.BodyRun;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a statement answers that is no query, kept for the body that has run it. */
final class CollectedRows implements RowReceiver, BodyRun {
  private final List<@Nullable Object[]> rows = new ArrayList<>();
  private @Nullable List<OutputColumn> columns;
  private int next;
  private long processed;

  @Override
  public void columns(List<OutputColumn> shown) {
    columns = shown;
  }

  @Override
  public void row(@Nullable Object[] row) {
    rows.add(row);
  }

  /** Some tags end in a count of rows. */
  @Override
  public void complete(String tag) {
    int digits = tag.lastIndexOf(' ') + 1;
    boolean counts = digits > 0 && digits < tag.length() && Character.isDigit(tag.charAt(digits));
    processed = counts ? Long.parseLong(tag.substring(digits)) : rows.size();
  }

  List<@Nullable Object[]> rows() {
    return rows;
  }

  @Override
  public @Nullable List<OutputColumn> columns() {
    return columns;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    return next < rows.size() ? rows.get(next++) : null;
  }

  @Override
  public long finish() {
    return processed;
  }

  @Override
  public long processed() {
    return processed;
  }

  @Override
  public void close() {}

  @Override
  public void emptyQuery() {}

  @Override
  public void suspended() {}

  private static SqlException noClient() {
    return SqlException.of(
        SqlState.FEATURE_NOT_SUPPORTED, "cannot COPY to/from client in PL/pgSQL");
  }

  @Override
  public CopySource copyIn(boolean binary, int count) {
    throw noClient();
  }

  @Override
  public void copyOut(boolean binary, int count) {
    throw noClient();
  }

  @Override
  public void copyData(byte[] data, int from, int length) {
    throw noClient();
  }

  @Override
  public void copyDone() {
    throw noClient();
  }
}
