package dev.tusk.sql.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tusk.sql.catalog.Variables;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.PlannedStatement;
import dev.tusk.sql.planner.algebra.PlannerSettings;
import dev.tusk.sql.type.Types;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Names in a function's body: who wins, a column or a variable. */
class VariablesTest {
  /** {@code id} of the type of items.id, {@code price2} alone, {@code r} with a field {@code a}. */
  private record Body(Conflict conflict) implements Variables {
    @Override
    public @Nullable Variable find(List<String> names, boolean alone) {
      int at = names.getFirst().equals("f") ? 1 : 0;
      if (at == names.size()) {
        return null;
      }
      return switch (names.get(at)) {
        case "id" -> new Variable(3, Types.INT8, -1, null, at + 1);
        case "price2" -> new Variable(1, Types.NUMERIC, -1, null, at + 1);
        case "r" ->
            new Variable(2, Types.RECORD, -1, List.of(new Field("a", Types.TEXT, -1)), at + 1);
        default -> null;
      };
    }
  }

  private static PlannedStatement plan(String sql, Variables.Conflict conflict) {
    return new Planner(FunctionCatalog.builtin())
        .plan(
            SqlParser.parse(sql).getFirst().statement(),
            Shop.catalog(),
            List.of(),
            PlannerSettings.DEFAULT,
            List.of(),
            Map.of(),
            new Body(conflict));
  }

  private static Expression only(PlannedStatement planned) {
    return switch (planned.plan()) {
      case PhysicalPlan.Values p -> p.rows().getFirst().getFirst();
      case PhysicalPlan.Project p -> p.expressions().getFirst();
      default -> throw new AssertionError(planned.plan());
    };
  }

  @Test
  void aNameThatNoColumnHasIsAParameter() {
    for (Variables.Conflict conflict : Variables.Conflict.values()) {
      assertThat(only(plan("select price2", conflict)))
          .isEqualTo(new Expression.Parameter(1, Types.NUMERIC, 0));
      assertThat(only(plan("select f.price2", conflict)))
          .isEqualTo(new Expression.Parameter(1, Types.NUMERIC, 0));
    }
  }

  @Test
  void aFieldOfARecordIsReadOfTheWhole() {
    Expression row = new Expression.Parameter(2, Types.RECORD, 0);
    assertThat(only(plan("select r.a", Variables.Conflict.ERROR)))
        .isEqualTo(new Expression.Field(row, 0, Types.TEXT));
    assertThat(plan("select r.*", Variables.Conflict.ERROR).output().getFirst().name())
        .isEqualTo("a");
  }

  @Test
  void whatAColumnAndAVariableAnswerIsAmbiguousUnlessOneGoesFirst() {
    assertThatThrownBy(() -> plan("select id from items", Variables.Conflict.ERROR))
        .isInstanceOfSatisfying(
            SqlException.class,
            e -> {
              assertThat(e.state()).isEqualTo(SqlState.AMBIGUOUS_COLUMN);
              assertThat(e.text()).isEqualTo("column reference \"id\" is ambiguous");
              assertThat(e.fields().detail())
                  .isEqualTo("It could refer to either a PL/pgSQL variable or a table column.");
              assertThat(e.fields().position()).isEqualTo(8);
            });
    assertThat(plan("select id from items", Variables.Conflict.VARIABLE).parameterTypes())
        .hasSize(4);
    assertThat(plan("select id from items", Variables.Conflict.COLUMN).parameterTypes()).isEmpty();
    assertThat(plan("select items.id from items", Variables.Conflict.ERROR).parameterTypes())
        .isEmpty();
  }

  @Test
  void whatIsAssignedToIsNeverAVariable() {
    assertThat(
            plan("update items set id = 1 where items.id = 2", Variables.Conflict.ERROR)
                .parameterTypes())
        .isEmpty();
  }
}
