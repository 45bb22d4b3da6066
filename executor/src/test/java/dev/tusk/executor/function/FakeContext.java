package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.SessionServices;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.TimeZones;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** A session in New York at the start of 2000, without services. */
public final class FakeContext implements FunctionContext {
  static final FormatSettings SETTINGS =
      new FormatSettings(TimeZones.of("America/New_York"), "ISO", "MDY", "postgres", 1, true);

  private RandomGenerator random = new SplittableRandom(1);

  @Override
  public FormatSettings format() {
    return SETTINGS;
  }

  @Override
  public long transactionMicros() {
    return 0;
  }

  @Override
  public long statementMicros() {
    return 0;
  }

  @Override
  public long clockMicros() {
    return 0;
  }

  @Override
  public RandomGenerator random() {
    return random;
  }

  @Override
  public void seedRandom(long seed) {
    random = new SplittableRandom(seed);
  }

  @Override
  public void checkCancelled() {}

  @Override
  public SessionServices session() {
    throw new UnsupportedOperationException("no session");
  }
}
