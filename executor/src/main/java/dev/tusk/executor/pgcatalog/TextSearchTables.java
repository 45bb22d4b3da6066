package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.textsearch.Configuration;
import dev.tusk.executor.textsearch.Configurations;
import dev.tusk.executor.textsearch.Configurations.DictionaryRow;
import dev.tusk.executor.textsearch.TextTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Text search: configurations, which dictionaries they ask, the parser, templates. */
final class TextSearchTables {
  private static final long SCHEMA = 11;
  private static final long SNOWBALL = 13_150;

  private static final Map<String, Long> TEMPLATE_OIDS =
      Map.of("simple", 3727L, "snowball", SNOWBALL);

  private TextSearchTables() {}

  static final SystemTable<Configuration> CONFIGURATIONS =
      SystemTable.<Configuration>named(
              "pg_catalog", "pg_ts_config", 3602, _ -> Configurations.all())
          .column("oid", "oid", (r, _) -> r.oid())
          .column("cfgname", "name", (r, _) -> r.name())
          .column("cfgnamespace", "oid", (_, _) -> SCHEMA)
          .column("cfgowner", "oid", (_, _) -> SystemTable.OWNER)
          .column("cfgparser", "oid", (_, _) -> TextTokens.DEFAULT_PARSER)
          .build();

  /** A dictionary that a configuration asks for a kind of tokens. */
  record Mapping(long configuration, int type, int number, long dictionary) {}

  private static List<Mapping> mappings() {
    List<Mapping> rows = new ArrayList<>();
    for (Configuration configuration : Configurations.all()) {
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
      SystemTable.<Mapping>named("pg_catalog", "pg_ts_config_map", 3603, _ -> mappings())
          .column("mapcfg", "oid", (r, _) -> r.configuration())
          .column("maptokentype", "int4", (r, _) -> r.type())
          .column("mapseqno", "int4", (r, _) -> r.number())
          .column("mapdict", "oid", (r, _) -> r.dictionary())
          .build();

  static final SystemTable<DictionaryRow> DICTIONARIES =
      SystemTable.<DictionaryRow>named(
              "pg_catalog", "pg_ts_dict", 3600, _ -> Configurations.dictionaryRows())
          .column("oid", "oid", (r, _) -> r.oid())
          .column("dictname", "name", (r, _) -> r.name())
          .column("dictnamespace", "oid", (_, _) -> SCHEMA)
          .column("dictowner", "oid", (_, _) -> SystemTable.OWNER)
          .column("dicttemplate", "oid", (r, _) -> TEMPLATE_OIDS.get(r.template()))
          .column("dictinitoption", "text", (r, _) -> options(r))
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

  /** What dictionaries are made of, and the functions of each. */
  record Template(long oid, String name, long init, long lexize) {}

  private static final List<Template> TEMPLATES =
      List.of(
          new Template(3727, "simple", 3725, 3726),
          new Template(3730, "synonym", 3728, 3729),
          new Template(3733, "ispell", 3731, 3732),
          new Template(3742, "thesaurus", 3740, 3741),
          new Template(SNOWBALL, "snowball", 13_148, 13_149));

  static final SystemTable<Template> TEMPLATE_TABLE =
      SystemTable.<Template>named("pg_catalog", "pg_ts_template", 3764, _ -> TEMPLATES)
          .column("oid", "oid", (r, _) -> r.oid())
          .column("tmplname", "name", (r, _) -> r.name())
          .column("tmplnamespace", "oid", (_, _) -> SCHEMA)
          .column("tmplinit", "regproc", (r, _) -> r.init())
          .column("tmpllexize", "regproc", (r, _) -> r.lexize())
          .build();
}
