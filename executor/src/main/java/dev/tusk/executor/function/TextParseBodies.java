package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.executor.textsearch.Configuration;
import dev.tusk.executor.textsearch.Configurations;
import dev.tusk.executor.textsearch.Headline;
import dev.tusk.executor.textsearch.QueryReader;
import dev.tusk.executor.textsearch.TextTokens;
import dev.tusk.executor.textsearch.VectorOccurrences;
import dev.tusk.executor.textsearch.WordReader;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.textsearch.QueryBuilder.Operator;
import dev.tusk.sql.textsearch.QueryParser.Form;
import dev.tusk.sql.textsearch.TextQuery;
import dev.tusk.sql.textsearch.TextVector;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Functions that read texts by a text search configuration. */
final class TextParseBodies {
  private static final String SETTING = "default_text_search_config";
  private static final String OWN_SCHEMA = "pg_catalog.";

  private TextParseBodies() {}

  static void register(FunctionLibrary library) {
    vectors(library);
    for (Map.Entry<String, Kind> kind : KINDS.entrySet()) {
      String name = kind.getKey();
      Kind how = kind.getValue();
      library.one(name + "(text)", (a, context) -> how.read(current(context), a, context));
      library.two(
          name + "(regconfig,text)", (a, b, context) -> how.read(configuration(a), b, context));
    }
    headlines(library);
    library.two(
        "ts_match_tt(text,text)",
        (a, b, context) ->
            VectorOccurrences.matches(
                vector(current(context), a, context),
                (TextQuery) PLAIN.read(current(context), b, context)));
    library.two(
        "ts_match_tq(text,tsquery)",
        (a, b, context) ->
            VectorOccurrences.matches(vector(current(context), a, context), (TextQuery) b));
    library.none("get_current_ts_config()", context -> current(context).oid());
    library.two(
        "ts_lexize(regdictionary,text)", (a, b, _) -> TextTokens.lexize((Long) a, (String) b));
    for (String parser : List.of("oid", "text")) {
      library.set(
          "ts_token_type(" + parser + ")",
          (a, _) -> TextTokens.types(TextTokens.checkParser(Objects.requireNonNull(a[0]))));
      library.set(
          "ts_parse(" + parser + ",text)",
          (a, _) ->
              TextTokens.parse(
                  TextTokens.checkParser(Objects.requireNonNull(a[0])),
                  (String) Objects.requireNonNull(a[1])));
    }
  }

  /** How a query is read. */
  private record Kind(Form form, Operator between) {
    Object read(Configuration configuration, Object text, FunctionContext context) {
      return new QueryReader(configuration, between, context).read((String) text, form);
    }
  }

  private static final Kind PLAIN = new Kind(Form.PLAIN, Operator.AND);

  private static final Map<String, Kind> KINDS =
      Map.of(
          "to_tsquery", new Kind(Form.STANDARD, Operator.PHRASE),
          "plainto_tsquery", PLAIN,
          "phraseto_tsquery", new Kind(Form.PLAIN, Operator.PHRASE),
          "websearch_to_tsquery", new Kind(Form.WEB, Operator.PHRASE));

  private static Configuration configuration(Object oid) {
    return Configurations.byOid((Long) oid)
        .orElseThrow(() ->
            SqlException.of(
                SqlState.UNDEFINED_OBJECT,
                "cache lookup failed for text search configuration " + oid));
  }

  /** The one that the setting names. */
  private static Configuration current(FunctionContext context) {
    String name = Objects.requireNonNull(context.session().setting(SETTING));
    String bare = name.startsWith(OWN_SCHEMA) ? name.substring(OWN_SCHEMA.length()) : name;
    return Configurations.byName(bare)
        .orElseThrow(() ->
            SqlException.of(
                SqlState.UNDEFINED_OBJECT,
                "text search configuration \"" + name + "\" does not exist"));
  }

  private static TextVector vector(
      Configuration configuration, Object text, FunctionContext context) {
    return new WordReader(configuration, context).read((String) text).vector();
  }

  private static void vectors(FunctionLibrary library) {
    library.one("to_tsvector(text)", (a, context) -> vector(current(context), a, context));
    library.two(
        "to_tsvector(regconfig,text)", (a, b, context) -> vector(configuration(a), b, context));
    for (String json : List.of("json", "jsonb")) {
      library.one(
          "to_tsvector(" + json + ")",
          (a, context) -> JsonWords.vector(current(context), a, null, context));
      library.two(
          "to_tsvector(regconfig," + json + ")",
          (a, b, context) -> JsonWords.vector(configuration(a), b, null, context));
      library.two(
          json + "_to_tsvector(" + json + ",jsonb)",
          (a, b, context) -> JsonWords.vector(current(context), a, b, context));
      library.any(
          json + "_to_tsvector(regconfig," + json + ",jsonb)",
          (a, context) ->
              JsonWords.vector(
                  configuration(Objects.requireNonNull(a[0])),
                  Objects.requireNonNull(a[1]),
                  a[2],
                  context));
    }
  }

  private static void headlines(FunctionLibrary library) {
    for (String type : List.of("text", "json", "jsonb")) {
      String of = type + ",tsquery";
      library.two(
          "ts_headline(" + of + ")",
          (a, b, context) -> headline(type, current(context), a, b, null, context));
      library.any(
          "ts_headline(" + of + ",text)",
          (a, context) -> headline(type, current(context), at(a, 0), at(a, 1), a[2], context));
      library.any(
          "ts_headline(regconfig," + of + ")",
          (a, context) ->
              headline(type, configuration(at(a, 0)), at(a, 1), at(a, 2), null, context));
      library.any(
          "ts_headline(regconfig," + of + ",text)",
          (a, context) ->
              headline(type, configuration(at(a, 0)), at(a, 1), at(a, 2), a[3], context));
    }
  }

  private static Object at(@Nullable Object[] arguments, int index) {
    return Objects.requireNonNull(arguments[index]);
  }

  private static Object headline(
      String type,
      Configuration configuration,
      Object document,
      Object query,
      @Nullable Object options,
      FunctionContext context) {
    UnaryOperator<String> headline =
        text -> Headline.of(configuration, text, (TextQuery) query, (String) options, context);
    return type.equals("text")
        ? headline.apply((String) document)
        : JsonWords.mapped(document, headline);
  }
}
