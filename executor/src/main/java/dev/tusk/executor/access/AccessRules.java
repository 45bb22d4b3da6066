package dev.tusk.executor.access;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * The rules of {@code pg_hba.conf}; the first that fits a client decides.
 *
 * @param mistakes of lines that are no rules
 */
public record AccessRules(List<AccessRule> rules, List<Mistake> mistakes) {
  /** A line that is no rule, and why. */
  public record Mistake(int line, String reason) {}

  /** Reads the lines of a file. */
  public static AccessRules read(List<String> lines) {
    return RuleReader.read(lines);
  }

  Optional<AccessRule> find(String database, String user, InetAddress from, boolean encrypted) {
    InetAddress address = AddressPattern.plain(from);
    return rules.stream().filter(r -> r.fits(database, user, address, encrypted)).findFirst();
  }
}
