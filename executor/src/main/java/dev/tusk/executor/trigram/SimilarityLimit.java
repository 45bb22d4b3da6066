package dev.tusk.executor.trigram;

import dev.tusk.executor.expression.FunctionContext;
import java.util.Objects;

/** From where on operators call texts alike: settings of the extension. */
public enum SimilarityLimit {
  TEXT("pg_trgm.similarity_threshold"),
  PART("pg_trgm.word_similarity_threshold"),
  WORDS("pg_trgm.strict_word_similarity_threshold");

  private final String setting;

  SimilarityLimit(String setting) {
    this.setting = setting;
  }

  public String setting() {
    return setting;
  }

  public double of(FunctionContext context) {
    return Double.parseDouble(Objects.requireNonNull(context.session().setting(setting)));
  }
}
