package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalog.TextSearchObject.ConfigurationObject;
import dev.tusk.executor.catalog.TextSearchObject.DictionaryObject;
import dev.tusk.executor.catalog.TextSearchObject.Option;
import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.SchemaRow;
import dev.tusk.executor.textsearch.Configuration;
import dev.tusk.executor.textsearch.Configurations;
import dev.tusk.executor.textsearch.Configurations.DictionaryRow;
import dev.tusk.executor.textsearch.Template;
import dev.tusk.executor.textsearch.TextSearchCatalog;
import dev.tusk.executor.textsearch.TextTokens;
import dev.tusk.sql.catalog.Identifier;
import dev.tusk.sql.catalog.ObjectAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Text search: configurations, which dictionaries they ask, the parser, templates. */
final class TextSearchTables {
  private static final long SCHEMA = 11;

  private TextSearchTables() {}

  static final SystemTable<Configuration> CONFIGURATIONS =
      SystemTable.<Configuration>named(
              "pg_catalog", "pg_ts_config", 3602, TextSearchTables::configurations)
          .column("oid", "oid", (r, _) -> r.oid())
          .column("cfgname", "name", (r, _) -> r.name())
          .column("cfgnamespace", "oid", (r, v) -> schema(r.oid(), v))
          .column("cfgowner", "oid", (r, v) -> v.owner(ObjectAddress.PG_TS_CONFIG, r.oid()))
          .column("cfgparser", "oid", (_, _) -> TextTokens.DEFAULT_PARSER)
          .build();

  /** A dictionary that a configuration asks for a kind of tokens. */
  record Mapping(long configuration, int type, int number, long dictionary) {}

  private static TextSearchCatalog catalog(CatalogView view) {
    return TextSearchCatalog.names(view.state(), view.databaseOid());
  }

  private static long schema(long oid, CatalogView view) {
    String name = catalog(view).schemaOf(oid);
    return view.schemas().stream()
        .filter(schema -> schema.name().equals(name))
        .map(SchemaRow::oid)
        .findFirst()
        .orElse(SCHEMA);
  }

  private static List<Configuration> configurations(CatalogView view) {
    List<Configuration> all = new ArrayList<>(Configurations.all());
    for (ConfigurationObject made :
        view.state().defined().of(ConfigurationObject.class, view.databaseOid())) {
      catalog(view).configuration(made.oid()).ifPresent(all::add);
    }
    return all;
  }

  private static List<Mapping> mappings(CatalogView view) {
    List<Mapping> rows = new ArrayList<>();
    for (Configuration configuration : configurations(view)) {
      for (int type = 0; type < configuration.byType().size(); type++) {
        int number = 1;
        for (Configuration.Named dictionary : configuration.byType().get(type)) {
          rows.add(new Mapping(configuration.oid(), type, number++, dictionary.oid()));
        }
      }
    }
    return rows;
  }

  static final SystemTable<Mapping> MAPPINGS =
      SystemTable.<Mapping>named("pg_catalog", "pg_ts_config_map", 3603, TextSearchTables::mappings)
          .column("mapcfg", "oid", (r, _) -> r.configuration())
          .column("maptokentype", "int4", (r, _) -> r.type())
          .column("mapseqno", "int4", (r, _) -> r.number())
          .column("mapdict", "oid", (r, _) -> r.dictionary())
          .build();

  /** A dictionary, and how its options are shown. */
  record Shown(long oid, String name, long template, @Nullable String options) {}

  private static List<Shown> dictionaries(CatalogView view) {
    List<Shown> rows = new ArrayList<>();
    for (DictionaryRow own : Configurations.dictionaryRows()) {
      long template =
          Template.ALL.stream()
              .filter(t -> t.name().equals(own.template()))
              .findFirst()
              .orElseThrow()
              .oid();
      rows.add(new Shown(own.oid(), own.name(), template, options(own)));
    }
    if (catalog(view).unaccentSchema() != null) {
      rows.add(
          new Shown(
              TextSearchCatalog.UNACCENT_DICTIONARY,
              "unaccent",
              Template.UNACCENT,
              "rules = 'unaccent'"));
    }
    for (DictionaryObject made :
        view.state().defined().of(DictionaryObject.class, view.databaseOid())) {
      rows.add(new Shown(made.oid(), made.name(), made.templateOid(), options(made)));
    }
    return rows;
  }

  private static @Nullable String options(DictionaryObject made) {
    List<String> shown = new ArrayList<>();
    for (Option option : made.options()) {
      String value = option.value().replace("'", "''");
      boolean escapes = value.indexOf('\\') >= 0;
      shown.add(
          Identifier.quoted(option.name())
              + " = "
              + (option.number()
                  ? option.value()
                  : escapes ? "E'" + value.replace("\\", "\\\\") + "'" : "'" + value + "'"));
    }
    return shown.isEmpty() ? null : String.join(", ", shown);
  }

  static final SystemTable<Shown> DICTIONARIES =
      SystemTable.<Shown>named("pg_catalog", "pg_ts_dict", 3600, TextSearchTables::dictionaries)
          .column("oid", "oid", (r, _) -> r.oid())
          .column("dictname", "name", (r, _) -> r.name())
          .column("dictnamespace", "oid", (r, v) -> schema(r.oid(), v))
          .column("dictowner", "oid", (r, v) -> v.owner(ObjectAddress.PG_TS_DICT, r.oid()))
          .column("dicttemplate", "oid", (r, _) -> r.template())
          .column("dictinitoption", "text", (r, _) -> r.options())
          .build();

  private static @Nullable String options(DictionaryRow row) {
    if (row.language().equals("-")) {
      return null;
    }
    return "language = '"
        + row.language()
        + "'"
        + (row.stop().equals("-") ? "" : ", stopwords = '" + row.stop() + "'");
  }

  /** The one parser. */
  static final SystemTable<Long> PARSERS =
      SystemTable.<Long>named(
              "pg_catalog", "pg_ts_parser", 3601, _ -> List.of(TextTokens.DEFAULT_PARSER))
          .column("oid", "oid", (r, _) -> r)
          .column("prsname", "name", (_, _) -> "default")
          .column("prsnamespace", "oid", (_, _) -> SCHEMA)
          .column("prsstart", "regproc", (_, _) -> 3717L)
          .column("prstoken", "regproc", (_, _) -> 3718L)
          .column("prsend", "regproc", (_, _) -> 3719L)
          .column("prsheadline", "regproc", (_, _) -> 3720L)
          .column("prslextype", "regproc", (_, _) -> 3721L)
          .build();

  private static List<Template> templates(CatalogView view) {
    boolean unaccent = catalog(view).unaccentSchema() != null;
    return Template.ALL.stream().filter(t -> t.extension() == null || unaccent).toList();
  }

  static final SystemTable<Template> TEMPLATE_TABLE =
      SystemTable.<Template>named("pg_catalog", "pg_ts_template", 3764, TextSearchTables::templates)
          .column("oid", "oid", (r, _) -> r.oid())
          .column("tmplname", "name", (r, _) -> r.name())
          .column(
              "tmplnamespace",
              "oid",
              (r, v) ->
                  r.extension() == null
                      ? (Long) SCHEMA
                      : schema(TextSearchCatalog.UNACCENT_DICTIONARY, v))
          .column("tmplinit", "regproc", (r, _) -> r.init())
          .column("tmpllexize", "regproc", (r, _) -> r.lexize())
          .build();
}
