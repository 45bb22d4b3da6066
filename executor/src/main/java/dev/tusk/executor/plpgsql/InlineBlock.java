package dev.tusk.executor.plpgsql;

import dev.tusk.executor.routine.RoutineContext;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.plpgsql.BodyParser;
import dev.tusk.sql.plpgsql.Header;
import dev.tusk.sql.plpgsql.Program;
import java.util.List;

/** The block of DO: a body that runs once and has no name. */
public final class InlineBlock {
  private static final String NAME = "inline_code_block";

  private InlineBlock() {}

  /**
   * Runs it.
   *
   * @param atomic whether it must leave the transaction as it is
   */
  public static void run(String code, RoutineContext context, boolean atomic) {
    Settings settings = Settings.of(context);
    Header header = settings.header(NAME, List.of(), false, true, false, Header.Trigger.NONE, true);
    Program program;
    try {
      program =
          BodyParser.parse(
              code,
              header,
              new CatalogTypes(context, null),
              context.statements().lexical(),
              notice -> context.session().notice(context.statements().placed(notice, code)));
    } catch (SqlException e) {
      throw context.statements().placed(e, code);
    }
    new Body(NAME, program, Result.VOID, false, settings.extra())
        .run(context, false, atomic, frame -> new Interpreter(frame).runBody());
  }
}
