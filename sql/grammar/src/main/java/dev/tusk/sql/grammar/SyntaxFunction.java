package dev.tusk.sql.grammar;

import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlUnresolvedFunction;

/** A function called in words of SQL's own: {@code EXTRACT(year FROM x)}, {@code AT TIME ZONE}. */
public final class SyntaxFunction extends SqlUnresolvedFunction {
  SyntaxFunction(SqlIdentifier name) {
    super(name, null, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION);
  }
}
