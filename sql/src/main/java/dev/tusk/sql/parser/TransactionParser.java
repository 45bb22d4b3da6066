package dev.tusk.sql.parser;

import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.statement.Begin;
import dev.tusk.sql.statement.Commit;
import dev.tusk.sql.statement.PreparedTransaction;
import dev.tusk.sql.statement.PreparedTransaction.Step;
import dev.tusk.sql.statement.ReleaseSavepoint;
import dev.tusk.sql.statement.Rollback;
import dev.tusk.sql.statement.RollbackTo;
import dev.tusk.sql.statement.Savepoint;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.statement.TransactionModes;
import dev.tusk.sql.statement.TransactionModes.IsolationLevel;

/** BEGIN to ROLLBACK, and savepoints. */
final class TransactionParser {
  private final Tokens tokens;

  TransactionParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Statement transaction() {
    String command = tokens.next().value;
    switch (command) {
      case "begin":
        workOrTransaction();
        return new Begin(modes(tokens), false);
      case "start":
        tokens.expect("transaction");
        return new Begin(modes(tokens), true);
      case "commit", "end":
        if (command.equals("commit") && tokens.accept("prepared")) {
          return new PreparedTransaction(Step.COMMIT, tokens.string());
        }
        workOrTransaction();
        return new Commit(chain());
      case "rollback", "abort":
        return rollback(command.equals("rollback"));
      case "savepoint":
        return new Savepoint(tokens.name());
      default:
        tokens.accept("savepoint");
        return new ReleaseSavepoint(tokens.name());
    }
  }

  private Statement rollback(boolean mayGoTo) {
    if (mayGoTo && tokens.accept("prepared")) {
      return new PreparedTransaction(Step.ROLLBACK, tokens.string());
    }
    workOrTransaction();
    if (mayGoTo && tokens.accept("to")) {
      tokens.accept("savepoint");
      return new RollbackTo(tokens.name());
    }
    return new Rollback(chain());
  }

  private void workOrTransaction() {
    if (!tokens.accept("work")) {
      tokens.accept("transaction");
    }
  }

  private boolean chain() {
    if (!tokens.accept("and")) {
      return false;
    }
    boolean no = tokens.accept("no");
    tokens.expect("chain");
    return !no;
  }

  /** Modes, separated by commas or nothing; none of them gives {@link TransactionModes#NONE}. */
  static TransactionModes modes(Tokens tokens) {
    IsolationLevel isolation = null;
    Boolean readOnly = null;
    Boolean deferrable = null;
    boolean more = !tokens.atEnd();
    while (more) {
      if (tokens.accept("isolation")) {
        tokens.expect("level");
        isolation = level(tokens);
      } else if (tokens.accept("read")) {
        readOnly = tokens.accept("only");
        if (!readOnly) {
          tokens.expect("write");
        }
      } else if (tokens.accept("deferrable")) {
        deferrable = true;
      } else {
        tokens.expect("not", "deferrable");
        deferrable = false;
      }
      more = tokens.accept(PgParserConstants.COMMA) || !tokens.atEnd();
    }
    return new TransactionModes(isolation, readOnly, deferrable);
  }

  private static IsolationLevel level(Tokens tokens) {
    if (tokens.accept("serializable")) {
      return IsolationLevel.SERIALIZABLE;
    }
    if (tokens.accept("repeatable")) {
      tokens.expect("read");
      return IsolationLevel.REPEATABLE_READ;
    }
    tokens.expect("read");
    if (tokens.accept("uncommitted")) {
      return IsolationLevel.READ_UNCOMMITTED;
    }
    tokens.expect("committed");
    return IsolationLevel.READ_COMMITTED;
  }
}
