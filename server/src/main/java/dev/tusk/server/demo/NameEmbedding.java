package dev.tusk.server.demo;

import java.util.Locale;
import java.util.Set;

/**
 * Turns a name of a few words into a unit vector of 256 dimensions by hashing, without a model.
 *
 * <p>The features of a name are its words and the trigrams of its words, each word standing between
 * {@code ^} and {@code $}: {@code cat} gives the word {@code cat} and the trigrams {@code ^ca},
 * {@code cat}, {@code at$}. Words make equal meaning count, trigrams let {@code smiling} meet
 * {@code smile} and {@code left} meet {@code leftwards}. A word weighs 1, or {@value
 * #FILLER_WEIGHT} where it says little; the trigrams of a word share {@value #TRIGRAM_WEIGHT} of
 * its weight.
 *
 * <p>Each feature has a direction of its own: 256 signs drawn by SplitMix64 from the FNV-1a hash of
 * its text. Directions of different features are nearly orthogonal (their cosine is about 1/16), so
 * the cosine of two sums is about the weighted share of features in common. This is the random
 * projection of Achlioptas (2003), "Database-friendly random projections", applied to hashed
 * features. The result depends on the text alone: the same on every machine and in every run.
 */
public final class NameEmbedding {
  /** The number of dimensions of every embedding. */
  public static final int DIMENSIONS = 256;

  private static final float TRIGRAM_WEIGHT = 1;
  private static final float FILLER_WEIGHT = 0.25f;

  /** Words that most names of a script share and hardly anybody searches for. */
  private static final Set<String> FILLERS =
      Set.of("with", "and", "of", "the", "a", "letter", "sign", "symbol", "character", "for");

  private NameEmbedding() {}

  /** Embeds {@code name}; upper and lower case, spaces and hyphens make no difference. */
  public static float[] embed(String name) {
    float[] sum = new float[DIMENSIONS];
    for (String word : name.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", 0)) {
      if (!word.isEmpty()) {
        addWord(sum, word);
      }
    }
    normalize(sum);
    return sum;
  }

  private static void addWord(float[] sum, String word) {
    float weight = FILLERS.contains(word) ? FILLER_WEIGHT : 1;
    addFeature(sum, word, weight);
    String framed = "^" + word + "$";
    int trigrams = framed.length() - 2;
    float each = weight * TRIGRAM_WEIGHT / (float) Math.sqrt(trigrams);
    for (int i = 0; i < trigrams; i++) {
      addFeature(sum, "#" + framed.substring(i, i + 3), each);
    }
  }

  private static void addFeature(float[] sum, String feature, float weight) {
    long state = fnv1a(feature);
    for (int i = 0; i < DIMENSIONS; i += Long.SIZE) {
      state += 0x9e3779b97f4a7c15L;
      long signs = mix(state);
      for (int bit = 0; bit < Long.SIZE; bit++) {
        sum[i + bit] += (signs >>> bit & 1) == 0 ? weight : -weight;
      }
    }
  }

  /** The 64-bit FNV-1a hash of the text's UTF-16 units. */
  private static long fnv1a(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  /** The output function of SplitMix64 (Steele, Lea and Flood, 2014). */
  private static long mix(long state) {
    long z = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }

  private static void normalize(float[] vector) {
    double squares = 0;
    for (float x : vector) {
      squares += (double) x * x;
    }
    if (squares == 0) {
      return;
    }
    float scale = (float) (1 / Math.sqrt(squares));
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= scale;
    }
  }
}
