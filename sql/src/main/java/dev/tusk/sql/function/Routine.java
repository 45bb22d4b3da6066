package dev.tusk.sql.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog knows of a function of the user's besides its {@link FunctionSignature}: its
 * parameters as declared, its body, and how it wants to be run.
 *
 * @param parameters all, in the order of the declaration, outputs and columns included
 * @param returnsSet SETOF or TABLE; the signature of a set-returning function says so too, that of
 *     an aggregate over one does not
 * @param language in lower case: {@code sql}, {@code plpgsql}, {@code internal}
 * @param source {@code prosrc}: the body, or for {@code internal} the name of a built-in one
 * @param sqlBody a body of the SQL standard's form, as SQL; null where {@code source} is the body
 * @param cost {@code procost}, in units of cpu_operator_cost
 * @param rows {@code prorows}: how many rows a set is thought to have
 * @param parallel {@code proparallel}: s safe, r restricted, u unsafe
 * @param settings {@code proconfig}: {@code name=value}, in effect while it runs
 * @param aggregate what an aggregate is made of; null for all others
 */
public record Routine(
    String schema,
    List<Parameter> parameters,
    boolean returnsSet,
    String language,
    String source,
    @Nullable String sqlBody,
    float cost,
    float rows,
    boolean securityDefiner,
    boolean leakproof,
    char parallel,
    List<String> settings,
    @Nullable AggregateParts aggregate) {}
