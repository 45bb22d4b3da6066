/** Full text search: texts into words, words into lexemes, and how documents match and rank. */
@NullMarked
package dev.tusk.executor.textsearch;

import org.jspecify.annotations.NullMarked;
