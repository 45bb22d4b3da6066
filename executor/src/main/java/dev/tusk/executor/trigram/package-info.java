/**
 * Trigrams of texts, as the extension pg_trgm cuts them: how alike two texts are, and which ones a
 * text must have to match a pattern.
 */
@NullMarked
package dev.tusk.executor.trigram;

import org.jspecify.annotations.NullMarked;
