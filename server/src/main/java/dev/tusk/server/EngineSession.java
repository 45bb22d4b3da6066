package dev.tusk.server;

import dev.tusk.executor.session.FunctionResult;
import dev.tusk.executor.session.InPlaceTimeExceeded;
import dev.tusk.executor.session.Session;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.type.ByteWriter;
import dev.tusk.sql.type.Type;
import dev.tusk.wire.connection.BackendSession;
import dev.tusk.wire.connection.IdleLimit;
import dev.tusk.wire.connection.Preempted;
import dev.tusk.wire.connection.ResultSink;
import dev.tusk.wire.connection.StatementDescription;
import dev.tusk.wire.message.Bind;
import dev.tusk.wire.message.Format;
import dev.tusk.wire.message.Formats;
import dev.tusk.wire.message.FunctionCall;
import dev.tusk.wire.message.FunctionCallResponse;
import dev.tusk.wire.message.ParameterDescription;
import dev.tusk.wire.message.ParameterStatus;
import dev.tusk.wire.message.ParameterValues;
import dev.tusk.wire.message.RowDescription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One client's session, between protocol and engine: hands each request on, and turns results and
 * errors into messages.
 *
 * <p>A portal's result formats are kept here, since they concern nobody but the client.
 */
final class EngineSession implements BackendSession {
  private final Session session;
  private final RowSender rows;
  private final Map<String, Result> results = new HashMap<>();

  /** How a portal's rows are sent; its columns are asked for once. */
  private static final class Result {
    final Formats formats;
    boolean described;
    @Nullable List<OutputColumn> columns;

    Result(Formats formats) {
      this.formats = formats;
    }
  }

  EngineSession(Session session) {
    this.session = session;
    this.rows = new RowSender(session::format);
  }

  @Override
  public List<ParameterStatus> initialParameters() {
    return session.reportedSettings().entrySet().stream()
        .map(setting -> new ParameterStatus(setting.getKey(), setting.getValue()))
        .toList();
  }

  @Override
  public char transactionStatus() {
    return session.transactionStatus();
  }

  @Override
  public void inPlace(boolean inPlace) {
    session.inPlace(inPlace);
  }

  @Override
  public boolean queryIsShort(String sql) {
    return session.queryIsShort(sql);
  }

  @Override
  public boolean parseIsShort(String sql, List<Integer> parameterTypes) {
    return session.parseIsShort(sql, parameterTypes);
  }

  @Override
  public boolean bindIsShort(String statement) {
    return session.bindIsShort(statement);
  }

  @Override
  public boolean describePortalIsShort(String portal) {
    return session.describePortalIsShort(portal);
  }

  @Override
  public boolean executeIsShort(String portal, int maxRows) {
    return session.executeIsShort(portal);
  }

  @Override
  public boolean syncIsShort() {
    return session.syncIsShort();
  }

  @Override
  public @Nullable IdleLimit idleLimit() {
    var limit = session.idleLimit();
    return limit == null
        ? null
        : new IdleLimit(Duration.ofMillis(limit.millis()), Errors.farewell(limit.reason()));
  }

  @Override
  public void simpleQuery(String sql, ResultSink sink) {
    answer(() -> session.simpleQuery(sql, rows.to(sink)));
  }

  @Override
  public void parse(String name, String sql, List<Integer> parameterTypes) {
    answer(() -> session.parse(name, sql, parameterTypes));
  }

  @Override
  public void bind(Bind bind) {
    List<byte @Nullable []> parameters = arguments(bind.parameters());
    answer(() ->
        session.bind(bind.portal(), bind.statement(), codes(bind.parameterFormats()), parameters));
    results.put(bind.portal(), new Result(bind.resultFormats()));
  }

  private static List<byte @Nullable []> arguments(ParameterValues values) {
    List<byte @Nullable []> arguments = new ArrayList<>(values.count());
    for (int i = 0; i < values.count(); i++) {
      arguments.add(values.bytes(i));
    }
    return arguments;
  }

  private static short[] codes(Formats formats) {
    short[] codes = new short[formats.count()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (short) formats.of(i).ordinal();
    }
    return codes;
  }

  @Override
  public StatementDescription describeStatement(String name) {
    var described = answer(() -> session.describeStatement(name));
    List<Integer> parameters = described.parameterTypes().stream().map(Type::oid).toList();
    List<OutputColumn> columns = described.columns();
    return new StatementDescription(
        new ParameterDescription(parameters),
        columns == null ? null : RowSender.describe(columns, Formats.TEXT));
  }

  @Override
  public @Nullable RowDescription describePortal(String name) {
    Result result = result(name);
    return result.columns == null ? null : RowSender.describe(result.columns, result.formats);
  }

  @Override
  public void execute(String portal, int maxRows, ResultSink sink) {
    rows.to(sink);
    Result result = result(portal);
    if (result.columns != null) {
      rows.expect(result.columns, result.formats);
    }
    answer(() -> session.execute(portal, maxRows, rows));
  }

  private Result result(String portal) {
    Result result = results.getOrDefault(portal, new Result(Formats.TEXT));
    if (!result.described) {
      result.columns =
          answer(() -> Optional.ofNullable(session.describePortal(portal))).orElse(null);
      result.described = true;
    }
    return result;
  }

  @Override
  public FunctionCallResponse call(FunctionCall call) {
    FunctionResult result =
        answer(() ->
            session.call(call.function(), codes(call.formats()), arguments(call.arguments())));
    Object value = result.value();
    if (value == null) {
      return new FunctionCallResponse(null);
    }
    ByteWriter bytes = new ByteWriter(64);
    if (call.result() == Format.BINARY) {
      result.type().writeBinary(value, bytes);
    } else {
      result.type().writeText(value, bytes, session.format());
    }
    return new FunctionCallResponse(Arrays.copyOf(bytes.array(), bytes.size()));
  }

  @Override
  public void closeStatement(String name) {
    session.closeStatement(name);
  }

  @Override
  public void closePortal(String name) {
    session.closePortal(name);
    results.remove(name);
  }

  @Override
  public void sync() {
    answer(session::sync);
    if (session.transactionStatus() == 'I') {
      results.clear();
    }
  }

  @Override
  public void failed() {
    session.failed();
  }

  @Override
  public void tellNotifications() {
    session.tellNotifications();
  }

  @Override
  public void cancel() {
    session.cancel();
  }

  @Override
  public void close() {
    session.close();
  }

  private static void answer(Runnable request) {
    try {
      request.run();
    } catch (SqlException e) {
      throw Errors.reply(e);
    } catch (InPlaceTimeExceeded _) {
      throw new Preempted();
    }
  }

  private static <T> T answer(Supplier<T> request) {
    try {
      return request.get();
    } catch (SqlException e) {
      throw Errors.reply(e);
    } catch (InPlaceTimeExceeded _) {
      throw new Preempted();
    }
  }
}
