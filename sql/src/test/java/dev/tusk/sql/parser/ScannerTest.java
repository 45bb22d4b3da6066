package dev.tusk.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.grammar.PgParserConstants;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens as PostgreSQL cuts them. */
class ScannerTest {
  private static List<String> scan(String sql) {
    Scanner scanner = new Scanner();
    scanner.reset(sql, 0, LexicalSettings.STANDARD);
    List<String> values = new ArrayList<>();
    while (scanner.next() != PgParserConstants.EOF) {
      values.add(scanner.value());
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "a<->b          ; a <-> b",
        "a<-1           ; a < - 1",
        "a@>-1          ; a @>- 1",
        "a*-1           ; a * - 1",
        "5--1           ; 5",
        "5/*x*/+/*y/*z*/*/6 ; 5 + 6",
        "a::int[]       ; a :: int [ ]",
        "x:=1           ; x := 1",
        "f(a=>1)        ; f ( a => 1 )",
        "1..2           ; 1 .. 2",
        "1.5e3 .5 1.    ; 1.5e3 .5 1.",
        "a.b.c          ; a . b . c",
        "$1+$2          ; $1 + $2",
        "SELECT \"A\"\"b\" Ab Ünï ; select A\"b ab Ünï",
        "a>=b<=c<>d!=e  ; a >= b <= c <> d != e",
        "a->>'b'        ; a ->> b",
        "a ?| b ?& c ? d ; a ?| b ?& c ? d",
      })
  void theLongestTokenWins(String sql, String tokens) {
    assertThat(String.join(" ", scan(sql))).isEqualTo(tokens);
  }

  @Test
  void stringsHaveTheirValues() {
    assertThat(scan("'a''b'")).containsExactly("a'b");
    assertThat(scan("E'a\\n\\'\\x41\\101\\u00e9\\U0001F600\\q'")).containsExactly("a\n'AAé😀q");
    assertThat(scan("E'\\xc3\\xa9'")).containsExactly("é");
    assertThat(scan("E'\\uD83D\\uDE00'")).containsExactly("😀");
    assertThat(scan("$$a'b$$")).containsExactly("a'b");
    assertThat(scan("$t$a$$b$t$")).containsExactly("a$$b");
    assertThat(scan("U&'d\\0061t\\+000061'")).containsExactly("data");
    assertThat(scan("U&'d!0061t' UESCAPE '!' x")).containsExactly("dat", "x");
    assertThat(scan("U&\"d\\0061t\"")).containsExactly("dat");
    assertThat(scan("B'101' x'1F'")).containsExactly("101", "1F");
    assertThat(scan("N'a'")).containsExactly("nchar", "a");
  }

  @Test
  void stringsOnSeveralLinesAreOne() {
    assertThat(scan("'a'\n  'b' -- 'c'\n 'd''e'")).containsExactly("abd'e");
    assertThat(scan("'a' -- x\n'b'")).containsExactly("ab");
    assertThat(scan("'a' 'b'")).containsExactly("a", "b");
    assertThat(scan("E'a\\t'\n'\\n'")).containsExactly("a\t\n");
  }

  @Test
  void namesAreCutAt63Bytes() {
    assertThat(scan("a".repeat(70))).containsExactly("a".repeat(63));
    assertThat(scan("é".repeat(40))).containsExactly("é".repeat(31));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "'a           ; 1 ; unterminated quoted string at or near \"'a\"",
        "x \"a        ; 3 ; unterminated quoted identifier at or near \"\"a\"",
        "\"\"         ; 1 ; zero-length delimited identifier at or near \"\"\"\"",
        "$x$a         ; 1 ; unterminated dollar-quoted string at or near \"$x$a\"",
        "a /* b       ; 3 ; unterminated /* comment at or near \"/* b\"",
        "1abc         ; 1 ; trailing junk after numeric literal at or near \"1abc\"",
        "$1abc        ; 1 ; trailing junk after parameter at or near \"$1abc\"",
        "😀 $         ; 3 ; syntax error at or near \"$\"",
        "E'\\u12'     ; 3 ; invalid Unicode escape",
        "E'\\xff'     ; 0 ; invalid byte sequence for encoding \"UTF8\": 0xff",
      })
  void mistakesReadAsInPostgres(String sql, int position, String message) {
    assertThatThrownBy(() -> scan(sql))
        .isInstanceOfSatisfying(
            SqlException.class,
            e -> {
              assertThat(e.text()).isEqualTo(message);
              assertThat(e.fields().position()).isEqualTo(position);
            });
  }
}
