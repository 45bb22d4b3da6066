package dev.tusk.executor.textsearch;

import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.DefinedObject;
import dev.tusk.executor.catalog.TextSearchObject.ConfigurationObject;
import dev.tusk.executor.catalog.TextSearchObject.DictionaryObject;
import dev.tusk.executor.textsearch.Configuration.Named;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.statement.DefinedKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The configurations and dictionaries of a database: PostgreSQL's own, those of extensions, and
 * those that statements made.
 */
public final class TextSearchCatalog {
  /** The dictionary that the extension unaccent brings. */
  public static final long UNACCENT_DICTIONARY = Configurations.UNACCENT.oid();

  private static final String SYSTEM_SCHEMA = "pg_catalog";

  private final CatalogState state;
  private final long database;

  public TextSearchCatalog(CatalogState state, long database) {
    this.state = state;
    this.database = database;
  }

  public Optional<Configuration> configuration(long oid) {
    return state.object(oid) instanceof ConfigurationObject made
        ? Optional.of(built(made))
        : Configurations.byOid(oid);
  }

  public Optional<Named> dictionary(long oid) {
    if (state.object(oid) instanceof DictionaryObject made) {
      return Optional.of(built(made));
    }
    if (oid == Configurations.UNACCENT.oid()) {
      return unaccentSchema() == null ? Optional.empty() : Optional.of(Configurations.UNACCENT);
    }
    return Configurations.dictionaryOf(oid);
  }

  private static Named built(DictionaryObject made) {
    Template template = Template.byOid(made.templateOid()).orElseThrow();
    return new Named(made.oid(), made.name(), template.dictionary(made.options()));
  }

  private Configuration built(ConfigurationObject made) {
    List<List<Named>> byType = new ArrayList<>();
    int most = made.mappings().isEmpty() ? 0 : made.mappings().lastKey();
    for (int type = 0; type <= most; type++) {
      List<Named> asked = new ArrayList<>();
      for (long dictionary : made.mappings().getOrDefault(type, List.of())) {
        dictionary(dictionary).ifPresent(asked::add);
      }
      byType.add(List.copyOf(asked));
    }
    return new Configuration(made.oid(), made.name(), List.copyOf(byType));
  }

  /** Where a kind's object of a name is. */
  private @Nullable DefinedObject find(DefinedKind kind, @Nullable String schema, String name) {
    return state.defined().find(kind, database, schema, name);
  }

  /** The OID of the configuration that a name means along a search path. */
  public Optional<Long> configurationOid(QualifiedName name, List<String> path) {
    for (String schema : name.schema() == null ? path : List.of(name.schema())) {
      Optional<Long> here =
          schema.equals(SYSTEM_SCHEMA)
              ? Configurations.byName(name.name()).map(Configuration::oid)
              : Optional.ofNullable(
                      find(DefinedKind.TEXT_SEARCH_CONFIGURATION, schema, name.name()))
                  .map(DefinedObject::oid);
      if (here.isPresent()) {
        return here;
      }
    }
    return Optional.empty();
  }

  /** The OID of the dictionary that a name means along a search path. */
  public Optional<Long> dictionaryOid(QualifiedName name, List<String> path) {
    for (String schema : name.schema() == null ? path : List.of(name.schema())) {
      Optional<Long> here =
          schema.equals(SYSTEM_SCHEMA)
              ? Configurations.dictionaryNamed(name.name()).map(Named::oid)
              : made(schema, name.name());
      if (here.isPresent()) {
        return here;
      }
    }
    return Optional.empty();
  }

  private Optional<Long> made(String schema, String name) {
    Named unaccent = Configurations.UNACCENT;
    if (unaccent.name().equals(name) && schema.equals(unaccentSchema())) {
      return Optional.of(unaccent.oid());
    }
    return Optional.ofNullable(find(DefinedKind.TEXT_SEARCH_DICTIONARY, schema, name))
        .map(DefinedObject::oid);
  }

  /** The OID of the template that a name means along a search path. */
  public Optional<Template> template(QualifiedName name, List<String> path) {
    for (Template template : Template.ALL) {
      String schema = template.extension() == null ? SYSTEM_SCHEMA : unaccentSchema();
      if (template.name().equals(name.name())
          && schema != null
          && (name.schema() == null ? path.contains(schema) : schema.equals(name.schema()))) {
        return Optional.of(template);
      }
    }
    return Optional.empty();
  }

  /** The schema in which the extension unaccent is; null where it is not there. */
  public @Nullable String unaccentSchema() {
    var extension = state.extension(database, "unaccent");
    return extension == null ? null : extension.schema();
  }

  /** The schema of a configuration or dictionary. */
  public String schemaOf(long oid) {
    if (state.object(oid) instanceof DefinedObject made && made.schema() != null) {
      return made.schema();
    }
    String unaccent = unaccentSchema();
    return oid == Configurations.UNACCENT.oid() && unaccent != null ? unaccent : SYSTEM_SCHEMA;
  }
}
