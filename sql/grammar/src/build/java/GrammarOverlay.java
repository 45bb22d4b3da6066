import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lays our productions over Calcite's grammar: the build step between FMPP and JavaCC.
 *
 * <p>Arguments: the grammar that FMPP wrote, the list of productions of Calcite's that ours replace
 * (one name a line), and the file to write. A listed name must be defined twice, by Calcite and by
 * us; a name defined twice must be listed; else the build fails: a new version of Calcite may have
 * renamed what we meant to replace. Productions that nothing reaches any more are dropped. The
 * output is only touched when its content changes.
 *
 * <p>Knows of JavaCC's language what this takes: comments, strings, balanced braces, and that a
 * production at top level is {@code Type name(parameters) : {declarations} {expansion}} or {@code
 * JAVACODE Type name(parameters) {body}}.
 */
public final class GrammarOverlay {
  /** Marks where our files begin and end in the filled template. */
  private static final String OURS_BEGIN = "/* TUSK GRAMMAR BEGIN */";

  private static final String OURS_END = "/* TUSK GRAMMAR END */";

  private static final Pattern HEADER =
      Pattern.compile("(?:JAVACODE\\s+)?[\\w<>\\[\\], .?]*?\\b(\\w+)\\s*\\(");
  private static final Pattern CALL = Pattern.compile("\\b(\\w+)\\s*\\(");

  private record Chunk(String name, String text, boolean ours) {}

  public static void main(String[] arguments) throws IOException {
    String grammar = Files.readString(Path.of(arguments[0]), StandardCharsets.UTF_8);
    Set<String> replaced = readNames(Path.of(arguments[1]));
    Path output = Path.of(arguments[2]);

    String overlaid = overlay(grammar, replaced);
    if (Files.exists(output) && Files.readString(output, StandardCharsets.UTF_8).equals(overlaid)) {
      return;
    }
    Files.createDirectories(output.getParent());
    Files.writeString(output, overlaid, StandardCharsets.UTF_8);
  }

  private static Set<String> readNames(Path file) throws IOException {
    Set<String> names = new TreeSet<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      String name = line.replaceFirst("#.*", "").strip();
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return names;
  }

  private static String overlay(String grammar, Set<String> replaced) {
    List<Chunk> chunks = split(grammar);
    Set<String> ours = new HashSet<>();
    Set<String> theirs = new HashSet<>();
    for (Chunk chunk : chunks) {
      if (chunk.name() != null && !(chunk.ours() ? ours : theirs).add(chunk.name())) {
        throw new IllegalStateException("defined twice on one side: " + chunk.name());
      }
    }
    for (String name : replaced) {
      if (!theirs.contains(name)) {
        throw new IllegalStateException("to be replaced, but not in Calcite's grammar: " + name);
      }
      if (!ours.contains(name)) {
        throw new IllegalStateException("to be replaced, but not defined by us: " + name);
      }
    }
    Set<String> unlisted = new TreeSet<>(ours);
    unlisted.retainAll(theirs);
    unlisted.removeAll(replaced);
    if (!unlisted.isEmpty()) {
      throw new IllegalStateException("replaces Calcite's without being listed: " + unlisted);
    }
    return join(chunks, replaced, reachable(chunks, replaced));
  }

  private static Set<String> reachable(List<Chunk> chunks, Set<String> replaced) {
    Map<String, Set<String>> uses = new HashMap<>();
    Deque<String> open = new ArrayDeque<>();
    for (Chunk chunk : chunks) {
      if (chunk.name() == null) {
        open.addAll(calls(chunk.text()));
      } else if (chunk.ours() || !replaced.contains(chunk.name())) {
        uses.put(chunk.name(), calls(chunk.text()));
        if (chunk.ours()) {
          open.add(chunk.name());
        }
      }
    }
    Set<String> reached = new HashSet<>();
    while (!open.isEmpty()) {
      String name = open.pop();
      if (uses.containsKey(name) && reached.add(name)) {
        open.addAll(uses.get(name));
      }
    }
    return reached;
  }

  private static Set<String> calls(String text) {
    Set<String> calls = new HashSet<>();
    for (Matcher matcher = CALL.matcher(withoutComments(text)); matcher.find(); ) {
      calls.add(matcher.group(1));
    }
    return calls;
  }

  private static String withoutComments(String text) {
    StringBuilder code = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int end = skip(text, i);
      char c = text.charAt(i);
      if (end == i + 1 || c != '/') {
        code.append(text, i, end);
      } else {
        code.append(' ');
      }
      i = end;
    }
    return code.toString();
  }

  private static String join(List<Chunk> chunks, Set<String> replaced, Set<String> reached) {
    StringBuilder out = new StringBuilder();
    for (Chunk chunk : chunks) {
      boolean kept =
          chunk.name() == null
              || reached.contains(chunk.name())
                  && (chunk.ours() || !replaced.contains(chunk.name()));
      if (kept) {
        out.append(chunk.text());
      }
    }
    return out.toString();
  }

  /** Cuts the grammar into productions and what stands between them. */
  private static List<Chunk> split(String text) {
    int oursBegin = text.indexOf(OURS_BEGIN);
    int oursEnd = text.indexOf(OURS_END);
    if (oursBegin < 0 || oursEnd < oursBegin) {
      throw new IllegalStateException("our own files are not in the grammar");
    }
    List<Chunk> chunks = new ArrayList<>();
    int productions = text.indexOf("PARSER_END(");
    int start = text.indexOf('\n', productions) + 1;
    chunks.add(new Chunk(null, text.substring(0, start), false));
    while (start < text.length()) {
      int head = start;
      while (head < text.length() && isBlankOrComment(text, head)) {
        head = skip(text, head);
      }
      if (head >= text.length()) {
        chunks.add(new Chunk(null, text.substring(start), false));
        break;
      }
      int brace = find(text, head, '{');
      String header = text.substring(head, brace);
      int end = closing(text, brace) + 1;
      boolean token =
          header.contains("TOKEN") || header.contains("SKIP") || header.contains("MORE");
      if (!token && !header.contains("JAVACODE")) {
        end = closing(text, find(text, end, '{')) + 1;
      }
      Matcher matcher = HEADER.matcher(header);
      boolean ours = head > oursBegin && head < oursEnd;
      if (token) {
        chunks.add(new Chunk(null, text.substring(start, end), ours));
      } else if (matcher.lookingAt()) {
        chunks.add(new Chunk(matcher.group(1), text.substring(start, end), ours));
      } else {
        throw new IllegalStateException("not a production: " + header);
      }
      start = end;
    }
    return chunks;
  }

  private static boolean isBlankOrComment(String text, int at) {
    return Character.isWhitespace(text.charAt(at))
        || text.startsWith("//", at)
        || text.startsWith("/*", at);
  }

  private static int find(String text, int from, char wanted) {
    int at = from;
    while (text.charAt(at) != wanted) {
      at = skip(text, at);
    }
    return at;
  }

  private static int closing(String text, int brace) {
    int depth = 0;
    for (int at = brace; ; at = skip(text, at)) {
      char c = text.charAt(at);
      if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return at;
      }
    }
  }

  /** The end of what stands at {@code at}: a comment, a string, a character, or one letter. */
  private static int skip(String text, int at) {
    if (text.startsWith("//", at)) {
      int end = text.indexOf('\n', at);
      return end < 0 ? text.length() : end;
    }
    if (text.startsWith("/*", at)) {
      return text.indexOf("*/", at + 2) + 2;
    }
    char quote = text.charAt(at);
    if (quote != '"' && quote != '\'') {
      return at + 1;
    }
    int end = at + 1;
    while (text.charAt(end) != quote) {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return end + 1;
  }
}
