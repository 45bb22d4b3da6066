/** One class per physical operator; {@code OperatorBuilder} turns a plan into them. */
@NullMarked
package dev.tusk.executor.operator;

import org.jspecify.annotations.NullMarked;
