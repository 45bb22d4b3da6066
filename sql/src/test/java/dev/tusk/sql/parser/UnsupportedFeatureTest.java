package dev.tusk.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.sql.statement.Unsupported;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnsupportedFeatureTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "create foreign table t (a int) server s | CREATE FOREIGN TABLE",
        "create operator class c for type int using btree as operator 1 < | CREATE OPERATOR CLASS",
        "create text search template t (lexize = f) | CREATE TEXT SEARCH TEMPLATE",
        "create access method m type index handler h | CREATE ACCESS METHOD",
        "create trusted language l | CREATE TRUSTED LANGUAGE",
      })
  void aRefusalNamesTheWholeFeature(String sql, String feature) {
    assertThat(SqlParser.parse(sql).getFirst().statement()).isEqualTo(new Unsupported(feature));
  }
}
