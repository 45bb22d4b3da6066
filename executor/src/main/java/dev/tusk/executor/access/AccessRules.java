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

  /** Reads lines that name no other file. */
  static AccessRules read(List<String> lines) {
    return RuleReader.read(new AuthenticationLines(null), lines);
  }

  /** The same, in no line of a file. */
  AccessRules unwritten() {
    return new AccessRules(rules.stream().map(rule -> rule.inLine(0)).toList(), mistakes);
  }

  Optional<AccessRule> find(AccessRequest client, Memberships memberships) {
    InetAddress address = AddressPattern.plain(client.address());
    return rules.stream().filter(r -> r.fits(client, address, memberships)).findFirst();
  }

  /** Who is a member of which role, superusers as all others. */
  interface Memberships {
    boolean isMember(String user, String role);
  }
}
