package dev.tusk.compat.transcript;

import dev.tusk.compat.transcript.PsqlPrinter.Column;
import dev.tusk.compat.transcript.WireClient.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends one script's statements, one after the other, and writes down what psql would show. */
final class Replay {
  private final WireClient client;
  private final StringBuilder out = new StringBuilder();
  private final PsqlPrinter printer = new PsqlPrinter(out);
  private @Nullable List<Column> columns;
  private List<@Nullable String[]> rows = new ArrayList<>();
  private boolean copyingOut;

  Replay(WireClient client) {
    this.client = client;
  }

  /** What is printed for each statement, without its echo. */
  List<String> run(Script script) throws IOException {
    List<String> answers = new ArrayList<>();
    for (Script.Item item : script.items()) {
      out.setLength(0);
      if (!item.sql().isEmpty()) {
        client.query(item.sql());
        answer(item);
      }
      answers.add(out.toString());
    }
    return answers;
  }

  private void answer(Script.Item item) throws IOException {
    for (Message message = client.read(); message.tag() != 'Z'; message = client.read()) {
      ByteBuffer body = ByteBuffer.wrap(message.body());
      switch (message.tag()) {
        case 'T' -> startTable(body);
        case 'D' -> rows.add(row(body));
        case 'C' -> complete(cString(body));
        case 'E' -> {
          columns = null;
          copyingOut = false;
          printer.report(Fields.of(message.body()), item.sql());
        }
        case 'N' -> printer.report(Fields.of(message.body()), item.sql());
        case 'G' -> client.copyData(item.copyData());
        case 'H' -> copyingOut = true;
        case 'd' -> out.append(StandardCharsets.UTF_8.decode(body));
        default -> {} // parameter status and the like are not shown
      }
    }
  }

  private void startTable(ByteBuffer body) {
    int count = body.getShort();
    List<Column> described = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = cString(body);
      body.position(body.position() + 6);
      described.add(new Column(name, body.getInt()));
      body.position(body.position() + 8);
    }
    columns = described;
    rows = new ArrayList<>();
  }

  private static @Nullable String[] row(ByteBuffer body) {
    @Nullable String[] row = new @Nullable String[body.getShort()];
    for (int i = 0; i < row.length; i++) {
      int length = body.getInt();
      if (length >= 0) {
        byte[] value = new byte[length];
        body.get(value);
        row[i] = new String(value, StandardCharsets.UTF_8);
      }
    }
    return row;
  }

  private void complete(String tag) {
    if (copyingOut) {
      copyingOut = false; // psql keeps quiet about this tag: the data is the output
      return;
    }
    if (columns == null) {
      printer.line(tag);
      return;
    }
    printer.table(columns, rows);
    columns = null;
    if (tag.startsWith("INSERT") || tag.startsWith("UPDATE") || tag.startsWith("DELETE")) {
      printer.line(tag);
    }
  }

  private static String cString(ByteBuffer body) {
    int start = body.position();
    while (body.get() != 0) {
      continue;
    }
    return new String(body.array(), start, body.position() - start - 1, StandardCharsets.UTF_8);
  }
}
