package dev.tusk.executor.setting;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.DateTimes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lines of the server's log that are about one connection, as PostgreSQL writes them, which
 * tools read: {@code log_line_prefix}, the level, the message. A line break in a message is
 * followed by a tab, so that no client can write a line that looks like another's.
 */
public final class LogLines {
  private static final Logger LOG = LoggerFactory.getLogger("tusk");

  /** The escapes of {@code log_line_prefix} that are known here, but for those of no session. */
  private static final String KNOWN = "audhrbptmnecls";

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /**
   * Whom lines are about.
   *
   * @param user null as long as it is not known, as are the others
   */
  public record Subject(
      int processId,
      @Nullable String user,
      @Nullable String database,
      @Nullable String address,
      int port,
      long startedMicros) {}

  private final Subject subject;
  private final AtomicLong lines = new AtomicLong();

  public LogLines(Subject subject) {
    this.subject = subject;
  }

  /** About a session that begins now. */
  public static LogLines of(ClientIdentity client, String user, String database) {
    return new LogLines(
        new Subject(
            client.processId(), user, database, client.address(), client.port(), DateTimes.now()));
  }

  /** Refuses a prefix with what cannot be told. */
  public static void check(Setting setting, String prefix) {
    for (int i = 0; i < prefix.length(); i++) {
      if (prefix.charAt(i) == '%') {
        i++;
        while (i < prefix.length()
            && (prefix.charAt(i) == '-' || Character.isDigit(prefix.charAt(i)))) {
          i++;
        }
        char escape = i < prefix.length() ? prefix.charAt(i) : '%';
        if (KNOWN.indexOf(escape) < 0 && escape != 'q' && escape != '%') {
          throw SqlException.of(
                  SqlState.FEATURE_NOT_SUPPORTED,
                  setting.name() + " with %" + escape + " is not supported")
              .withHint("Known are %a %u %d %r %h %b %p %t %m %n %e %c %l %s %q %%.");
        }
      }
    }
  }

  /**
   * Writes a message.
   *
   * @param level {@code LOG}, {@code ERROR}, …
   * @param more lines of their own, each with the word that it begins with: {@code DETAIL}, …
   */
  public void write(
      String prefix,
      String application,
      String level,
      String code,
      String message,
      String... more) {
    StringBuilder text = new StringBuilder();
    line(text, prefix, application, level, code, message);
    for (int i = 0; i + 1 < more.length; i += 2) {
      if (!more[i + 1].isEmpty()) {
        text.append('\n');
        line(text, prefix, application, more[i], code, more[i + 1]);
      }
    }
    LOG.info("{}", text);
  }

  private void line(
      StringBuilder text,
      String prefix,
      String application,
      String level,
      String code,
      String message) {
    prefix(text, prefix, application, code);
    text.append(level).append(":  ");
    safe(text, message, "\n\t");
  }

  /** Without what moves a terminal's cursor, or begins a line. */
  private static void safe(StringBuilder text, String message, String lineBreak) {
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      if (c == '\n') {
        text.append(lineBreak);
      } else if (c < ' ' && c != '\t' || c == 0x7f) {
        text.append('?');
      } else {
        text.append(c);
      }
    }
  }

  private void prefix(StringBuilder text, String prefix, String application, String code) {
    for (int i = 0; i < prefix.length(); i++) {
      char c = prefix.charAt(i);
      if (c != '%') {
        text.append(c);
        continue;
      }
      int end = i + 1;
      while (end < prefix.length()
          && (prefix.charAt(end) == '-' || Character.isDigit(prefix.charAt(end)))) {
        end++;
      }
      char escape = end < prefix.length() ? prefix.charAt(end) : '%';
      if (escape == 'q') {
        if (subject.user() == null) {
          return;
        }
      } else {
        String value = value(escape, application, code);
        String width = prefix.substring(i + 1, end);
        safe(
            text,
            width.matches("-?[1-9]\\d{0,3}")
                ? String.format(Locale.ROOT, "%" + width + "s", value)
                : value,
            " ");
      }
      i = end;
    }
  }

  private String value(char escape, String application, String code) {
    Instant now = Instant.now();
    return switch (escape) {
      case 'a' -> application.isEmpty() ? "[unknown]" : application;
      case 'u' -> known(subject.user());
      case 'd' -> known(subject.database());
      case 'h' -> subject.address() == null ? "[local]" : subject.address();
      case 'r' ->
          subject.address() == null ? "[local]" : subject.address() + "(" + subject.port() + ")";
      case 'b' -> "client backend";
      case 'p' -> Integer.toString(subject.processId());
      case 't' -> SECONDS.format(now);
      case 'm' -> MILLIS.format(now);
      case 'n' ->
          String.format(Locale.ROOT, "%d.%03d", now.getEpochSecond(), now.getNano() / 1_000_000);
      case 'e' -> code;
      case 'c' ->
          Long.toHexString(startedSeconds()) + "." + Integer.toHexString(subject.processId());
      case 'l' -> Long.toString(lines.incrementAndGet());
      case 's' -> SECONDS.format(Instant.ofEpochSecond(startedSeconds()));
      default -> "%";
    };
  }

  private long startedSeconds() {
    return subject.startedMicros() / 1_000_000 + DateTimes.EPOCH_DAYS * 86_400L;
  }

  private static String known(@Nullable String name) {
    return name == null || name.isEmpty() ? "[unknown]" : name;
  }
}
