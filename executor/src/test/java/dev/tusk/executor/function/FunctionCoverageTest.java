package dev.tusk.executor.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.executor.pgcatalog.CatalogFunctions;
import dev.tusk.executor.pgcatalog.SessionFunctions;
import dev.tusk.executor.routine.TextSearchQueries;
import dev.tusk.sql.function.FactTable;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.FunctionSignature.Kind;
import dev.tusk.sql.function.SampleMethods;
import dev.tusk.sql.planner.analyze.IdentityValue;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The list of functions and the library of their bodies name the same functions. */
class FunctionCoverageTest {
  /** Listed, so that clients find them, and answered with 0A000. */
  private static final Set<String> UNSUPPORTED =
      Set.of(
          "rank(any)",
          "dense_rank(any)",
          "percent_rank(any)",
          "cume_dist(any)",
          "pg_get_keywords()",
          "pg_notify(text,text)",
          "ts_match_tt(text,text)");

  private static FunctionLibrary library() {
    FunctionLibrary library = BuiltinFunctions.library();
    CatalogFunctions.register(library);
    SessionFunctions.register(library, "PostgreSQL");
    TextSearchQueries.register(library);
    return library;
  }

  @Test
  void everyListedFunctionHasABody() {
    FunctionLibrary library = library();
    List<String> missing =
        FunctionCatalog.builtin().allFunctions().stream()
            .filter(function -> function.kind() != Kind.WINDOW)
            .filter(function -> !library.contains(function))
            .map(FunctionSignature::key)
            .filter(key -> !UNSUPPORTED.contains(key) && !key.contains("advisory"))
            .toList();
    assertThat(missing).isEmpty();
  }

  @Test
  void everyBodyIsOfAListedFunction() {
    Set<String> listed =
        FunctionCatalog.builtin().allFunctions().stream()
            .map(FunctionSignature::key)
            .collect(Collectors.toSet());
    SampleMethods.ALL.forEach(method -> listed.add(method.key()));
    listed.add(IdentityValue.FUNCTION + "(regclass)"); // Which nobody can name.
    assertThat(library().keys()).isSubsetOf(listed);
  }

  @Test
  void whatIsThereIsNotListedAsMissing() {
    Set<String> listed =
        FunctionCatalog.builtin().allFunctions().stream()
            .map(FunctionSignature::name)
            .collect(Collectors.toSet());
    assertThat(FactTable.read(FunctionCatalog.class, "missing-functions.tsv"))
        .extracting(line -> line[0])
        .doesNotHaveDuplicates()
        .noneMatch(listed::contains);
  }
}
