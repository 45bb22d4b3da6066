package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.executor.textsearch.Configuration;
import dev.tusk.executor.textsearch.Dictionary;
import dev.tusk.executor.textsearch.Headline;
import dev.tusk.executor.textsearch.QueryReader;
import dev.tusk.executor.textsearch.TextSearchCatalog;
import dev.tusk.executor.textsearch.TextTokens;
import dev.tusk.executor.textsearch.UnaccentDictionary;
import dev.tusk.executor.textsearch.VectorOccurrences;
import dev.tusk.executor.textsearch.WordReader;
import dev.tusk.sql.catalog.QualifiedName;
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

  private TextParseBodies() {}

  static void register(FunctionLibrary library) {
    vectors(library);
    for (Map.Entry<String, Kind> kind : KINDS.entrySet()) {
      String name = kind.getKey();
      Kind how = kind.getValue();
      library.one(name + "(text)", (a, context) -> how.read(current(context), a, context));
      library.two(
          name + "(regconfig,text)",
          (a, b, context) -> how.read(configuration(a, context), b, context));
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
        "ts_lexize(regdictionary,text)",
        (a, b, context) ->
            TextTokens.lexize(dictionary(a, context), (String) b, context::checkCancelled));
    library.set(
        "ts_debug(text)",
        (a, context) -> TextTokens.explain(current(context), (String) at(a, 0), context));
    library.set(
        "ts_debug(regconfig,text)",
        (a, context) ->
            TextTokens.explain(configuration(at(a, 0), context), (String) at(a, 1), context));
    library.one("unaccent(text)", (a, _) -> UnaccentDictionary.STANDARD.apply((String) a));
    library.two("unaccent(regdictionary,text)", TextParseBodies::unaccent);
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

  private static TextSearchCatalog catalog(FunctionContext context) {
    return TextSearchCatalog.of(context);
  }

  private static Configuration configuration(Object oid, FunctionContext context) {
    return catalog(context)
        .configuration((Long) oid)
        .orElseThrow(() ->
            SqlException.of(
                SqlState.UNDEFINED_OBJECT,
                "cache lookup failed for text search configuration " + oid));
  }

  private static Dictionary dictionary(Object oid, FunctionContext context) {
    return catalog(context)
        .dictionary((Long) oid)
        .orElseThrow(() ->
            SqlException.of(
                SqlState.UNDEFINED_OBJECT, "cache lookup failed for text search dictionary " + oid))
        .dictionary();
  }

  /** By whatever dictionary it is: what it makes of a word stands for it. */
  private static Object unaccent(Object oid, Object text, FunctionContext context) {
    Dictionary dictionary = dictionary(oid, context);
    if (dictionary instanceof UnaccentDictionary unaccent) {
      return unaccent.apply((String) text);
    }
    List<Dictionary.Form> forms = dictionary.lexize((String) text);
    return forms == null || forms.isEmpty() ? text : forms.getFirst().lexeme();
  }

  /** The one that the setting names. */
  private static Configuration current(FunctionContext context) {
    String name = Objects.requireNonNull(context.session().setting(SETTING));
    int dot = name.lastIndexOf('.');
    QualifiedName written =
        new QualifiedName(dot < 0 ? null : name.substring(0, dot), name.substring(dot + 1));
    TextSearchCatalog catalog = catalog(context);
    return catalog
        .configurationOid(written, context.session().catalog().searchPath())
        .flatMap(catalog::configuration)
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
        "to_tsvector(regconfig,text)",
        (a, b, context) -> vector(configuration(a, context), b, context));
    for (String json : List.of("json", "jsonb")) {
      library.one(
          "to_tsvector(" + json + ")",
          (a, context) -> JsonWords.vector(current(context), a, null, context));
      library.two(
          "to_tsvector(regconfig," + json + ")",
          (a, b, context) -> JsonWords.vector(configuration(a, context), b, null, context));
      library.two(
          json + "_to_tsvector(" + json + ",jsonb)",
          (a, b, context) -> JsonWords.vector(current(context), a, b, context));
      library.any(
          json + "_to_tsvector(regconfig," + json + ",jsonb)",
          (a, context) ->
              JsonWords.vector(
                  configuration(Objects.requireNonNull(a[0]), context),
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
              headline(type, configuration(at(a, 0), context), at(a, 1), at(a, 2), null, context));
      library.any(
          "ts_headline(regconfig," + of + ",text)",
          (a, context) ->
              headline(type, configuration(at(a, 0), context), at(a, 1), at(a, 2), a[3], context));
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
