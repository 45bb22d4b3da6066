package dev.tusk.sql.planner.algebra;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The types of a statement's parameters, known from Parse or found while the statement is read (as
 * PostgreSQL's {@code parse_param.c}); folded literals follow the {@code $n}.
 */
public final class Parameters {
  private static final int MAX_PARAMETERS = 65535;

  private final List<@Nullable Type> declared = new ArrayList<>();
  private final BitSet unused = new BitSet();
  private final Map<Reading, Integer> readings = new LinkedHashMap<>();

  /** Numbers of the folded literals that are read as constants. */
  private final SortedSet<Integer> kept;

  /** Numbers of those whose values would have told whether an index fits. */
  private final SortedSet<Integer> wanted = new TreeSet<>();

  /** Numbers of the {@code $n}, from 0, whose values would have told the same. */
  private final SortedSet<Integer> deciding = new TreeSet<>();

  /** Values that the plan is made for, by the number of their {@code $n} from 0. */
  private final Map<Integer, @Nullable Object> values;

  private boolean none;

  /** For what has no parameters, whoever runs it. */
  public static Parameters none() {
    Parameters parameters = new Parameters(List.of());
    parameters.none = true;
    return parameters;
  }

  public Parameters(List<? extends @Nullable Type> declaredTypes) {
    this(declaredTypes, List.of());
  }

  public Parameters(List<? extends @Nullable Type> declaredTypes, Collection<Integer> kept) {
    this(declaredTypes, kept, Map.of());
  }

  /**
   * Those of a plan for values.
   *
   * @param values by the number of their {@code $n}, from 0: these are constants to the plan
   */
  public Parameters(
      List<? extends @Nullable Type> declaredTypes,
      Collection<Integer> kept,
      Map<Integer, @Nullable Object> values) {
    this.kept = new TreeSet<>(kept);
    this.values = values;
    for (Type type : declaredTypes) {
      declared.add(type == Types.UNKNOWN ? null : type);
    }
  }

  /** The type of {@code $number}, from 1; unknown until something decides it. */
  public Type declaredType(int number, int position) {
    if (none || number < 1 || number > MAX_PARAMETERS) {
      throw SqlException.of(SqlState.UNDEFINED_PARAMETER, "there is no parameter $" + number)
          .at(position);
    }
    while (declared.size() < number) {
      declared.add(null);
    }
    Type type = declared.get(number - 1);
    return type == null ? Types.UNKNOWN : type;
  }

  /**
   * Notes that a variable of a function's body is a parameter, from 0; those between may not be.
   */
  public void use(int index, Type type) {
    while (declared.size() <= index) {
      unused.set(declared.size());
      declared.add(null);
    }
    unused.clear(index);
    declared.set(index, type);
  }

  /** Decides a parameter that was unknown when its node was made. */
  public void decide(int number, Type type, int position) {
    Type known = declared.get(number);
    if (known == null) {
      declared.set(number, type);
    } else if (known != type) {
      throw SqlException.of(
              SqlState.AMBIGUOUS_PARAMETER,
              "inconsistent types deduced for parameter $" + (number + 1))
          .withDetail(known.displayName() + " versus " + type.displayName())
          .at(position);
    }
  }

  /** Where among the readings a folded literal is found as a value of that type. */
  public int read(int literal, Type type) {
    Type read = type == Types.UNKNOWN ? Types.TEXT : type;
    return readings.computeIfAbsent(new Reading(literal, read), _ -> readings.size());
  }

  /** Whether the plan is made for this value of a folded literal alone. */
  public boolean isKept(int number) {
    return kept.contains(number);
  }

  /** The plan depends on a folded literal's value: it must be made again with the value. */
  public void want(int number) {
    wanted.add(number);
  }

  /** The plan would be another one if the value of {@code $n} were known, n from 0. */
  public void wantValue(int number) {
    deciding.add(number);
  }

  /** The plan depends on a parameter's value, by its index in the plan's expressions. */
  public void wantOf(int index) {
    if (index < declaredCount()) {
      wantValue(index);
    } else {
      want(literals().get(index - declaredCount()));
    }
  }

  /** The {@code $n} whose values would have decided something, from 0, in order. */
  public List<Integer> deciding() {
    return List.copyOf(deciding);
  }

  /** Whether the plan is made for a value of {@code $n}, n from 0. */
  public boolean hasValue(int number) {
    return values.containsKey(number);
  }

  /** That value. */
  public @Nullable Object value(int number) {
    return values.get(number);
  }

  /** All literals to be kept when something was wanted that is not; else nothing. */
  public Optional<SortedSet<Integer>> missing() {
    if (kept.containsAll(wanted)) {
      return Optional.empty();
    }
    SortedSet<Integer> all = new TreeSet<>(kept);
    all.addAll(wanted);
    return Optional.of(all);
  }

  public int declaredCount() {
    return declared.size();
  }

  /** Fails when a {@code $n} never met a context. */
  public void checkDecided() {
    for (int i = 0; i < declared.size(); i++) {
      if (declared.get(i) == null && !unused.get(i)) {
        throw SqlException.of(
            SqlState.INDETERMINATE_DATATYPE,
            "could not determine data type of parameter $" + (i + 1));
      }
    }
  }

  /** All types: of the {@code $n}, then of the readings. */
  public List<Type> types() {
    List<Type> types = new ArrayList<>();
    for (Type type : declared) {
      types.add(type == null ? Types.TEXT : type);
    }
    for (Reading reading : readings.keySet()) {
      types.add(reading.type());
    }
    return List.copyOf(types);
  }

  /** Which literal each reading reads. */
  public List<Integer> literals() {
    return readings.keySet().stream().map(Reading::literal).toList();
  }

  /**
   * A folded literal as a value of a type. One literal has as many as types are wanted of it: in
   * {@code 1 IN (int8_column, int4_column)} there are two.
   */
  private record Reading(int literal, Type type) {}

  /** Which parameter: {@code $n} or a folded literal, from 0. */
  public sealed interface Index {
    record Declared(int number) implements Index {}

    record Folded(int literal) implements Index {}
  }
}
