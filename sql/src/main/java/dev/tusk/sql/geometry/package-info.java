/**
 * Points and what is made of them, with PostgreSQL's algorithms (utils/adt/geo_ops.c): what its
 * geometric types hold. Places count as one when they are no further than 10⁻⁶ apart.
 */
@NullMarked
package dev.tusk.sql.geometry;

import org.jspecify.annotations.NullMarked;
