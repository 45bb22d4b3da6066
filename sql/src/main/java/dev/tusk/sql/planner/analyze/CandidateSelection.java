package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.function.CastSignature.Context;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among overloads that could all be called, by PostgreSQL's heuristics ({@code
 * func_match_argtypes}, {@code func_select_candidate}): exact matches, preferred types, and what
 * the known arguments say about the unknown ones.
 */
final class CandidateSelection {
  private final Coercion coercion;

  CandidateSelection(Coercion coercion) {
    this.coercion = coercion;
  }

  /** Something to be called with these argument types, variadic ones written out. */
  record Candidate<T>(T item, List<Type> arguments) {}

  /** Those whose arguments the actual types convert to implicitly. */
  <T> List<Candidate<T>> matching(List<Candidate<T>> candidates, List<Type> actual) {
    List<Candidate<T>> fitting = new ArrayList<>();
    for (Candidate<T> candidate : candidates) {
      if (fits(candidate.arguments(), actual)) {
        fitting.add(candidate);
      }
    }
    return fitting;
  }

  private boolean fits(List<Type> declared, List<Type> actual) {
    boolean polymorphic = false;
    for (int i = 0; i < actual.size(); i++) {
      Type target = declared.get(i);
      if (!coercion.possible(actual.get(i), target, Context.IMPLICIT)) {
        return false;
      }
      polymorphic |= Polymorphism.polymorphic(target);
    }
    return !polymorphic || new Polymorphism(coercion).consistent(declared, actual);
  }

  /** The best of several, null when none is. */
  <T> @Nullable Candidate<T> best(List<Candidate<T>> candidates, List<Type> actual) {
    List<Candidate<T>> left = best(candidates, c -> exactMatches(c.arguments(), actual));
    if (left.size() == 1) {
      return left.getFirst();
    }
    left = best(left, c -> preferredMatches(c.arguments(), actual));
    if (left.size() == 1) {
      return left.getFirst();
    }
    if (!actual.contains(Types.UNKNOWN)) {
      return null;
    }
    left = byUnknownCategories(left, actual);
    if (left.size() == 1) {
      return left.getFirst();
    }
    return byCommonKnownType(left, actual);
  }

  private static <T> List<Candidate<T>> best(
      List<Candidate<T>> candidates, ToIntFunction<Candidate<T>> score) {
    int highest = candidates.stream().mapToInt(score).max().orElse(0);
    return candidates.stream().filter(c -> score.applyAsInt(c) == highest).toList();
  }

  private static int exactMatches(List<Type> declared, List<Type> actual) {
    int matches = 0;
    for (int i = 0; i < actual.size(); i++) {
      if (actual.get(i) != Types.UNKNOWN && actual.get(i) == declared.get(i)) {
        matches++;
      }
    }
    return matches;
  }

  private static int preferredMatches(List<Type> declared, List<Type> actual) {
    int matches = 0;
    for (int i = 0; i < actual.size(); i++) {
      Type type = actual.get(i);
      if (type != Types.UNKNOWN
          && (type == declared.get(i)
              || (declared.get(i).category() == type.category() && declared.get(i).preferred()))) {
        matches++;
      }
    }
    return matches;
  }

  /**
   * For each unknown argument: the string category if any candidate takes it, else the one all
   * agree on; then candidates outside of it fall out, and those without the preferred type if some
   * candidate has it.
   */
  private static <T> List<Candidate<T>> byUnknownCategories(
      List<Candidate<T>> candidates, List<Type> actual) {
    char[] categories = new char[actual.size()];
    boolean[] preferred = new boolean[actual.size()];
    for (int i = 0; i < actual.size(); i++) {
      if (actual.get(i) != Types.UNKNOWN) {
        continue;
      }
      char category = 0;
      boolean conflict = false;
      for (Candidate<T> candidate : candidates) {
        Type type = candidate.arguments().get(i);
        if (category == 0) {
          category = type.category();
          preferred[i] = type.preferred();
        } else if (type.category() == category) {
          preferred[i] |= type.preferred();
        } else if (type.category() == 'S') {
          category = 'S';
          preferred[i] = type.preferred();
        } else if (category != 'S') {
          conflict = true;
        }
      }
      if (conflict && category != 'S') {
        return candidates;
      }
      categories[i] = category;
    }
    List<Candidate<T>> left = new ArrayList<>();
    for (Candidate<T> candidate : candidates) {
      boolean keep = true;
      for (int i = 0; i < actual.size() && keep; i++) {
        if (actual.get(i) == Types.UNKNOWN) {
          Type type = candidate.arguments().get(i);
          keep = type.category() == categories[i] && (!preferred[i] || type.preferred());
        }
      }
      if (keep) {
        left.add(candidate);
      }
    }
    return left.isEmpty() ? candidates : left;
  }

  /**
   * If all known arguments have one type, the one candidate that accepts it for the unknown too.
   */
  private <T> @Nullable Candidate<T> byCommonKnownType(
      List<Candidate<T>> candidates, List<Type> actual) {
    Type known = null;
    for (Type type : actual) {
      if (type == Types.UNKNOWN) {
        continue;
      }
      if (known != null && known != type) {
        return null;
      }
      known = type;
    }
    if (known == null) {
      return null;
    }
    Candidate<T> found = null;
    for (Candidate<T> candidate : candidates) {
      if (fits(candidate.arguments(), Collections.nCopies(actual.size(), known))) {
        if (found != null) {
          return null;
        }
        found = candidate;
      }
    }
    return found;
  }
}
