package dev.tusk.executor.textsearch;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.textsearch.Dictionary.Form;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.RecordValue;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What ts_parse, ts_token_type and ts_lexize show of parsers and dictionaries. */
public final class TextTokens {
  /** {@code pg_ts_parser.oid} of the one parser. */
  public static final long DEFAULT_PARSER = 3722;

  private static final List<Type> TYPE_TYPES = List.of(Types.INT4, Types.TEXT, Types.TEXT);
  private static final List<String> TYPE_NAMES = List.of("tokid", "alias", "description");
  private static final List<Type> TOKEN_TYPES = List.of(Types.INT4, Types.TEXT);
  private static final List<String> TOKEN_NAMES = List.of("tokid", "token");

  private static final List<Type> EXPLAINED_TYPES =
      List.of(
          Types.TEXT,
          Types.TEXT,
          Types.TEXT,
          Types.array(Types.REGDICTIONARY),
          Types.REGDICTIONARY,
          Types.array(Types.TEXT));
  private static final List<String> EXPLAINED_NAMES =
      List.of("alias", "description", "token", "dictionaries", "dictionary", "lexemes");

  private TextTokens() {}

  /**
   * The parser that a name or an OID means.
   *
   * @throws SqlException 42704 when there is none
   */
  public static long checkParser(Object parser) {
    boolean known =
        parser instanceof String name
            ? name.equals("default") || name.equals("pg_catalog.default")
            : parser.equals(DEFAULT_PARSER);
    if (!known) {
      throw SqlException.of(
          SqlState.UNDEFINED_OBJECT,
          parser instanceof String
              ? "text search parser \"" + parser + "\" does not exist"
              : "cache lookup failed for text search parser " + parser);
    }
    return DEFAULT_PARSER;
  }

  /** The kinds of tokens of a parser. */
  public static Iterator<@Nullable Object> types(long parser) {
    assert parser == DEFAULT_PARSER;
    return TokenType.ALL.stream()
        .<@Nullable Object>map(type ->
            new RecordValue(
                TYPE_TYPES, TYPE_NAMES, new Object[] {type.id(), type.alias(), type.description()}))
        .iterator();
  }

  /** The tokens of a text. */
  public static Iterator<@Nullable Object> parse(long parser, String text) {
    assert parser == DEFAULT_PARSER;
    List<@Nullable Object> tokens = new ArrayList<>();
    DefaultParser cut = new DefaultParser(text);
    while (cut.next()) {
      tokens.add(new RecordValue(TOKEN_TYPES, TOKEN_NAMES, new Object[] {cut.type(), cut.token()}));
    }
    return tokens.iterator();
  }

  /**
   * ts_debug: for each token the dictionaries that are asked, the one that knows it, its lexemes.
   */
  public static Iterator<@Nullable Object> explain(
      Configuration configuration, String text, FunctionContext context) {
    List<@Nullable Object> tokens = new ArrayList<>();
    DefaultParser cut = new DefaultParser(text);
    while (cut.next()) {
      context.checkCancelled();
      List<Configuration.Named> asked = configuration.dictionaries(cut.type());
      Configuration.Named known = asked.isEmpty() ? null : asked.getFirst();
      Object lexemes = null;
      for (Configuration.Named named : asked) {
        lexemes = lexize(named.dictionary(), cut.token(), context::checkCancelled);
        if (lexemes != null) {
          known = named;
          break;
        }
      }
      TokenType type = TokenType.of(cut.type());
      tokens.add(
          new RecordValue(
              EXPLAINED_TYPES,
              EXPLAINED_NAMES,
              new @Nullable Object[] {
                type.alias(),
                type.description(),
                cut.token(),
                ArrayValue.of(
                    Types.REGDICTIONARY, asked.stream().map(Configuration.Named::oid).toArray()),
                known == null ? null : (Long) known.oid(),
                lexemes
              }));
    }
    return tokens.iterator();
  }

  /** A word's lexemes by a dictionary; null for a word that it does not know. */
  public static @Nullable Object lexize(Dictionary dictionary, String word, Runnable check) {
    List<Form> forms =
        dictionary instanceof PhraseDictionary phrases
            ? phrases.step(word, null, check).forms()
            : dictionary.lexize(word, check);
    return forms == null
        ? null
        : ArrayValue.of(Types.TEXT, forms.stream().map(Form::lexeme).toArray());
  }
}
