package dev.tusk.sql.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** EXPLAIN as a document: labelled values and groups, written as JSON, XML or YAML. */
final class ExplainDocument {
  private ExplainDocument() {}

  /** What a label stands for. */
  sealed interface Value {}

  record Text(String text) implements Value {}

  /** A number or a truth value, which is not quoted. */
  record Plain(String text) implements Value {}

  record Texts(List<String> texts) implements Value {}

  record Group(List<Entry> entries) implements Value {}

  /**
   * A list of groups.
   *
   * @param each what XML calls one
   */
  record Groups(String each, List<List<Entry>> groups) implements Value {}

  record Entry(String label, Value value) {}

  static String json(List<Entry> query) {
    return "[\n  " + json(query, 1) + "\n]";
  }

  private static String json(List<Entry> entries, int depth) {
    String indent = "  ".repeat(depth + 1);
    List<String> members = new ArrayList<>();
    for (Entry entry : entries) {
      members.add(quote(entry.label()) + ": " + json(entry.value(), depth));
    }
    return "{\n" + indent + String.join(",\n" + indent, members) + "\n" + "  ".repeat(depth) + "}";
  }

  private static String json(Value value, int depth) {
    return switch (value) {
      case Text(String text) -> quote(text);
      case Plain(String text) -> text;
      case Texts(List<String> texts) ->
          "[" + String.join(", ", texts.stream().map(ExplainDocument::quote).toList()) + "]";
      case Group(List<Entry> entries) -> json(entries, depth + 1);
      case Groups(_, List<List<Entry>> groups) -> {
        List<String> all = new ArrayList<>();
        groups.forEach(g -> all.add("  ".repeat(depth + 2) + json(g, depth + 2)));
        String between = all.isEmpty() ? "" : String.join(",\n", all) + "\n";
        yield "[\n" + between + "  ".repeat(depth + 1) + "]";
      }
    };
  }

  static String xml(List<Entry> query) {
    StringBuilder out =
        new StringBuilder("<explain xmlns=\"http://www.postgresql.org/2009/explain\">\n");
    element("Query", query, 1, out);
    return out.append("</explain>").toString();
  }

  private static void element(String tag, List<Entry> entries, int depth, StringBuilder out) {
    String indent = "  ".repeat(depth);
    out.append(indent).append('<').append(tag).append(">\n");
    for (Entry entry : entries) {
      element(tag(entry.label()), entry.value(), depth + 1, out);
    }
    out.append(indent).append("</").append(tag).append(">\n");
  }

  private static void element(String tag, Value value, int depth, StringBuilder out) {
    String indent = "  ".repeat(depth);
    switch (value) {
      case Text(String text) -> leaf(tag, text, indent, out);
      case Plain(String text) -> leaf(tag, text, indent, out);
      case Texts(List<String> texts) -> {
        out.append(indent).append('<').append(tag).append(">\n");
        texts.forEach(text -> leaf("Item", text, indent + "  ", out));
        out.append(indent).append("</").append(tag).append(">\n");
      }
      case Group(List<Entry> entries) -> element(tag, entries, depth, out);
      case Groups(String each, List<List<Entry>> groups) -> {
        out.append(indent).append('<').append(tag).append(">\n");
        groups.forEach(group -> element(each, group, depth + 1, out));
        out.append(indent).append("</").append(tag).append(">\n");
      }
    }
  }

  private static void leaf(String tag, String text, String indent, StringBuilder out) {
    out.append(indent).append('<').append(tag).append('>');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '\r' -> out.append("&#x0d;");
        default -> out.append(c);
      }
    }
    out.append("</").append(tag).append(">\n");
  }

  /** A label with everything that no name in XML has replaced. */
  private static String tag(String label) {
    return label.replaceAll("[^A-Za-z0-9_.-]", "-");
  }

  static String yaml(List<Entry> query) {
    StringBuilder out = new StringBuilder("- ");
    yaml(query, 1, out);
    return out.toString();
  }

  /** The first entry stands behind what is there, each other on a line of its own. */
  private static void yaml(List<Entry> entries, int depth, StringBuilder out) {
    for (int i = 0; i < entries.size(); i++) {
      if (i > 0) {
        out.append('\n').append("  ".repeat(depth));
      }
      yaml(entries.get(i), depth, out);
    }
  }

  private static void yaml(Entry entry, int depth, StringBuilder out) {
    out.append(entry.label()).append(": ");
    switch (entry.value()) {
      case Text(String text) -> out.append(quote(text));
      case Plain(String text) -> out.append(text);
      case Texts(List<String> texts) ->
          texts.forEach(text ->
              out.append('\n').append("  ".repeat(depth + 1)).append("- ").append(quote(text)));
      case Group(List<Entry> entries) -> {
        out.append('\n').append("  ".repeat(depth + 1));
        yaml(entries, depth + 1, out);
      }
      case Groups(_, List<List<Entry>> groups) -> {
        for (List<Entry> group : groups) {
          out.append('\n').append("  ".repeat(depth + 1)).append("- ");
          yaml(group, depth + 2, out);
        }
      }
    }
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < 0x20) {
            quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
