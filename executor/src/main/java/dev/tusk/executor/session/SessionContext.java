package dev.tusk.executor.session;

import dev.tusk.executor.expression.SessionServices;
import dev.tusk.executor.routine.RoutineContext;
import dev.tusk.executor.routine.Routines;
import dev.tusk.executor.routine.StatementPort;
import dev.tusk.executor.setting.SessionSettings;
import dev.tusk.sql.type.DateTimes;
import dev.tusk.sql.type.FormatSettings;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What functions see of a session. One per session; times move with its transactions. */
final class SessionContext implements RoutineContext {
  private final SessionSettings settings;
  private final SessionServices services;
  private final TransactionBlock block;
  private final Interruption interruption;
  private final Supplier<? extends StatementPort> statements;
  private final Routines routines;
  private final LongFunction<Runnable> becomeOwner;
  private RandomGenerator random = new Random();
  private long statementMicros;

  SessionContext(
      SessionSettings settings,
      SessionServices services,
      TransactionBlock block,
      Interruption interruption,
      Supplier<? extends StatementPort> statements,
      Routines routines,
      LongFunction<Runnable> becomeOwner) {
    this.becomeOwner = becomeOwner;
    this.statements = statements;
    this.settings = settings;
    this.services = services;
    this.block = block;
    this.interruption = interruption;
    this.routines = routines;
  }

  void statementBegins(long micros) {
    statementMicros = micros;
  }

  @Override
  public FormatSettings format() {
    return settings.format();
  }

  @Override
  public long transactionMicros() {
    return block.active() ? block.startMicros() : statementMicros;
  }

  @Override
  public long statementMicros() {
    return statementMicros;
  }

  @Override
  public long clockMicros() {
    return DateTimes.now();
  }

  @Override
  public RandomGenerator random() {
    return random;
  }

  @Override
  public void seedRandom(long seed) {
    random = new Random(seed);
  }

  @Override
  public void checkCancelled() {
    interruption.check();
  }

  @Override
  public boolean inPlace() {
    return interruption.inPlace();
  }

  @Override
  public void reserve(long nanos) {
    interruption.reserve(nanos);
  }

  @Override
  public StatementPort statements() {
    return statements.get();
  }

  @Override
  public Runnable setForCall(List<String> entries) {
    return settings.forCall(entries);
  }

  @Override
  public Runnable becomeOwner(long function) {
    return becomeOwner.apply(function);
  }

  @Override
  public Routines routines() {
    return routines;
  }

  @Override
  public SessionServices session() {
    return services;
  }
}
