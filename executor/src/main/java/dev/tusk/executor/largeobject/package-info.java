/**
 * Large objects: values of up to 4 TB in pages of 2 KB, read and written piece by piece
 * (storage/large_object, libpq/be-fsstubs.c).
 */
@NullMarked
package dev.tusk.executor.largeobject;

import org.jspecify.annotations.NullMarked;
