package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.type.Interval;
import dev.tusk.sql.type.TimeZones;
import dev.tusk.sql.type.Zone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Time zones as they are now. */
final class PgTimezoneNames {
  private static final long SECOND = 1_000_000L;

  private PgTimezoneNames() {}

  /** A zone and the moment it is shown at, in seconds since 1970. */
  private record Row(Zone zone, long now) {}

  static final SystemTable<Row> TABLE =
      SystemTable.<Row>named("pg_catalog", "pg_timezone_names", 12126, PgTimezoneNames::rows)
          .column("name", "text", (r, _) -> r.zone().name())
          .column("abbrev", "text", (r, _) -> r.zone().abbreviation(r.now()))
          .column(
              "utc_offset",
              "interval",
              (r, _) -> Interval.ofMicros(r.zone().offset(r.now()) * SECOND))
          .column("is_dst", "bool", (r, _) -> r.zone().isDaylight(r.now()))
          .build();

  private static List<Row> rows(CatalogView view) {
    long now = Instant.now().getEpochSecond();
    List<Row> rows = new ArrayList<>();
    for (String name : TimeZones.names()) {
      rows.add(new Row(TimeZones.named(name).orElseThrow(), now));
    }
    return rows;
  }
}
