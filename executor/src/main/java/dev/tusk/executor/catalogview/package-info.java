/** The objects of a database and of the engine, as rows: what the system relations are made of. */
@NullMarked
package dev.tusk.executor.catalogview;

import org.jspecify.annotations.NullMarked;
