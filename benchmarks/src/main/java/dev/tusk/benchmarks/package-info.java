/** Measurements: JMH for kernels and encoders, mains for whole parts. Not part of the product. */
@NullMarked
package dev.tusk.benchmarks;

import org.jspecify.annotations.NullMarked;
