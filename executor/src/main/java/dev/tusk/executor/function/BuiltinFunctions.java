package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionLibrary;

/** The bodies of the functions that need nothing but their arguments and the session's settings. */
public final class BuiltinFunctions {
  private BuiltinFunctions() {}

  /** A library with all of them; callers add those that need the catalog. */
  public static FunctionLibrary library() {
    FunctionLibrary library = new FunctionLibrary();
    ComparisonBodies.register(library);
    CollatedBodies.register(library);
    RecordImageBodies.register(library);
    EnumBodies.register(library);
    ArithmeticBodies.register(library);
    AggregateBodies.register(library);
    StatisticsBodies.register(library);
    VectorBodies.register(library);
    HalfvecBodies.register(library);
    SparsevecBodies.register(library);
    CastBodies.register(library);
    DateTimeCastBodies.register(library);
    MathBodies.register(library);
    NumericBodies.register(library);
    StringBodies.register(library);
    TextFormatBodies.register(library);
    IdentifierText.register(library);
    SampleBodies.register(library);
    SendBodies.register(library);
    SizeBodies.register(library);
    FormatBodies.register(library);
    LikeBodies.register(library);
    RegexpBodies.register(library);
    ByteaBodies.register(library);
    BitBodies.register(library);
    DateTimeBodies.register(library);
    DateTimePartBodies.register(library);
    SeriesBodies.register(library);
    ArrayBodies.register(library);
    JsonBodies.register(library);
    LargeObjectBodies.register(library);
    LogPlaceBodies.register(library);
    GeometryBodies.register(library);
    MoneyBodies.register(library);
    NetworkBodies.register(library);
    RangeBodies.register(library);
    MultirangeBodies.register(library);
    TextVectorBodies.register(library);
    TextQueryBodies.register(library);
    TextParseBodies.register(library);
    TransactionBodies.register(library);
    PatternComparisons.register(library);
    MiscellaneousBodies.register(library);
    ExtensionBodies.register(library);
    FuzzyBodies.register(library);
    TrigramBodies.register(library);
    CitextBodies.register(library);
    return library;
  }
}
