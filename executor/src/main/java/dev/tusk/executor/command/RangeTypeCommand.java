package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CastObject;
import dev.tusk.executor.catalog.CatalogObject.TypeObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.RangeConstructor;
import dev.tusk.executor.catalog.TypeDefinition;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.TypeNumbers;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.CastSignature;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.planner.analyze.Collations;
import dev.tusk.sql.statement.CreateType;
import dev.tusk.sql.statement.TypeName;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * CREATE TYPE … AS RANGE: the type, that of several ranges, the functions that make values of both,
 * and the cast from one to the other (commands/typecmds.c: {@code DefineRange}).
 */
final class RangeTypeCommand {
  private final CommandHost host;
  private final CreateType.Definition.Range given;

  RangeTypeCommand(CommandHost host, CreateType.Definition.Range given) {
    this.host = host;
    this.given = given;
  }

  void create(long database, String schema, String name) {
    Type subtype = subtype();
    int difference = check(subtype);
    int oid = (int) host.changes().newOid();
    int several = (int) host.changes().newOid();
    TypeObject range =
        new TypeObject(
            oid, database, schema, name, new TypeDefinition.Range(subtype, difference, several));
    host.changes().put(range);
    QualifiedName severalName = multirange(database, schema, name);
    TypeObject multirange =
        new TypeObject(
            several,
            database,
            Objects.requireNonNull(severalName.schema()),
            severalName.name(),
            new TypeDefinition.Multirange(oid));
    host.changes().put(multirange);
    functions(range, multirange, subtype.oid());
  }

  private Type subtype() {
    if (given.subtype() == null) {
      throw SqlException.of(SqlState.SYNTAX_ERROR, "type attribute \"subtype\" is required");
    }
    Type subtype = named(given.subtype());
    if (subtype.category() == 'P' || subtype == Types.UNKNOWN) {
      throw SqlException.of(
          SqlState.DATATYPE_MISMATCH, "range subtype cannot be " + subtype.displayName());
    }
    return subtype;
  }

  /** As PostgreSQL says it of this: without the place. */
  private Type named(TypeName name) {
    try {
      return host.expressions().type(name).type();
    } catch (SqlException e) {
      throw e.replacePosition(0);
    }
  }

  /** What is said of the subtype; the OID of the function for differences, or 0. */
  private int check(Type subtype) {
    if (given.operatorClass() != null) {
      OperatorClasses.ofBtree(subtype, given.operatorClass());
    } else if (!subtype.ordered()) {
      throw SqlException.of(
              SqlState.UNDEFINED_OBJECT,
              "data type "
                  + subtype.displayName()
                  + " has no default operator class for access method \"btree\"")
          .withHint(
              "You must specify an operator class for the range type or define a default operator"
                  + " class for the subtype.");
    }
    if (given.collation() != null) {
      if (subtype.collation() == 0) {
        throw SqlException.of(
            SqlState.WRONG_OBJECT_TYPE,
            "range collation specified but subtype does not support collation");
      }
      if (!Collations.resolve(host.catalog(), given.collation(), subtype).bytewise()) {
        throw SqlException.notSupported("a range type with a collation of ICU")
            .withHint("Leave COLLATION away: the bounds are compared by their bytes.");
      }
    }
    if (given.canonical() != null) {
      // A function over the type would have to be there before the type.
      throw SqlException.of(
              SqlState.INVALID_OBJECT_DEFINITION,
              "cannot specify a canonical function without a pre-created shell type")
          .withHint(
              "Create the type as a shell type, then create its canonicalization function, then do"
                  + " a full CREATE TYPE.");
    }
    return given.difference() == null ? 0 : difference(subtype, given.difference());
  }

  private int difference(Type subtype, QualifiedName name) {
    List<String> names =
        name.schema() == null ? List.of(name.name()) : List.of(name.schema(), name.name());
    FunctionSignature function = new PartLookup(host).find(names, List.of(subtype, subtype));
    String shown = PartLookup.signature(names, List.of(subtype, subtype));
    if (function.result() != Types.FLOAT8) {
      throw SqlException.of(
          SqlState.INVALID_OBJECT_DEFINITION,
          "range subtype diff function " + shown + " must return type double precision");
    }
    if (function.volatility() != FunctionSignature.Volatility.IMMUTABLE) {
      throw SqlException.of(
          SqlState.INVALID_OBJECT_DEFINITION,
          "range subtype diff function " + shown + " must be immutable");
    }
    return function.oid();
  }

  /** What the type of several ranges is called: as was said, or after the range type. */
  private QualifiedName multirange(long database, String schema, String name) {
    QualifiedName said = given.multirange();
    int word = name.indexOf("range");
    String made =
        word < 0 ? name + "_multirange" : name.substring(0, word) + "multi" + name.substring(word);
    QualifiedName chosen =
        said == null
            ? new QualifiedName(schema, made)
            : new QualifiedName(said.schema() == null ? schema : said.schema(), said.name());
    Type builtIn = Types.bySqlName(chosen.name()).orElse(null);
    if (builtIn != null && (said == null || said.schema() == null)) {
      throw taken(builtIn.name(), said, name);
    }
    String place = Objects.requireNonNull(chosen.schema());
    host.catalog().requireCreation(place);
    CatalogState state =
        host.changes().lockName(host.transaction(), database, place, chosen.name());
    Type there = state.type(database, place, chosen.name());
    // The array over a type gives its name away.
    if (there != null && !there.isArray()) {
      throw taken(chosen.name(), said, name);
    }
    return chosen;
  }

  private static SqlException taken(String name, @Nullable QualifiedName said, String range) {
    SqlException taken =
        SqlException.of(SqlState.DUPLICATE_OBJECT, "type \"" + name + "\" already exists");
    return said != null
        ? taken
        : taken
            .withDetail("Failed while creating a multirange type for type \"" + range + "\".")
            .withHint(
                "You can manually specify a multirange type name using the"
                    + " \"multirange_type_name\" attribute.");
  }

  private void functions(TypeObject range, TypeObject multirange, int subtype) {
    String owner = host.currentUser();
    int one = (int) range.oid();
    long cast = host.changes().newOid();
    Stream.of(
            RangeConstructor.ofRange(host.changes().newOid(), range, owner, subtype, false),
            RangeConstructor.ofRange(host.changes().newOid(), range, owner, subtype, true),
            RangeConstructor.ofMultirange(host.changes().newOid(), multirange, owner, List.of(), 0),
            RangeConstructor.ofMultirange(cast, multirange, owner, List.of(one), 1),
            RangeConstructor.ofMultirange(
                host.changes().newOid(), multirange, owner, List.of(TypeNumbers.array(one)), 2))
        .forEach(host.changes()::put);
    host.changes()
        .put(
            new CastObject(
                host.changes().newOid(),
                range.databaseOid(),
                one,
                (int) multirange.oid(),
                CastSignature.Context.EXPLICIT,
                CastSignature.Method.FUNCTION,
                (int) cast,
                true));
  }
}
