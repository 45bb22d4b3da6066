package dev.tusk.wire.connection;

import dev.tusk.wire.authentication.AuthenticationMethod;
import dev.tusk.wire.authentication.ClientRequest;
import dev.tusk.wire.message.Bind;
import dev.tusk.wire.message.ErrorFields;
import dev.tusk.wire.message.FieldDescription;
import dev.tusk.wire.message.Format;
import dev.tusk.wire.message.FunctionCall;
import dev.tusk.wire.message.FunctionCallResponse;
import dev.tusk.wire.message.ParameterDescription;
import dev.tusk.wire.message.ParameterStatus;
import dev.tusk.wire.message.RowDescription;
import dev.tusk.wire.message.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A backend of a dozen verbs, for conversations: {@code echo words}, {@code rows n [bytes]}, {@code
 * sleep ms}, {@code fail}, {@code bug}, {@code die}, {@code half} (a row, then an error), {@code
 * notice}, {@code set name value}, {@code begin}, {@code commit}, {@code copyin}, {@code copyout
 * n}. {@code $1} in an echo is the parameter. Statements of a query string are split at semicolons.
 */
final class FakeBackend implements Backend {
  final List<FakeSession> sessions = new CopyOnWriteArrayList<>();
  final AtomicInteger closed = new AtomicInteger();
  final AtomicInteger cancelled = new AtomicInteger();
  final AtomicLong rowsMade = new AtomicLong();

  /** What clients have to show. */
  AuthenticationMethod method = new AuthenticationMethod.Trust();

  /** What those wait who are called so. */
  final Map<String, Duration> delays = new HashMap<>();

  /** Who was not let in, with why, and whether what they have shown was wrong. */
  final List<String> refused = new CopyOnWriteArrayList<>();

  @Override
  public AuthenticationMethod authentication(ClientRequest request) {
    return method;
  }

  @Override
  public Duration delay(ClientRequest client) {
    return delays.getOrDefault(client.user(), Duration.ZERO);
  }

  @Override
  public void refused(
      ClientRequest client, ErrorFields reason, boolean guessed, @Nullable String forLog) {
    refused.add(client.user() + " " + reason.sqlState() + (guessed ? " guessed " : " ") + forLog);
  }

  @Override
  public BackendSession connect(StartupParameters parameters, SessionControl control) {
    if (parameters.database().equals("nope")) {
      throw BackendException.fatal("3D000", "database \"nope\" does not exist");
    }
    FakeSession session = new FakeSession(parameters, control);
    sessions.add(session);
    return session;
  }

  private static BackendException error(String state, String message) {
    return BackendException.error(state, message);
  }

  final class FakeSession implements BackendSession {
    final StartupParameters parameters;
    final SessionControl control;
    final Map<String, String> statements = new HashMap<>();
    final Map<String, Portal> portals = new HashMap<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    private final Semaphore cancels = new Semaphore(0);
    private final RowDescription text;
    private char status = 'I';
    private boolean inPlace;

    FakeSession(StartupParameters parameters, SessionControl control) {
      this.parameters = parameters;
      this.control = control;
      this.text =
          new RowDescription(List.of(new FieldDescription("value", 0, 0, 25, -1, -1, Format.TEXT)));
    }

    @Override
    public List<ParameterStatus> initialParameters() {
      return List.of(
          new ParameterStatus("server_version", "15.0"),
          new ParameterStatus("client_encoding", "UTF8"));
    }

    @Override
    public char transactionStatus() {
      return status;
    }

    private void note(String call) {
      if (calls.size() < 100) {
        calls.add(call);
      }
    }

    @Override
    public void inPlace(boolean nowInPlace) {
      inPlace = nowInPlace;
    }

    private boolean isShort(@Nullable String sql) {
      return sql == null
          || !sql.contains("sleep")
              && !sql.contains("copy")
              && !sql.contains("rows")
              && !sql.contains("long");
    }

    @Override
    public boolean queryIsShort(String sql) {
      return isShort(sql);
    }

    @Override
    public boolean parseIsShort(String sql, List<Integer> parameterTypes) {
      return isShort(sql);
    }

    @Override
    public boolean bindIsShort(String statement) {
      return true;
    }

    @Override
    public boolean executeIsShort(String portal, int maxRows) {
      Portal known = portals.get(portal);
      return known == null || isShort(known.sql);
    }

    @Override
    public boolean syncIsShort() {
      return true;
    }

    @Override
    public void simpleQuery(String sql, ResultSink sink) {
      if (sql.isBlank()) {
        sink.emptyQuery();
        return;
      }
      for (String statement : sql.split(";")) {
        String trimmed = statement.strip();
        if (returnsRows(trimmed)) {
          sink.rowDescription(text);
        }
        run(new Portal(trimmed), 0, sink);
      }
    }

    @Override
    public void parse(String name, String sql, List<Integer> parameterTypes) {
      if (sql.startsWith("syntax")) {
        throw new BackendException(
            ErrorFields.builder(Severity.ERROR, "42601", "syntax error at or near \"" + sql + "\"")
                .position(1)
                .build());
      }
      statements.put(name, sql.strip());
    }

    @Override
    public void bind(Bind bind) {
      String sql = statement(bind.statement());
      for (int i = 0; i < bind.parameters().count(); i++) {
        String value = bind.parameters().isNull(i) ? "NULL" : bind.parameters().text(i);
        sql = sql.replace("$" + (i + 1), value);
      }
      portals.put(bind.portal(), new Portal(sql));
    }

    private String statement(String name) {
      String sql = statements.get(name);
      if (sql == null) {
        throw error("26000", "prepared statement \"" + name + "\" does not exist");
      }
      return sql;
    }

    private Portal portal(String name) {
      Portal portal = portals.get(name);
      if (portal == null) {
        throw error("34000", "portal \"" + name + "\" does not exist");
      }
      return portal;
    }

    @Override
    public StatementDescription describeStatement(String name) {
      String sql = statement(name);
      List<Integer> types = sql.contains("$1") ? List.of(25) : List.of();
      return new StatementDescription(
          new ParameterDescription(types), returnsRows(sql) ? text : null);
    }

    @Override
    public @Nullable RowDescription describePortal(String name) {
      return returnsRows(portal(name).sql) ? text : null;
    }

    private boolean returnsRows(String sql) {
      return sql.startsWith("echo")
          || sql.startsWith("rows")
          || sql.startsWith("half")
          || sql.startsWith("select")
          || sql.startsWith("SELECT");
    }

    @Override
    public void execute(String portal, int maxRows, ResultSink sink) {
      note("execute " + portal(portal).sql);
      run(portal(portal), maxRows, sink);
    }

    private void run(Portal portal, int maxRows, ResultSink sink) {
      cancels.drainPermits();
      String[] words = portal.sql.split(" ");
      switch (words[0].toLowerCase(Locale.ROOT)) {
        case "" -> sink.emptyQuery();
        case "echo" -> one(portal.sql.substring(5), sink);
        case "select" -> one(portal.sql.equals("select 40+2") ? "42" : "1", sink);
        case "rows" -> rows(portal, words, maxRows, sink);
        case "sleep", "long" -> sleep(words, sink);
        case "preempted" -> {
          sink.notice(ErrorFields.of(Severity.NOTICE, "00000", inPlace ? "in place" : "worker"));
          one(inPlace ? "seen by nobody" : "by a worker", sink);
          if (inPlace) {
            throw new Preempted();
          }
        }
        case "fill" -> {
          int count = 0;
          while (count < 100_000 && !sink.isFull()) {
            sink.rows().startRow(1);
            sink.rows().writeText("never sent");
            sink.rows().endRow();
            count++;
          }
          if (sink.isFull()) {
            throw new Preempted();
          }
          sink.commandComplete("SELECT " + count);
        }
        case "fail" -> throw error("22012", "division by zero");
        case "die" -> throw BackendException.fatal("57P01", "gone");
        case "bug" -> throw new IllegalStateException("a bug, on purpose");
        case "half" -> {
          sink.rows().startRow(2);
          sink.rows().writeText("never seen");
          throw error("22P02", "second value is bad");
        }
        case "notice" -> {
          sink.notice(ErrorFields.of(Severity.NOTICE, "00000", "listen"));
          sink.commandComplete("NOTICE");
        }
        case "set" -> {
          sink.parameterStatus(words[1], words[2]);
          sink.commandComplete("SET");
        }
        case "begin" -> {
          status = 'T';
          sink.commandComplete("BEGIN");
        }
        case "commit" -> {
          status = 'I';
          sink.commandComplete("COMMIT");
        }
        case "copyin" -> copyIn(sink);
        case "copyout" -> copyOut(Integer.parseInt(words[1]), sink);
        default -> throw error("42601", "syntax error at or near \"" + words[0] + "\"");
      }
    }

    private void one(String value, ResultSink sink) {
      sink.rows().startRow(1);
      sink.rows().writeText(value);
      sink.rows().endRow();
      sink.commandComplete("SELECT 1");
    }

    private void rows(Portal portal, String[] words, int maxRows, ResultSink sink) {
      int count = Integer.parseInt(words[1]);
      byte[] filler = new byte[words.length > 2 ? Integer.parseInt(words[2]) : 0];
      Arrays.fill(filler, (byte) 'x');
      int sent = 0;
      while (portal.next < count) {
        if (maxRows > 0 && sent == maxRows) {
          sink.portalSuspended();
          return;
        }
        if (cancels.tryAcquire()) {
          throw error("57014", "canceling statement due to user request");
        }
        sink.rows().startRow(1);
        if (filler.length > 0) {
          sink.rows().writeValue(filler);
        } else {
          sink.rows().writeText(Integer.toString(portal.next));
        }
        sink.rows().endRow();
        rowsMade.incrementAndGet();
        portal.next++;
        sent++;
      }
      sink.commandComplete("SELECT " + sent);
    }

    private void sleep(String[] words, ResultSink sink) {
      try {
        if (cancels.tryAcquire(Integer.parseInt(words[1]), TimeUnit.MILLISECONDS)) {
          throw error("57014", "canceling statement due to user request");
        }
      } catch (InterruptedException interrupt) {
        throw new IllegalStateException(interrupt);
      }
      sink.commandComplete("SLEEP");
    }

    private void copyIn(ResultSink sink) {
      CopySource source = sink.copyIn(Format.TEXT, 1);
      long bytes = 0;
      for (byte[] piece = source.read(); piece != null; piece = source.read()) {
        if (new String(piece, StandardCharsets.UTF_8).startsWith("bad")) {
          throw error("22P02", "bad data");
        }
        bytes += piece.length;
      }
      sink.commandComplete("COPY " + bytes);
    }

    @Override
    public FunctionCallResponse call(FunctionCall call) {
      if (call.function() < 0) {
        throw error("42883", "no function " + call.function());
      }
      return new FunctionCallResponse(
          call.function() == 0
              ? null
              : ("called " + call.function()).getBytes(StandardCharsets.UTF_8));
    }

    private void copyOut(int count, ResultSink sink) {
      CopyTarget target = sink.copyOut(Format.TEXT, 1);
      for (int i = 0; i < count; i++) {
        byte[] line = (i + "\n").getBytes(StandardCharsets.UTF_8);
        target.write(line, 0, line.length);
      }
      target.done();
      sink.commandComplete("COPY " + count);
    }

    @Override
    public void closeStatement(String name) {
      statements.remove(name);
    }

    @Override
    public void closePortal(String name) {
      portals.remove(name);
    }

    @Override
    public void sync() {
      note("sync");
      if (status == 'I') {
        portals.clear();
      }
    }

    @Override
    public void failed() {
      note("failed");
      if (status == 'T') {
        status = 'E';
      }
    }

    @Override
    public void cancel() {
      cancelled.incrementAndGet();
      cancels.release();
    }

    @Override
    public void close() {
      note("close");
      closed.incrementAndGet();
    }
  }

  private static final class Portal {
    final String sql;
    int next;

    Portal(String sql) {
      this.sql = sql;
    }
  }
}
