package dev.tusk.executor.command;

import dev.tusk.executor.catalog.TextSearchObject.ConfigurationObject;
import dev.tusk.executor.catalog.TextSearchObject.DictionaryObject;
import dev.tusk.executor.catalog.TextSearchObject.Option;
import dev.tusk.executor.rights.Schemas;
import dev.tusk.executor.textsearch.Configuration;
import dev.tusk.executor.textsearch.Template;
import dev.tusk.executor.textsearch.TextSearchCatalog;
import dev.tusk.executor.textsearch.TokenType;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.DefinedKind;
import dev.tusk.sql.statement.Definition;
import dev.tusk.sql.statement.TextSearchCommand;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** CREATE and ALTER TEXT SEARCH DICTIONARY and CONFIGURATION (commands/tsearchcmds.c). */
final class TextSearchCommands {
  private final CommandHost host;
  private final DefinedCommands defined;

  TextSearchCommands(CommandHost host, DefinedCommands defined) {
    this.host = host;
    this.defined = defined;
  }

  void run(TextSearchCommand command) {
    switch (command) {
      case TextSearchCommand.CreateDictionary s -> createDictionary(s);
      case TextSearchCommand.AlterDictionary s -> alterDictionary(s);
      case TextSearchCommand.CreateConfiguration s -> createConfiguration(s);
      case TextSearchCommand.SetMapping s -> setMapping(s);
      case TextSearchCommand.ReplaceDictionary s -> replaceDictionary(s);
      case TextSearchCommand.DropMapping s -> dropMapping(s);
    }
  }

  private TextSearchCatalog catalog() {
    return TextSearchCatalog.names(host.changes().state(), host.catalog().databaseOid());
  }

  private static QualifiedName qualified(Definition definition) {
    List<String> names = definition.names();
    return names.size() > 1
        ? new QualifiedName(names.getFirst(), names.get(1))
        : new QualifiedName(null, names.isEmpty() ? "" : names.getFirst());
  }

  private static Option option(Definition definition) {
    Definition.Value value = definition.value();
    return switch (value) {
      case Definition.Value.Number(var text) -> new Option(definition.name(), text, true);
      case null ->
          throw SqlException.of(SqlState.SYNTAX_ERROR, definition.name() + " requires a parameter");
      default -> new Option(definition.name(), String.join(".", definition.names()), false);
    };
  }

  private void createDictionary(TextSearchCommand.CreateDictionary statement) {
    String schema = RoutineNames.creationSchema(host, statement.name());
    Template template = null;
    List<Option> options = new ArrayList<>();
    for (Definition definition : statement.options()) {
      if (definition.name().equals("template")) {
        template = template(qualified(definition));
      } else {
        options.add(option(definition));
      }
    }
    if (template == null) {
      throw SqlException.of(SqlState.INVALID_OBJECT_DEFINITION, "text search template is required");
    }
    QualifiedName name = new QualifiedName(schema, statement.name().name());
    DictionaryObject made =
        new DictionaryObject(
            host.changes().newOid(),
            host.catalog().databaseOid(),
            schema,
            name.name(),
            template.oid(),
            List.copyOf(options));
    TextSearchCatalog.of(host.routines()).read(made);
    requireFree(DefinedKind.TEXT_SEARCH_DICTIONARY, name, "pg_ts_dict", "dictname");
    host.changes().put(made);
  }

  /** PostgreSQL lets the catalog's index refuse a name that is taken. */
  private void requireFree(DefinedKind kind, QualifiedName name, String table, String column) {
    if (defined.find(kind, name) == null) {
      defined.requireFree(kind, name);
      return;
    }
    String schema = column.replace("name", "namespace");
    String index = table + "_" + column + "_index";
    throw SqlException.of(
            SqlState.UNIQUE_VIOLATION,
            "duplicate key value violates unique constraint \"" + index + "\"")
        .withDetail(
            "Key ("
                + column
                + ", "
                + schema
                + ")=("
                + name.name()
                + ", "
                + Schemas.address(host.catalog(), String.valueOf(name.schema()))
                    .map(ObjectAddress::objectOid)
                    .orElse(0L)
                + ") already exists.")
        .about("pg_catalog", table, null, index);
  }

  private Template template(QualifiedName name) {
    return catalog()
        .template(name, host.catalog().searchPath())
        .orElseThrow(() -> missing("template", name));
  }

  private static SqlException missing(String what, QualifiedName name) {
    return SqlException.of(
        SqlState.UNDEFINED_OBJECT, "text search " + what + " \"" + name + "\" does not exist");
  }

  private void alterDictionary(TextSearchCommand.AlterDictionary statement) {
    DictionaryObject dictionary =
        (DictionaryObject) defined.owned(DefinedKind.TEXT_SEARCH_DICTIONARY, statement.name());
    List<Option> options = new ArrayList<>(dictionary.options());
    for (Definition definition : statement.options()) {
      options.removeIf(option -> option.name().equals(definition.name()));
      if (definition.value() != null) {
        options.add(option(definition));
      }
    }
    DictionaryObject changed = dictionary.with(List.copyOf(options));
    TextSearchCatalog.of(host.routines()).read(changed);
    host.changes().put(changed);
  }

  private void createConfiguration(TextSearchCommand.CreateConfiguration statement) {
    String schema = RoutineNames.creationSchema(host, statement.name());
    boolean parser = false;
    QualifiedName source = null;
    for (Definition definition : statement.options()) {
      switch (definition.name()) {
        case "parser" -> {
          QualifiedName name = qualified(definition);
          if (!name.name().equals("default")
              || name.schema() != null && !name.schema().equals("pg_catalog")) {
            throw missing("parser", name);
          }
          parser = true;
        }
        case "copy" -> source = qualified(definition);
        default ->
            throw SqlException.of(
                SqlState.SYNTAX_ERROR,
                "text search configuration parameter \"" + definition.name() + "\" not recognized");
      }
    }
    if (parser && source != null) {
      throw SqlException.of(SqlState.SYNTAX_ERROR, "cannot specify both PARSER and COPY options");
    }
    SortedMap<Integer, List<Long>> mappings = source == null ? new TreeMap<>() : copied(source);
    if (!parser && source == null) {
      throw SqlException.of(SqlState.INVALID_OBJECT_DEFINITION, "text search parser is required");
    }
    QualifiedName name = new QualifiedName(schema, statement.name().name());
    requireFree(DefinedKind.TEXT_SEARCH_CONFIGURATION, name, "pg_ts_config", "cfgname");
    host.changes()
        .put(
            new ConfigurationObject(
                host.changes().newOid(),
                host.catalog().databaseOid(),
                schema,
                name.name(),
                mappings));
  }

  private SortedMap<Integer, List<Long>> copied(QualifiedName source) {
    TextSearchCatalog catalog = catalog();
    Configuration configuration =
        catalog
            .configurationOid(source, host.catalog().searchPath())
            .flatMap(catalog::configuration)
            .orElseThrow(() -> missing("configuration", source));
    TreeMap<Integer, List<Long>> mappings = new TreeMap<>();
    for (int type = 0; type < configuration.byType().size(); type++) {
      List<Long> dictionaries =
          configuration.byType().get(type).stream().map(Configuration.Named::oid).toList();
      if (!dictionaries.isEmpty()) {
        mappings.put(type, dictionaries);
      }
    }
    return mappings;
  }

  private ConfigurationObject configuration(QualifiedName name) {
    return (ConfigurationObject) defined.owned(DefinedKind.TEXT_SEARCH_CONFIGURATION, name);
  }

  /** The numbers of kinds of tokens, each once. */
  private static Set<Integer> types(List<String> names) {
    Set<Integer> types = new LinkedHashSet<>();
    for (String name : names) {
      types.add(
          TokenType.ALL.stream()
              .filter(type -> type.alias().equals(name))
              .findFirst()
              .orElseThrow(() ->
                  SqlException.of(
                      SqlState.INVALID_PARAMETER_VALUE,
                      "token type \"" + name + "\" does not exist"))
              .id());
    }
    return types;
  }

  private long dictionary(QualifiedName name) {
    return catalog()
        .dictionaryOid(name, host.catalog().searchPath())
        .orElseThrow(() -> missing("dictionary", name));
  }

  private void setMapping(TextSearchCommand.SetMapping statement) {
    ConfigurationObject configuration = configuration(statement.name());
    Set<Integer> types = types(statement.types());
    List<Long> dictionaries = statement.dictionaries().stream().map(this::dictionary).toList();
    TreeMap<Integer, List<Long>> mappings = new TreeMap<>(configuration.mappings());
    for (int type : types) {
      if (!statement.override() && mappings.containsKey(type)) {
        throw SqlException.of(
                SqlState.UNIQUE_VIOLATION,
                "duplicate key value violates unique constraint \"pg_ts_config_map_index\"")
            .withDetail(
                "Key (mapcfg, maptokentype, mapseqno)=("
                    + configuration.oid()
                    + ", "
                    + type
                    + ", 1) already exists.");
      }
      mappings.put(type, dictionaries);
    }
    host.changes().put(configuration.with(mappings));
  }

  private void replaceDictionary(TextSearchCommand.ReplaceDictionary statement) {
    ConfigurationObject configuration = configuration(statement.name());
    Set<Integer> types = types(statement.types());
    long from = dictionary(statement.from());
    long to = dictionary(statement.to());
    TreeMap<Integer, List<Long>> mappings = new TreeMap<>(configuration.mappings());
    mappings.replaceAll((type, dictionaries) ->
        types.isEmpty() || types.contains(type)
            ? dictionaries.stream().map(d -> d == from ? (Long) to : d).toList()
            : dictionaries);
    host.changes().put(configuration.with(mappings));
  }

  private void dropMapping(TextSearchCommand.DropMapping statement) {
    ConfigurationObject configuration = configuration(statement.name());
    TreeMap<Integer, List<Long>> mappings = new TreeMap<>(configuration.mappings());
    types(statement.types());
    for (String name : new LinkedHashSet<>(statement.types())) {
      @Nullable List<Long> removed = mappings.remove(types(List.of(name)).iterator().next());
      if (removed != null) {
        continue;
      }
      String message = "mapping for token type \"" + name + "\" does not exist";
      if (!statement.ifExists()) {
        throw SqlException.of(SqlState.UNDEFINED_OBJECT, message);
      }
      host.notice(message + ", skipping");
    }
    host.changes().put(configuration.with(mappings));
  }
}
