package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Catalog;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.PgNumber;
import dev.tusk.sql.grammar.PgTypeName;
import dev.tusk.sql.planner.algebra.ResolvedType;
import dev.tusk.sql.statement.TypeName;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Types as written to types: SQL's spellings, arrays, modifiers. */
public final class TypeResolution {
  private final Catalog catalog;

  public TypeResolution(Catalog catalog) {
    this.catalog = catalog;
  }

  public ResolvedType resolve(PgTypeName name) {
    int position = name.getParserPos().getColumnNum();
    List<String> names = name.names();
    String schema = names.size() > 1 ? names.get(names.size() - 2) : null;
    List<String> modifiers = new ArrayList<>();
    for (SqlNode modifier : name.modifiers()) {
      modifiers.add(modifier(modifier));
    }
    try {
      return resolve(schema, name.name(), modifiers, name.arrayDimensions(), name.intervalFields());
    } catch (SqlException e) {
      throw e.at(position);
    }
  }

  private static String modifier(SqlNode node) {
    return switch (node) {
      case PgNumber number -> number.text();
      case SqlLiteral literal -> String.valueOf(literal.toValue());
      case SqlIdentifier identifier -> identifier.names.getLast();
      default ->
          throw SqlException.of(
                  SqlState.SYNTAX_ERROR, "type modifiers must be simple constants or identifiers")
              .at(ExpressionAnalyzer.position(node));
    };
  }

  public ResolvedType resolve(TypeName name) {
    try {
      return resolve(
          name.schema(),
          name.name(),
          name.modifiers(),
          name.arrayDimensions(),
          name.intervalFields());
    } catch (SqlException e) {
      throw e.at(name.position());
    }
  }

  private ResolvedType resolve(
      @Nullable String schema,
      String name,
      List<String> modifiers,
      int arrayDimensions,
      @Nullable String intervalFields) {
    Type type =
        catalog
            .type(new QualifiedName(schema, name))
            .orElseThrow(() -> missing(schema, name, arrayDimensions));
    List<String> all = new ArrayList<>(modifiers);
    if (intervalFields != null) {
      all.addFirst(intervalFields);
    }
    int typmod = type.typmodIn(all);
    if (arrayDimensions == 0) {
      return new ResolvedType(type, typmod);
    }
    Type array = type.arrayOid() == 0 ? null : catalog.type(type.arrayOid()).orElse(null);
    if (array == null) {
      throw missing(schema, name, arrayDimensions);
    }
    return new ResolvedType(array, typmod);
  }

  private SqlException missing(@Nullable String schema, String name, int dimensions) {
    SqlException feature = MissingFeatures.type(schema, name, catalog);
    if (feature != null) {
      return feature;
    }
    String full = schema == null ? name : schema + "." + name;
    return SqlException.of(
        SqlState.UNDEFINED_OBJECT,
        String.format(
            Locale.ROOT, "type \"%s\" does not exist", full + (dimensions > 0 ? "[]" : "")));
  }
}
