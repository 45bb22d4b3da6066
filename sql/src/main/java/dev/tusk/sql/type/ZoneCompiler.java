package dev.tusk.sql.type;

import dev.tusk.sql.type.Zone.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Works out a zone's changes from its lines and rules, in the way of the database's own compiler
 * (zic): year by year the rules take effect in the order of their instants, which depend on the
 * offset in force.
 */
final class ZoneCompiler {
  private static final int FIRST_YEAR = 1700;

  /** Rules in force are followed so far; then the calendar's 400 years have gone round once. */
  private static final int LAST_YEAR = 2037 + 401;

  private final Map<String, List<ZoneRule>> rules;
  private final TreeMap<Long, Period> changes = new TreeMap<>();
  private @Nullable Period first;

  /** The instant at which the current line begins, unless it is the first. */
  private long start;

  private int saved;
  private boolean startPending;

  ZoneCompiler(Map<String, List<ZoneRule>> rules) {
    this.rules = rules;
  }

  Zone compile(String name, List<ZoneEra> eras) {
    boolean repeats = false;
    for (int i = 0; i < eras.size(); i++) {
      ZoneEra era = eras.get(i);
      startPending = i > 0;
      List<ZoneRule> named = rules.get(era.rules());
      if (named != null) {
        follow(era, named);
        repeats = era.isLast() && named.stream().anyMatch(r -> r.to() == Integer.MAX_VALUE);
      } else {
        saved = ZoneDays.seconds(era.rules());
        begin(period(era, saved, ""));
      }
      if (!era.isLast()) {
        start = era.until() - era.untilTime().west(era.standard(), saved);
      }
    }
    return finish(name, repeats);
  }

  private static Period period(ZoneEra era, int saved, String letter) {
    return new Period(era.standard() + saved, saved != 0, era.abbreviation(saved, letter));
  }

  private void begin(Period period) {
    if (startPending) {
      changes.put(start, period);
    } else {
      first = period;
    }
    startPending = false;
  }

  private record Due(ZoneRule rule, long local) {
    long instant(int standard, int saved) {
      return local - rule.time().west(standard, saved);
    }
  }

  private void follow(ZoneEra era, List<ZoneRule> named) {
    int offsetAtStart = era.standard();
    Period atStart = null;
    saved = 0;
    int lastYear = Math.min(era.untilYear(), LAST_YEAR);
    for (int year = FIRST_YEAR; year <= lastYear; year++) {
      List<Due> due = due(named, year);
      while (!due.isEmpty()) {
        Due next = earliest(due, era.standard());
        long instant = next.instant(era.standard(), saved);
        Period period = period(era, next.rule().saved(), next.rule().letter());
        if (!era.isLast() && instant >= era.until() - era.untilTime().west(era.standard(), saved)) {
          if (atStart == null && period.offset() == offsetAtStart) {
            atStart = period;
          }
          break;
        }
        due.remove(next);
        saved = next.rule().saved();
        if (startPending) {
          if (instant < start) {
            offsetAtStart = period.offset();
            atStart = period;
            continue;
          }
          if (instant == start) {
            startPending = false;
          } else if (atStart == null && period.offset() == offsetAtStart) {
            atStart = period;
          }
        }
        if (first == null && !period.daylight()) {
          first = period;
        }
        changes.put(instant, period);
      }
    }
    if (startPending) {
      Period known = atStart == null ? period(era, 0, "") : atStart;
      changes.put(
          start, new Period(offsetAtStart, offsetAtStart != era.standard(), known.abbreviation()));
      startPending = false;
    }
  }

  private static List<Due> due(List<ZoneRule> named, int year) {
    List<Due> due = new ArrayList<>();
    for (ZoneRule rule : named) {
      if (rule.holdsIn(year)) {
        due.add(new Due(rule, rule.local(year)));
      }
    }
    return due;
  }

  private Due earliest(List<Due> due, int standard) {
    Due earliest = due.get(0);
    for (Due other : due) {
      if (other.instant(standard, saved) < earliest.instant(standard, saved)) {
        earliest = other;
      }
    }
    return earliest;
  }

  /** Leaves out what changes nothing, and a change whose local time the next one overtakes. */
  private Zone finish(String name, boolean repeats) {
    List<Long> times = new ArrayList<>();
    List<Period> periods = new ArrayList<>();
    Period before = first == null ? changes.firstEntry().getValue() : first;
    for (var change : changes.entrySet()) {
      int last = times.size() - 1;
      if (last >= 0) {
        int offsetBefore = (last == 0 ? before : periods.get(last - 1)).offset();
        if (change.getKey() + periods.get(last).offset() <= times.get(last) + offsetBefore) {
          periods.set(last, change.getValue());
          continue;
        }
      }
      if (last < 0 || !periods.get(last).equals(change.getValue())) {
        times.add(change.getKey());
        periods.add(change.getValue());
      }
    }
    return Zone.of(name, before, times, periods, repeats);
  }
}
