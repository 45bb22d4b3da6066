package dev.tusk.sql.plpgsql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tusk.sql.catalog.Variables.Conflict;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.parser.LexicalSettings;
import dev.tusk.sql.statement.TypeName;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bodies of PL/pgSQL to statements, and wrong ones with PostgreSQL's words and places. */
class BodyParserTest {
  private final List<Notice> notices = new ArrayList<>();

  private Program parse(String body) {
    Header header =
        new Header(
            "f",
            List.of(new Header.Argument("a", DataType.scalar(Types.INT4, -1), true, false)),
            false,
            false,
            false,
            Header.Trigger.NONE,
            Conflict.ERROR,
            false,
            true,
            List.of("shadowed_variables"),
            List.of());
    return BodyParser.parse(body, header, new KnownTypes(), LexicalSettings.STANDARD, notices::add);
  }

  private static final class KnownTypes implements TypeNames {
    @Override
    public DataType type(TypeName name) {
      return DataType.scalar(
          Types.bySqlName(name.name())
              .orElseThrow(
                  () -> SqlException.of(SqlState.UNDEFINED_OBJECT, "no type").at(name.position())),
          -1);
    }

    @Override
    public DataType rowType(List<String> relation) {
      return new DataType(Types.RECORD, -1, true, null);
    }

    @Override
    public DataType columnType(List<String> names) {
      return DataType.scalar(Types.TEXT, -1);
    }

    @Override
    public DataType collated(List<String> name, DataType type) {
      return type;
    }
  }

  private void assertRefused(String body, String message, int position) {
    assertThatThrownBy(() -> parse(body))
        .isInstanceOfSatisfying(
            SqlException.class,
            e -> {
              assertThat(e.text()).isEqualTo(message);
              assertThat(e.fields().position()).isEqualTo(position);
            });
  }

  @Test
  void intoIsTakenOutOfAQueryWhosePlacesStay() {
    Program program = parse("declare x int; begin select 1 into x from t; end");
    PlStatement.Sql sql = (PlStatement.Sql) program.body().body().getFirst();
    assertThat(sql.statement().sql()).isEqualTo("select 1        from t");
    assertThat(sql.into()).isInstanceOf(Target.Scalars.class);
  }

  @Test
  void aStatementKnowsItsLine() {
    assertThat(parse("begin\n\n  return\n1;\nend").body().body().getFirst().line()).isEqualTo(3);
  }

  @Test
  void aWordThatStandsAloneIsNoVariable() {
    Program program =
        parse("declare comment int; begin comment := 1; comment on table t is 'x'; end");
    assertThat(program.body().body().get(0)).isInstanceOf(PlStatement.Assign.class);
    assertThat(program.body().body().get(1)).isInstanceOf(PlStatement.Sql.class);
  }

  @Test
  void syntaxErrorsStandWhereTheyAre() {
    assertRefused("begin retrun 1; end", "syntax error at or near \"retrun\"", 7);
    assertRefused("begin return 1 +; end", "syntax error at end of input", 17);
    assertRefused("begin y := 1; end", "\"y\" is not a known variable", 7);
    assertRefused("begin if true loop end", "missing \"THEN\" at end of SQL expression", 23);
    assertRefused(
        "begin exit; end", "EXIT cannot be used outside a loop, unless it has a label", 7);
    assertRefused("declare x nope; begin end", "no type", 11);
    assertRefused("begin return next 1; end", "cannot use RETURN NEXT in a non-SETOF function", 7);
  }

  @Test
  void anErrorWithoutAPlaceNamesTheFunctionAndTheLine() {
    assertThatThrownBy(() -> parse("begin\nraise 'x %';\nend"))
        .isInstanceOfSatisfying(
            SqlException.class,
            e ->
                assertThat(e.fields().where())
                    .isEqualTo("compilation of PL/pgSQL function \"f\" near line 2"));
  }

  @Test
  void aVariableThatHidesAnArgumentIsToldOfWhenAsked() {
    parse("declare a int; begin return a; end");
    assertThat(notices)
        .singleElement()
        .extracting(Notice::message)
        .isEqualTo("variable \"a\" shadows a previously defined variable");
  }
}
