package dev.tusk.sql.type;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The IANA time zone database, which is in the public domain: the resource {@code tzdata.zi} in the
 * text form of its distribution, with the old zones of its file {@code backzone}, as Linux
 * distributions build it and PostgreSQL reads it there.
 *
 * <p>A zone is worked out when it is first asked for.
 */
final class ZoneDatabase {
  private static final ZoneDatabase INSTANCE = new ZoneDatabase();

  private final Map<String, List<ZoneRule>> rules = new HashMap<>();
  private final Map<String, List<ZoneEra>> eras = new HashMap<>();
  private final Map<String, String> links = new HashMap<>();
  private final Map<String, String> canonical = new HashMap<>();
  private final Map<String, Zone> zones = new ConcurrentHashMap<>();

  private ZoneDatabase() {
    try (var stream = ZoneDatabase.class.getResourceAsStream("tzdata.zi");
        var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      read(lines.lines());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Stream.concat(eras.keySet().stream(), links.keySet().stream())
        .forEach(name -> canonical.put(name.toLowerCase(Locale.ROOT), name));
  }

  private void read(Stream<String> lines) {
    List<ZoneEra> open = new ArrayList<>();
    for (String line : (Iterable<String>) lines::iterator) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "#", "" -> {}
        case "R" -> rules.computeIfAbsent(words[1], _ -> new ArrayList<>()).add(ZoneRule.of(words));
        case "L" -> links.put(words[2], words[1]);
        case "Z" -> {
          open = new ArrayList<>();
          eras.put(words[1], open);
          open.add(ZoneEra.of(words, 2));
        }
        default -> open.add(ZoneEra.of(words, 0));
      }
    }
  }

  /** The zone of that name, in any case of its letters. */
  static Optional<Zone> find(String name) {
    String known = INSTANCE.canonical.get(name.toLowerCase(Locale.ROOT));
    return known == null
        ? Optional.empty()
        : Optional.of(INSTANCE.zones.computeIfAbsent(known, INSTANCE::compile));
  }

  /** All names, in order. */
  static Iterable<String> names() {
    return new TreeSet<>(INSTANCE.canonical.values());
  }

  private Zone compile(String name) {
    String target = name;
    while (links.containsKey(target)) {
      target = links.get(target);
    }
    return new ZoneCompiler(rules).compile(name, eras.getOrDefault(target, List.of()));
  }
}
