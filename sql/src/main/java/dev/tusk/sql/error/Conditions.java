package dev.tusk.sql.error;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names of SQLSTATEs that PL/pgSQL uses, from appendix A of PostgreSQL's manual. */
public final class Conditions {
  private static final Map<String, List<String>> CODES = read();

  private Conditions() {}

  /** The SQLSTATEs of a condition, mostly one; none for an unknown name. */
  public static List<String> codes(String name) {
    return CODES.getOrDefault(name, List.of());
  }

  private static Map<String, List<String>> read() {
    Map<String, List<String>> codes = new HashMap<>();
    try (InputStream in = Conditions.class.getResourceAsStream("conditions.tsv")) {
      if (in == null) {
        throw new IllegalStateException("no conditions.tsv");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split("\t", 2);
        codes.computeIfAbsent(fields[0], _ -> new ArrayList<>()).add(fields[1]);
      }
      return codes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
