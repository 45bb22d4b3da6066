package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.CastSignature;
import dev.tusk.sql.function.CastSignature.Context;
import dev.tusk.sql.planner.algebra.Parameters;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.type.CompositeType;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Conversions between types, by PostgreSQL's rules ({@code parse_coerce.c}): which there are in
 * which context, and the nodes that do them. Literals of unknown type are read here.
 */
public final class Coercion {
  private final Analysis analysis;
  private final Literals literals;

  Coercion(Analysis analysis) {
    this.analysis = analysis;
    this.literals = new Literals(analysis);
  }

  /** How a conversion is done. */
  sealed interface Pathway {
    record None() implements Pathway {}

    record Same() implements Pathway {}

    record Relabel() implements Pathway {}

    record InOut() implements Pathway {}

    record Function(CastSignature cast) implements Pathway {}

    record Elements(Type source, Type target) implements Pathway {}
  }

  private static final Pathway NONE = new Pathway.None();
  private static final Pathway SAME = new Pathway.Same();
  private static final Pathway RELABEL = new Pathway.Relabel();
  private static final Pathway IN_OUT = new Pathway.InOut();

  /** The array type over an element type, null when it has none. */
  public @Nullable Type arrayOf(Type element) {
    return element.arrayOid() == 0 ? null : analysis.catalog.type(element.arrayOid()).orElse(null);
  }

  /** {@code find_coercion_pathway}. */
  Pathway pathway(Type source, Type target, Context context) {
    if (source == target) {
      return SAME;
    }
    if (source instanceof DomainType || target instanceof DomainType) {
      Type from = DomainType.root(source);
      Type to = DomainType.root(target);
      return from == to ? RELABEL : pathway(from, to, context);
    }
    CastSignature cast = analysis.functions.cast(source, target, analysis.catalog);
    if (cast != null) {
      if (context.compareTo(cast.context()) < 0) {
        return NONE;
      }
      return switch (cast.method()) {
        case FUNCTION -> new Pathway.Function(cast);
        case INOUT -> IN_OUT;
        case RELABEL -> RELABEL;
      };
    }
    if (target == Types.RECORD && source instanceof CompositeType
        || target == Types.array(Types.RECORD) && source.elementType() instanceof CompositeType) {
      return RELABEL;
    }
    Type sourceElement = source.elementType();
    Type targetElement = target.elementType();
    if (target == Types.OIDVECTOR || target == Types.INT2VECTOR) {
      return context == Context.EXPLICIT && source.category() == 'S' ? IN_OUT : NONE;
    }
    if (source.isArray() && target.isArray() && sourceElement != null && targetElement != null) {
      return pathway(sourceElement, targetElement, context) instanceof Pathway.None
          ? NONE
          : new Pathway.Elements(sourceElement, targetElement);
    }
    if (context != Context.IMPLICIT && target.category() == 'S') {
      return IN_OUT;
    }
    return context == Context.EXPLICIT && source.category() == 'S' ? IN_OUT : NONE;
  }

  /** {@code can_coerce_type} for one argument; polymorphic targets accept anything here. */
  boolean possible(Type source, Type target, Context context) {
    if (source == target || source == Types.UNKNOWN || Polymorphism.polymorphic(target)) {
      return true;
    }
    if (source == Types.RECORD && DomainType.root(target) instanceof CompositeType) {
      return true; // Field by field, where it may yet turn out to be impossible.
    }
    return !(pathway(source, target, context) instanceof Pathway.None);
  }

  /** Converts in a context known to be possible; unknown literals and parameters are decided. */
  public RexNode coerce(RexNode node, Type target, Context context, int position) {
    Type source = RelTypes.typeOf(node);
    if (source == target || Polymorphism.polymorphic(target)) {
      return node;
    }
    if (target instanceof DomainType domain) {
      return toDomain(node, domain, context, position);
    }
    if (source instanceof DomainType) {
      return coerce(undomained(node), target, context, position);
    }
    RexNode coerced = coercePlain(node, source, target, context, position);
    return RelTypes.typeOf(coerced) == target && DomainType.constrained(target) && byText(coerced)
        ? DomainRules.checked(analysis, coerced, target, PgCall.positionOf(coerced))
        : coerced;
  }

  /** Whether a value was read from text, where no part of it was seen to meet a constraint. */
  private static boolean byText(RexNode node) {
    return switch (PgCall.shapeOf(node)) {
      case Shape.InOutCast _, Shape.Constant _, Shape.Parameter _ -> true;
      case null, default -> false;
    };
  }

  /** A value as one of the type under its domains. */
  RexNode undomained(RexNode node) {
    Type type = RelTypes.typeOf(node);
    Type root = DomainType.root(type);
    return root == type
        ? node
        : analysis.collations.of(
            new PgCall(
                    new Shape.Relabel(),
                    RelTypes.collated(
                        analysis.types.of(
                            root, DomainType.rootTypmod(type, RelTypes.typmodOf(node))),
                        RelTypes.collationOf(node)),
                    List.of(node),
                    PgCall.positionOf(node))
                .as(PgCall.Form.IMPLICIT_CAST));
  }

  /** {@code coerce_to_domain}. */
  private RexNode toDomain(RexNode node, DomainType domain, Context context, int position) {
    int typmod = DomainType.rootTypmod(domain, -1);
    RexNode base = coerceTo(node, DomainType.root(domain), typmod, context, position);
    if (base == null) {
      throw SqlException.of(
              SqlState.CANNOT_COERCE,
              String.format(
                  Locale.ROOT,
                  "cannot cast type %s to %s",
                  RelTypes.typeOf(node).displayName(),
                  domain.displayName()))
          .at(position);
    }
    RexNode named =
        DomainType.constrained(domain)
            ? DomainRules.checked(analysis, base, domain, 0)
            : analysis.call(new Shape.Relabel(), domain, List.of(base), position);
    return ((PgCall) named).as(form(context));
  }

  private RexNode coercePlain(
      RexNode node, Type source, Type target, Context context, int position) {
    if (node instanceof PgCall call) {
      switch (call.shape()) {
        case Shape.Constant(Object value, Type type) -> {
          RexNode folded = literals.read(call, value, type, target);
          if (folded != null) {
            return folded;
          }
        }
        case Shape.Parameter(Parameters.Index index) -> {
          RexNode decided = decide(call, index, source, target);
          if (decided != null) {
            return decided;
          }
        }
        default -> {}
      }
    }
    return convert(node, source, target, context, position);
  }

  private @Nullable RexNode decide(PgCall call, Parameters.Index index, Type source, Type target) {
    boolean unknown = source == Types.UNKNOWN;
    switch (index) {
      case Parameters.Index.Declared(int number) -> {
        if (!unknown) {
          return null;
        }
        analysis.parameters.decide(number, target, call.position());
      }
      case Parameters.Index.Folded(int literal) -> {
        if (unknown && Literals.readLate(target)) {
          RexNode text = analysis.call(call.shape(), Types.TEXT, List.of(), call.position());
          return analysis.call(new Shape.InOutCast(), target, List.of(text), call.position());
        }
        if (!unknown && !widened(source, target)) {
          return null;
        }
        // Read even where the plan will not ask for it: a wrong literal is an error anywhere.
        analysis.parameters.read(literal, target);
      }
    }
    return analysis.call(call.shape(), target, List.of(), call.position());
  }

  /** A folded number is read as the wider type at once: its text means the same there. */
  static boolean widened(Type source, Type target) {
    return switch (source.name()) {
      case "int4" ->
          switch (target.name()) {
            case "int8", "numeric", "float8", "float4" -> true;
            default -> false;
          };
      case "int8", "numeric" ->
          switch (target.name()) {
            case "numeric", "float8", "float4" -> true;
            default -> false;
          };
      default -> false;
    };
  }

  private static PgCall.Form form(Context context) {
    return context == Context.EXPLICIT ? PgCall.Form.EXPLICIT_CAST : PgCall.Form.IMPLICIT_CAST;
  }

  private RexNode convert(RexNode node, Type source, Type target, Context context, int position) {
    RexNode converted = converted(node, source, target, context, position);
    return converted instanceof PgCall call && converted != node
        ? call.as(form(context))
        : converted;
  }

  private RexNode converted(RexNode node, Type source, Type target, Context context, int position) {
    if (source == Types.UNKNOWN) {
      return analysis.call(new Shape.InOutCast(), target, List.of(node), position);
    }
    if (source == Types.RECORD && target instanceof CompositeType row) {
      return new RecordCoercion(analysis).coerce(node, row, context, position);
    }
    return switch (pathway(source, target, context)) {
      case Pathway.Same() -> node;
      case Pathway.Relabel() ->
          analysis.asWritten && target == Types.RECORD // Which PostgreSQL takes it for already.
              ? node
              : relabelled(node, target, position);
      // An error in a value, other than in a literal, points nowhere.
      case Pathway.InOut() -> analysis.call(new Shape.InOutCast(), target, List.of(node), 0);
      case Pathway.Function(CastSignature cast) -> castCall(cast, node, target, context, position);
      case Pathway.Elements(Type from, Type to) -> {
        RexNode element = coerce(new RexInputRef(0, analysis.type(from)), to, context, position);
        yield analysis.call(new Shape.ArrayCast(element), target, List.of(node), position);
      }
      case Pathway.None() ->
          throw SqlException.of(
                  SqlState.CANNOT_COERCE,
                  String.format(
                      Locale.ROOT,
                      "cannot cast type %s to %s",
                      source.displayName(),
                      target.displayName()))
              .at(position);
    };
  }

  /** A row that has lost its type's name keeps its fields. */
  private RexNode relabelled(RexNode node, Type target, int position) {
    RelTypes.Composite fields = RelTypes.composite(node.getType());
    RelDataType type =
        target == Types.RECORD && fields != null
            ? analysis.types.record(fields.names(), fields.types())
            : analysis.types.of(target);
    return analysis.call(new Shape.Relabel(), type, List.of(node), position);
  }

  private RexNode castCall(
      CastSignature cast, RexNode node, Type target, Context context, int position) {
    var function = cast.function();
    if (function == null) {
      return analysis.call(new Shape.Relabel(), target, List.of(node), position);
    }
    analysis.touched.function(function.oid());
    List<RexNode> arguments =
        switch (Math.min(function.arguments().size(), 3)) {
          case 1 -> List.of(node);
          case 2 -> List.of(node, analysis.constant(-1, Types.INT4, 0));
          default ->
              List.of(
                  node,
                  analysis.constant(-1, Types.INT4, 0),
                  analysis.constant(context == Context.EXPLICIT, Types.BOOL, 0));
        };
    return analysis.call(new Shape.Function(function), target, arguments, position);
  }

  /**
   * {@code coerce_to_target_type}: with the typmod, null when there is no such conversion.
   *
   * @param position of a cast as written, for run-time errors
   */
  public @Nullable RexNode coerceTo(
      RexNode node, Type target, int typmod, Context context, int position) {
    if (!possible(RelTypes.typeOf(node), target, context)) {
      return null;
    }
    if (target == Types.INTERVAL
        && typmod >= 0
        && PgCall.shapeOf(node) instanceof Shape.Constant(Object text, Type type)
        && type == Types.UNKNOWN
        && text != null) {
      return literals.interval((String) text, typmod, PgCall.positionOf(node));
    }
    if (target == Types.BIT
        && typmod >= 0
        && pathway(RelTypes.typeOf(node), target, context)
            instanceof Pathway.Function(CastSignature cast)
        && cast.function() != null) {
      // A number keeps its lowest bits, which a bit string cut afterwards would lose.
      RexNode length = analysis.constant(typmod, Types.INT4, 0);
      return withTypmod(
          analysis.call(
              new Shape.Function(cast.function()), target, List.of(node, length), position),
          typmod,
          true,
          position);
    }
    RexNode coerced = coerce(node, target, context, position);
    boolean fitted = typmod >= 0 && RelTypes.typmodOf(coerced) != typmod;
    return withTypmod(
        fitted && coerced != node ? hidden(coerced) : coerced,
        typmod,
        context == Context.EXPLICIT,
        position);
  }

  /**
   * {@code coerce_to_specific_type}: the argument of a clause.
   *
   * @param clause as the error calls it
   */
  RexNode toSpecific(RexNode value, Type type, String clause) {
    RexNode converted = coerceTo(value, type, -1, Context.ASSIGNMENT, 0);
    if (converted == null) {
      throw SqlException.of(
              SqlState.DATATYPE_MISMATCH,
              String.format(
                  Locale.ROOT,
                  "argument of %s must be type %s, not type %s",
                  clause,
                  type.displayName(),
                  RelTypes.typeOf(value).displayName()))
          .at(PgCall.positionOf(value));
    }
    return converted;
  }

  /**
   * Refuses the argument of a clause that reads the query's own rows.
   *
   * @param position of what is at fault
   */
  static void requireNoVariables(RexNode argument, String clause, int position) {
    if (Rex.any(argument, n -> n instanceof RexInputRef)) {
      throw SqlException.of(
              SqlState.INVALID_COLUMN_REFERENCE,
              String.format(Locale.ROOT, "argument of %s must not contain variables", clause))
          .at(position);
    }
  }

  /** A conversion that the one around it, of the same cast, tells already. */
  private static RexNode hidden(RexNode node) {
    return node instanceof PgCall call && call.form() == PgCall.Form.EXPLICIT_CAST
        ? call.as(PgCall.Form.IMPLICIT_CAST)
        : node;
  }

  /** Fits a value of its final type to a length, scale or dimension. */
  RexNode withTypmod(RexNode node, int typmod, boolean explicit, int position) {
    if (typmod < 0 || RelTypes.typmodOf(node) == typmod) {
      return node;
    }
    Type type = RelTypes.typeOf(node);
    RelDataType result = analysis.types.of(type, typmod);
    if (PgCall.shapeOf(node) instanceof Shape.Constant(Object value, Type _)
        && !(analysis.asWritten && value != null)) {
      Object fitted = value == null ? null : type.applyTypmod(value, typmod, explicit);
      return analysis.call(new Shape.Constant(fitted, type), result, List.of(), position);
    }
    return analysis.collations.of(
        new PgCall(new Shape.ApplyTypmod(typmod, explicit), result, List.of(node), position)
            .as(explicit ? PgCall.Form.EXPLICIT_CAST : PgCall.Form.IMPLICIT_CAST));
  }

  /** A condition: boolean or an error naming the clause. */
  public RexNode toBoolean(RexNode node, String clause) {
    RexNode result =
        RelTypes.typeOf(node) == Types.BOOL
            ? node
            : coerceTo(node, Types.BOOL, -1, Context.ASSIGNMENT, 0);
    if (result == null) {
      throw SqlException.of(
              SqlState.DATATYPE_MISMATCH,
              String.format(
                  Locale.ROOT,
                  "argument of %s must be type boolean, not type %s",
                  clause,
                  RelTypes.typeOf(node).displayName()))
          .at(PgCall.positionOf(node));
    }
    if (SetReturning.in(result)) {
      throw SqlException.of(
              SqlState.DATATYPE_MISMATCH, "argument of " + clause + " must not return a set")
          .at(SetReturning.start(result));
    }
    return result;
  }

  /** An unknown literal or parameter that nothing decided is text. */
  public RexNode unknownToText(RexNode node) {
    return RelTypes.typeOf(node) == Types.UNKNOWN
        ? coerce(node, Types.TEXT, Context.IMPLICIT, PgCall.positionOf(node))
        : node;
  }

  /** {@code select_common_type}; an error names the construct: CASE, UNION, …. */
  Type commonType(List<? extends RexNode> nodes, String construct) {
    return commonType(nodes, nodes.stream().map(RelTypes::typeOf).toList(), construct);
  }

  private Type commonType(List<? extends RexNode> nodes, List<Type> types, String construct) {
    if (types.stream().allMatch(type -> type == types.getFirst())
        && types.getFirst() != Types.UNKNOWN) {
      return types.getFirst();
    }
    Type common = DomainType.root(types.getFirst());
    for (int i = 1; i < types.size(); i++) {
      Type next = DomainType.root(types.get(i));
      if (next == Types.UNKNOWN || next == common) {
        continue;
      }
      if (common == Types.UNKNOWN) {
        common = next;
      } else if (next.category() != common.category()) {
        throw SqlException.of(
                SqlState.DATATYPE_MISMATCH,
                String.format(
                    Locale.ROOT,
                    "%s types %s and %s cannot be matched",
                    construct,
                    common.displayName(),
                    next.displayName()))
            .at(PgCall.positionOf(nodes.get(i)));
      } else if (!common.preferred()
          && possible(common, next, Context.IMPLICIT)
          && !possible(next, common, Context.IMPLICIT)) {
        common = next;
      }
    }
    return common == Types.UNKNOWN ? Types.TEXT : common;
  }

  /** The common type of known types, or null where an error would be. */
  public @Nullable Type commonTypeOrNull(List<Type> types) {
    if (types.stream().allMatch(type -> type == types.getFirst())
        && types.getFirst() != Types.UNKNOWN) {
      return types.getFirst();
    }
    Type common = DomainType.root(types.getFirst());
    for (Type member : types) {
      Type next = DomainType.root(member);
      if (next == Types.UNKNOWN || next == common) {
        continue;
      }
      if (common == Types.UNKNOWN) {
        common = next;
      } else if (next.category() != common.category()) {
        return null;
      } else if (!common.preferred()
          && possible(common, next, Context.IMPLICIT)
          && !possible(next, common, Context.IMPLICIT)) {
        common = next;
      }
    }
    Type chosen = common == Types.UNKNOWN ? Types.TEXT : common;
    for (Type type : types) {
      if (!possible(type, chosen, Context.IMPLICIT)) {
        return null;
      }
    }
    return chosen;
  }

  /** Converts to a common type, or says that the construct cannot. */
  RexNode toCommon(RexNode node, Type common, String construct) {
    Type source = RelTypes.typeOf(node);
    if (source == common) {
      return node;
    }
    if (!possible(source, common, Context.IMPLICIT)) {
      throw SqlException.of(
              SqlState.CANNOT_COERCE,
              String.format(
                  Locale.ROOT,
                  "%s could not convert type %s to %s",
                  construct,
                  source.displayName(),
                  common.displayName()))
          .at(PgCall.positionOf(node));
    }
    return coerce(node, common, Context.IMPLICIT, PgCall.positionOf(node));
  }
}
