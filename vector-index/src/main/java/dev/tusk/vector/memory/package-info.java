/** Memory outside the Java heap: raw access, huge pages, records that grow by chunks. */
@NullMarked
package dev.tusk.vector.memory;

import org.jspecify.annotations.NullMarked;
