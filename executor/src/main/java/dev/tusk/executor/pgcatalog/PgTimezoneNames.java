package dev.tusk.executor.pgcatalog;

import dev.tusk.sql.type.Interval;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Time zones as they are now. */
final class PgTimezoneNames {
  private static final DateTimeFormatter ABBREVIATION =
      DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);
  private static final long SECOND = 1_000_000L;

  private PgTimezoneNames() {}

  static final SystemTable<ZonedDateTime> TABLE =
      SystemTable.<ZonedDateTime>named(
              "pg_catalog", "pg_timezone_names", 12126, PgTimezoneNames::zones)
          .column("name", "text", (z, _) -> z.getZone().getId())
          .column("abbrev", "text", (z, _) -> ABBREVIATION.format(z))
          .column(
              "utc_offset",
              "interval",
              (z, _) -> new Interval(0, 0, z.getOffset().getTotalSeconds() * SECOND))
          .column(
              "is_dst", "bool", (z, _) -> z.getZone().getRules().isDaylightSavings(z.toInstant()))
          .build();

  private static List<ZonedDateTime> zones(CatalogView view) {
    Instant now = Instant.now();
    List<ZonedDateTime> zones = new ArrayList<>();
    for (String id : ZoneId.getAvailableZoneIds()) {
      if (!id.startsWith("SystemV/")) {
        zones.add(now.atZone(ZoneId.of(id)));
      }
    }
    return zones;
  }
}
