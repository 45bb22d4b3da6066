package dev.tusk.executor.jsonpath;

import dev.tusk.executor.regex.Regex;
import dev.tusk.executor.regex.RegexOptions;
import dev.tusk.sql.type.PathNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The regular expressions of one path, compiled when they are first met. */
final class Regexes {
  private final Map<PathNode.LikeRegex, Regex> compiled = new ConcurrentHashMap<>();

  Regex of(PathNode.LikeRegex test) {
    return compiled.computeIfAbsent(test, Regexes::compile);
  }

  private static Regex compile(PathNode.LikeRegex test) {
    String flags = test.flags();
    RegexOptions options =
        new RegexOptions(
            false,
            flags.contains("i"),
            !flags.contains("s"),
            flags.contains("m"),
            false,
            flags.contains("q"));
    return Regex.compile(test.pattern(), options);
  }
}
