package dev.tusk.executor.catalog;

import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.statement.DefinedKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A text search dictionary or configuration that a statement made. */
public sealed interface TextSearchObject extends DefinedObject {
  @Override
  DefinedKind kind();

  /**
   * What is said to a dictionary's template.
   *
   * @param number whether the value was written as a number, and is shown so
   */
  record Option(String name, String value, boolean number) {}

  /**
   * A dictionary.
   *
   * @param templateOid {@code pg_ts_template.oid}
   */
  record DictionaryObject(
      long oid,
      long databaseOid,
      @Nullable String schema,
      String name,
      long templateOid,
      List<Option> options)
      implements TextSearchObject {
    @Override
    public DefinedKind kind() {
      return DefinedKind.TEXT_SEARCH_DICTIONARY;
    }

    @Override
    public ObjectAddress address() {
      return ObjectAddress.of(ObjectAddress.PG_TS_DICT, oid);
    }

    @Override
    public List<Dependency> dependencies() {
      return List.of(
          Dependency.normal(ObjectAddress.of(ObjectAddress.PG_TS_TEMPLATE, templateOid)));
    }

    @Override
    public DictionaryObject named(@Nullable String newSchema, String newName) {
      return new DictionaryObject(oid, databaseOid, newSchema, newName, templateOid, options);
    }

    /** The same with other options. */
    public DictionaryObject with(List<Option> newOptions) {
      return new DictionaryObject(oid, databaseOid, schema, name, templateOid, newOptions);
    }
  }

  /**
   * A configuration.
   *
   * @param mappings the dictionaries that are asked, by the number of the kind of token
   */
  record ConfigurationObject(
      long oid,
      long databaseOid,
      @Nullable String schema,
      String name,
      SortedMap<Integer, List<Long>> mappings)
      implements TextSearchObject {
    @Override
    public DefinedKind kind() {
      return DefinedKind.TEXT_SEARCH_CONFIGURATION;
    }

    @Override
    public ObjectAddress address() {
      return ObjectAddress.of(ObjectAddress.PG_TS_CONFIG, oid);
    }

    @Override
    public List<Dependency> dependencies() {
      TreeSet<Long> dictionaries = new TreeSet<>();
      mappings.values().forEach(dictionaries::addAll);
      List<Dependency> needs = new ArrayList<>();
      for (long dictionary : dictionaries) {
        needs.add(Dependency.normal(ObjectAddress.of(ObjectAddress.PG_TS_DICT, dictionary)));
      }
      return needs;
    }

    @Override
    public ConfigurationObject named(@Nullable String newSchema, String newName) {
      return new ConfigurationObject(oid, databaseOid, newSchema, newName, mappings);
    }

    /** The same with other mappings. */
    public ConfigurationObject with(Map<Integer, List<Long>> newMappings) {
      return new ConfigurationObject(oid, databaseOid, schema, name, new TreeMap<>(newMappings));
    }
  }
}
