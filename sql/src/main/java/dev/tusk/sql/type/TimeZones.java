package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Time zones by the names PostgreSQL takes: IANA names in any case, abbreviations of its {@code
 * Default} set, and POSIX forms such as {@code UTC+3}, whose sign counts westward.
 */
public final class TimeZones {
  private static final int MAX_HOURS = 15;

  /** Hours east of Greenwich, in quarters: abbreviations as in PostgreSQL's tznames/Default. */
  private static final String ABBREVIATIONS =
      """
      utc 0 gmt 0 z 0 zulu 0 ut 0 uct 0 wet 0 west 4 bst 4 wetdst 4 bdst 8
      cet 4 cest 8 met 4 mest 8 mez 4 mesz 8 cetdst 8 metdst 8 eet 8 eest 12 eetdst 12
      msk 12 msd 16 sast 8 eat 12 ist 8 idt 12 fet 12 egst 0 egt -4 azot -4 azost 0
      est -20 edt -16 cst -24 cdt -20 mst -28 mdt -24 pst -32 pdt -28
      akst -36 akdt -32 hst -40 ast -16 adt -12 nst -14 ndt -10 nft -14
      brt -12 brst -8 art -12 arst -12 clt -16 clst -12 uyt -12 pet -20 pmst -12 pmdt -8
      jst 36 kst 36 hkt 32 pht 32 myt 32 wib 28 wit 36 wita 32 sgt 32 bnt 32
      aest 40 aedt 44 aesst 44 acst 38 acdt 42 awst 32 awdt 36 nzst 48 nzdt 52 nzt 48
      pkt 20 npt 23 uzt 20 kgt 24 almt 24 omst 24 novt 28 krat 28 irkt 32 yakt 36 vlat 40
      magt 48 pett 48 get 16 azt 16 amt 16 gst 16 mut 16 sct 16 chast 51 chadt 55
      """;

  private static final Map<String, ZoneId> BY_NAME = byName();

  private TimeZones() {}

  private static Map<String, ZoneId> byName() {
    Map<String, ZoneId> zones = new HashMap<>();
    for (String id : ZoneId.getAvailableZoneIds()) {
      zones.put(id.toLowerCase(Locale.ROOT), ZoneId.of(id));
    }
    String[] words = ABBREVIATIONS.strip().split("\\s+");
    for (int i = 0; i < words.length; i += 2) {
      int seconds = Integer.parseInt(words[i + 1]) * 900;
      zones.put(words[i], ZoneOffset.ofTotalSeconds(seconds));
    }
    zones.put("utc", ZoneId.of("UTC"));
    zones.put("gmt", ZoneId.of("GMT"));
    return Map.copyOf(zones);
  }

  /** The zone of that name. */
  public static Optional<ZoneId> find(String name) {
    ZoneId zone = BY_NAME.get(name.toLowerCase(Locale.ROOT));
    return zone != null ? Optional.of(zone) : posix(name);
  }

  /**
   * The zone of that name.
   *
   * @throws SqlException 22023 {@code time zone "x" not recognized}
   */
  public static ZoneId of(String name) {
    return find(name)
        .orElseThrow(() -> InputError.parameter("time zone \"" + name + "\" not recognized"));
  }

  /** {@code UTC+3}, {@code <+03>-03}, {@code +3}: an abbreviation and the offset westward. */
  private static Optional<ZoneId> posix(String name) {
    int at = 0;
    if (name.startsWith("<")) {
      at = name.indexOf('>') + 1;
      if (at == 0) {
        return Optional.empty();
      }
    } else {
      while (at < name.length() && Character.isLetter(name.charAt(at))) {
        at++;
      }
    }
    if (at >= name.length()) {
      return Optional.empty();
    }
    char sign = name.charAt(at);
    String number = sign == '+' || sign == '-' ? name.substring(at + 1) : name.substring(at);
    if (!number.matches("\\d{1,2}(:\\d{2}(:\\d{2})?)?")) {
      return Optional.empty();
    }
    int seconds = 0;
    int unit = 3600;
    for (String part : number.split(":")) {
      seconds += Integer.parseInt(part) * unit;
      unit /= 60;
    }
    if (seconds >= (MAX_HOURS + 1) * 3600) {
      return Optional.empty();
    }
    return Optional.of(fixed(sign == '-' ? seconds : -seconds));
  }

  /** A zone at a constant offset in seconds east; beyond Java's 18 hours clamped. */
  static ZoneId fixed(int seconds) {
    int limit = 18 * 3600;
    return ZoneOffset.ofTotalSeconds(Math.clamp(seconds, -limit, limit));
  }

  /**
   * Seconds east of Greenwich at a local time: in a gap the offset before it, in an overlap the one
   * after it, as PostgreSQL chooses.
   */
  static int offsetAtLocal(ZoneId zone, LocalDateTime local) {
    if (zone instanceof ZoneOffset offset) {
      return offset.getTotalSeconds();
    }
    var rules = zone.getRules();
    ZoneOffsetTransition transition = rules.getTransition(local);
    if (transition == null) {
      return rules.getOffset(local).getTotalSeconds();
    }
    return (transition.isGap() ? transition.getOffsetBefore() : transition.getOffsetAfter())
        .getTotalSeconds();
  }
}
