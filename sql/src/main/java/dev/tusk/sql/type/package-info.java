/** PostgreSQL's types: one file per type with OID, text form and binary form. */
@NullMarked
package dev.tusk.sql.type;

import org.jspecify.annotations.NullMarked;
