package dev.tusk.executor.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.sql.parser.LexicalSettings;
import org.junit.jupiter.api.Test;

/** Places in a body as places in the statement that has the body as a string. */
class BodyPlaceTest {
  private static String at(String statement, String body, int position) {
    int place = BodyPlace.find(statement, body, position, LexicalSettings.STANDARD);
    return place == 0 ? "" : statement.substring(place - 1);
  }

  @Test
  void aDollarQuotedBodyIsFoundBehindItsQuote() {
    assertThat(at("do $x$begin oops; end$x$", "begin oops; end", 7)).startsWith("oops;");
    assertThat(at("do $$begin oops$$", "begin oops", 7)).startsWith("oops");
  }

  @Test
  void quotesWithinAQuotedBodyAreWrittenTwice() {
    assertThat(at("do 'raise ''x''; oops'", "raise 'x'; oops", 12)).startsWith("oops");
  }

  @Test
  void aBodyThatIsNotThereOrTwiceHasNoPlace() {
    assertThat(at("execute s", "begin oops", 7)).isEmpty();
    assertThat(at("select $$a$$, $$a$$", "a", 1)).isEmpty();
  }
}
