package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionBinder;
import dev.tusk.executor.expression.FunctionBody;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.CollatedType;
import dev.tusk.sql.type.Collation;
import dev.tusk.sql.type.Type;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;

/**
 * What functions of texts do under a collation that orders by more than their bytes, or under none
 * that could be told ({@code varlena.c}, {@code formatting.c}).
 */
final class CollatedBodies {
  private CollatedBodies() {}

  static void register(FunctionLibrary library) {
    for (String suffix : List.of("eq", "ne", "lt", "le", "gt", "ge")) {
      boolean equality = suffix.equals("eq") || suffix.equals("ne");
      FunctionBinder comparison = comparison(suffix);
      library.collated((equality ? "text" : "text_") + suffix + "(text,text)", comparison);
      library.collated("bpchar" + suffix + "(bpchar,bpchar)", comparison);
      library.collated("name" + suffix + "text(name,text)", comparison);
      library.collated("text" + suffix + "name(text,name)", comparison);
    }
    for (String type : List.of("text", "bpchar")) {
      library.collated("min(" + type + ")", extreme(-1));
      library.collated("max(" + type + ")", extreme(1));
    }
    library.collated("text_smaller(text,text)", chosen(-1));
    library.collated("text_larger(text,text)", chosen(1));
    library.collated(
        "bttextcmp(text,text)",
        (types, _) -> {
          Type type = types.getFirst();
          return (FunctionBody.TwoArguments) (a, b, _) -> Integer.signum(type.compare(a, b));
        });
    cases(library);
    patterns(library);
    searches(library);
  }

  private static Collation collation(List<Type> types) {
    return Objects.requireNonNull(CollatedType.collation(types.getFirst()));
  }

  private static FunctionBinder comparison(String suffix) {
    return (types, _) -> {
      Type type = types.getFirst();
      var test = ComparisonBodies.test(suffix);
      return (FunctionBody.TwoArguments) (a, b, _) -> test.test(type.compare(a, b));
    };
  }

  private static FunctionBinder extreme(int sign) {
    return (types, _) -> {
      BinaryOperator<Object> better = AggregateBodies.better(types.getFirst(), sign);
      return (FunctionBody.Aggregate) _ -> new AggregateBodies.Fold(better);
    };
  }

  private static FunctionBinder chosen(int sign) {
    return (types, _) -> {
      BinaryOperator<Object> better = AggregateBodies.better(types.getFirst(), sign);
      return (FunctionBody.TwoArguments) (a, b, _) -> better.apply(a, b);
    };
  }

  private static void cases(FunctionLibrary library) {
    caseOf(library, "lower", Collation::toLowerCase);
    caseOf(library, "upper", Collation::toUpperCase);
    caseOf(library, "initcap", Collation::toTitleCase);
  }

  private static void caseOf(
      FunctionLibrary library, String name, BiFunction<Collation, String, String> written) {
    library.collated(
        name + "(text)",
        (types, _) -> {
          Collation collation = collation(types);
          return (FunctionBody.OneArgument)
              (a, _) -> {
                collation.require(name + "() function");
                return written.apply(collation, (String) a);
              };
        });
  }

  private static void patterns(FunctionLibrary library) {
    for (String type : List.of("text", "name", "bpchar")) {
      for (String not : List.of("", "n")) {
        String arguments = "(" + type + ",text)";
        boolean positive = not.isEmpty();
        library.collated(
            type + not + "like" + arguments,
            (types, _) -> {
              Collation collation = collation(types);
              return (FunctionBody.TwoArguments)
                  (a, b, c) -> {
                    requireDeterministic(collation, "LIKE");
                    return LikePattern.of((String) b).matches((String) a, c) == positive;
                  };
            });
        library.collated(
            type + "ic" + not + "like" + arguments,
            (types, _) -> {
              Collation collation = collation(types);
              return (FunctionBody.TwoArguments)
                  (a, b, c) -> {
                    collation.require("ILIKE");
                    requireDeterministic(collation, "ILIKE");
                    return LikePattern.of(collation.toLowerCase((String) b))
                            .matches(collation.toLowerCase((String) a), c)
                        == positive;
                  };
            });
      }
    }
    for (String name :
        List.of(
            "textregexeq(text,text)",
            "textregexne(text,text)",
            "texticregexeq(text,text)",
            "texticregexne(text,text)",
            "regexp_match(text,text)",
            "regexp_match(text,text,text)",
            "regexp_replace(text,text,text)",
            "regexp_replace(text,text,text,text)",
            "regexp_split_to_array(text,text)",
            "regexp_matches(text,text)",
            "regexp_matches(text,text,text)",
            "regexp_split_to_table(text,text)",
            "regexp_count(text,text)",
            "regexp_like(text,text)",
            "regexp_substr(text,text)",
            "regexp_instr(text,text)",
            "substring(text,text)")) {
      library.collatedCheck(
          name,
          collation -> {
            collation.require("regular expression");
            requireDeterministic(collation, "regular expressions");
          });
    }
  }

  private static void searches(FunctionLibrary library) {
    for (String name :
        List.of(
            "position(text,text)",
            "strpos(text,text)",
            "replace(text,text,text)",
            "split_part(text,text,int4)",
            "string_to_array(text,text)",
            "starts_with(text,text)")) {
      library.collatedCheck(
          name,
          collation -> {
            collation.require("string comparison");
            requireDeterministic(collation, "substring searches");
          });
    }
  }

  private static void requireDeterministic(Collation collation, String use) {
    if (!collation.deterministic()) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "nondeterministic collations are not supported for " + use);
    }
  }
}
