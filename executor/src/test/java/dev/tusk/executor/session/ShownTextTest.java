package dev.tusk.executor.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTextTest {
  @Test
  void passwordsAreNotShown() {
    assertThat(ShownText.of("ALTER ROLE postgres PASSWORD 'a''b' VALID UNTIL '2030-01-01'"))
        .isEqualTo("ALTER ROLE postgres PASSWORD <hidden> VALID UNTIL '2030-01-01'");
    assertThat(ShownText.of(" create user u encrypted password E'x\\'y' login"))
        .isEqualTo(" create user u encrypted password <hidden> login");
    assertThat(ShownText.of("alter user u password $$secret$$; select 1"))
        .isEqualTo("alter user u password <hidden>");
    assertThat(ShownText.of("alter user u password 'not closed")).doesNotContain("closed");
  }

  @Test
  void otherStatementsAreShownAsTheyAre() {
    for (String text :
        new String[] {
          "select password from role where password = 'y'",
          "alter table role add password text",
          "",
          "commit"
        }) {
      assertThat(ShownText.of(text)).isSameAs(text);
    }
  }

  @Test
  void passwordsAreHiddenWhereverTheyStandInAText() {
    assertThat(ShownText.of("select 1; /* x */ alter role a password /* y */ 'geheim'; select 2"))
        .isEqualTo("select 1; /* x */ alter role a password /* y */ <hidden>; select 2");
    assertThat(ShownText.of("do $$ begin execute 'x'; alter user a PASSWORD U&'geheim'; end $$"))
        .doesNotContain("geheim");
    assertThat(ShownText.of("create role a password $q$geheim$q$")).doesNotContain("geheim");
    assertThat(ShownText.of("select password from users where password = 'x'"))
        .isEqualTo("select password from users where password = 'x'");
  }

  @Test
  void whereStatementsAreMadeOfPartsAllBehindTheWordIsHidden() {
    assertThat(ShownText.of("do $$ begin execute 'alter role a password ''geheim'''; end $$"))
        .isEqualTo("do $$ begin execute 'alter role a password <hidden>");
    assertThat(
            ShownText.of("do $$ begin execute format('alter user a password %L', 'geheim'); end"))
        .doesNotContain("geheim");
    String other = "create function f() returns text as 'select ''password''' language sql";
    assertThat(ShownText.of(other)).isEqualTo(other);
  }
}
