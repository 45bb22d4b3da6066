package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.access.AccessRule;
import dev.tusk.executor.access.AccessRules;
import dev.tusk.executor.access.AddressPattern;
import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The lines of {@code pg_hba.conf} as it is now, mistakes included; without the file the rules that
 * hold then, which stand in no line.
 */
final class PgHbaFileRules {
  private PgHbaFileRules() {}

  /** A line: a rule, or what is wrong with it. */
  private record Line(int number, @Nullable AccessRule rule, @Nullable String error) {
    static List<Line> all(CatalogView view) {
      AccessRules rules = view.accessRules();
      List<Line> lines = new ArrayList<>();
      rules.rules().forEach(rule -> lines.add(new Line(rule.line(), rule, null)));
      rules.mistakes().forEach(m -> lines.add(new Line(m.line(), null, m.reason())));
      lines.sort(Comparator.comparingInt(Line::number));
      return lines;
    }

    @Nullable ArrayValue names(java.util.function.Function<AccessRule, List<AccessRule.Name>> of) {
      return rule == null
          ? null
          : ArrayValue.of(Types.TEXT, of.apply(rule).stream().map(AccessRule.Name::text).toList());
    }
  }

  static final SystemTable<?> TABLE =
      SystemTable.<Line>named("pg_catalog", "pg_hba_file_rules", 12114, Line::all)
          .column("line_number", "int4", (l, _) -> l.number() == 0 ? null : l.number())
          .column(
              "type",
              "text",
              (l, _) ->
                  l.rule() == null ? null : l.rule().connection().name().toLowerCase(Locale.ROOT))
          .column("database", "_text", (l, _) -> l.names(AccessRule::databases))
          .column("user_name", "_text", (l, _) -> l.names(AccessRule::users))
          .column("address", "text", (l, _) -> l.rule() == null ? null : address(l.rule()))
          .column("netmask", "text", (l, _) -> l.rule() == null ? null : mask(l.rule()))
          .column(
              "auth_method", "text", (l, _) -> l.rule() == null ? null : l.rule().method().text())
          .column("options", "_text", (l, _) -> l.rule() == null ? null : options(l.rule()))
          .column("error", "text", (l, _) -> l.error())
          .build();

  private static @Nullable String address(AccessRule rule) {
    return switch (rule.address()) {
      case AddressPattern.Any(var text) -> text;
      case AddressPattern.None _ -> null;
      case AddressPattern.Network(var address, _) -> AddressPattern.text(address.getAddress());
      case AddressPattern.Own(var network) -> network ? "samenet" : "samehost";
      case AddressPattern.Host(var name) -> name;
    };
  }

  private static @Nullable String mask(AccessRule rule) {
    if (!(rule.address() instanceof AddressPattern.Network(var address, var prefix))) {
      return null;
    }
    byte[] mask = new byte[address.getAddress().length];
    for (int i = 0; i < prefix; i++) {
      mask[i / 8] |= (byte) (0x80 >> i % 8);
    }
    return AddressPattern.text(mask);
  }

  private static @Nullable ArrayValue options(AccessRule rule) {
    return rule.options().isEmpty()
        ? null
        : ArrayValue.of(
            Types.TEXT,
            rule.options().entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
  }
}
