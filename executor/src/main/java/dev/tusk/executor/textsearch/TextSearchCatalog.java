package dev.tusk.executor.textsearch;

import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.DefinedObject;
import dev.tusk.executor.catalog.TextSearchObject.ConfigurationObject;
import dev.tusk.executor.catalog.TextSearchObject.DictionaryObject;
import dev.tusk.executor.catalog.TextSearchObject.Option;
import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.lexicon.LexiconFiles;
import dev.tusk.executor.lexicon.LexiconReading;
import dev.tusk.executor.textsearch.Configuration.Named;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
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

  /** What reading a file of words may take. */
  private static final long LOAD_NANOS = 1_000_000_000;

  private final CatalogState state;
  private final long database;
  private final @Nullable FunctionContext context;

  private TextSearchCatalog(CatalogState state, long database, @Nullable FunctionContext context) {
    this.state = state;
    this.database = database;
    this.context = context;
  }

  /** For names: its dictionaries cannot be asked for words. */
  public static TextSearchCatalog names(CatalogState state, long database) {
    return new TextSearchCatalog(state, database, null);
  }

  /** As a session sees it. */
  public static TextSearchCatalog of(FunctionContext context) {
    CatalogView view = context.session().view();
    return new TextSearchCatalog(view.state(), view.databaseOid(), context);
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

  /** Its files are read when it is first asked for a word. */
  private Named built(DictionaryObject made) {
    return new Named(made.oid(), made.name(), () -> loaded(made));
  }

  private FunctionContext session() {
    if (context == null) {
      throw new IllegalStateException("names only");
    }
    return context;
  }

  private Dictionary loaded(DictionaryObject made) {
    LexiconFiles files = session().session().lexicon();
    Object needs = words(made);
    if (!files.has(made, needs)) {
      session().reserve(LOAD_NANOS);
    }
    return files.get(made, needs, Dictionary.class, reading -> make(made, reading));
  }

  /**
   * Reads a dictionary's files, whether or not they have been read.
   *
   * @throws SqlException for an option that its template does not know, or lacks, and for what is
   *     wrong with a file
   */
  public void read(DictionaryObject made) {
    session()
        .session()
        .lexicon()
        .read(made, words(made), Dictionary.class, reading -> make(made, reading));
  }

  private Dictionary make(DictionaryObject made, LexiconReading reading) {
    String template = Template.byOid(made.templateOid()).orElseThrow().name();
    return new DictionaryMaker(reading, this::words, session().session()::notice)
        .make(template, made.options());
  }

  /** The dictionary that reads the words of a thesaurus; the object itself for any other. */
  private Object words(DictionaryObject made) {
    if (made.templateOid() == Template.THESAURUS) {
      for (Option option : made.options()) {
        if (option.name().equals("dictionary") && find(option.value()).isPresent()) {
          return words(option.value());
        }
      }
    }
    return made.options();
  }

  private Optional<Long> find(String name) {
    int dot = name.lastIndexOf('.');
    QualifiedName written =
        new QualifiedName(dot < 0 ? null : name.substring(0, dot), name.substring(dot + 1));
    return dictionaryOid(written, session().session().catalog().searchPath());
  }

  /** Which is no thesaurus, so that none is read by itself. */
  private Dictionary words(String name) {
    Optional<Long> found = find(name);
    if (found.isPresent()
        && state.object(found.get()) instanceof DictionaryObject made
        && made.templateOid() == Template.THESAURUS) {
      throw ThesaurusDictionary.nested();
    }
    return found
        .flatMap(this::dictionary)
        .orElseThrow(() ->
            SqlException.of(
                SqlState.UNDEFINED_OBJECT,
                "text search dictionary \"" + name + "\" does not exist"))
        .dictionary();
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
