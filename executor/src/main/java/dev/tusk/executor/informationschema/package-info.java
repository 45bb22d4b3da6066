/** One file per information_schema view, over the rows that {@code pgcatalog} makes. */
@NullMarked
package dev.tusk.executor.informationschema;

import org.jspecify.annotations.NullMarked;
