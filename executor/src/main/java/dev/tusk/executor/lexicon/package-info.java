/**
 * Files of words: where they are, how they are read, what is kept of them, and spelling
 * dictionaries that find the words that others are formed of.
 */
@NullMarked
package dev.tusk.executor.lexicon;

import org.jspecify.annotations.NullMarked;
