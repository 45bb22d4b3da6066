package dev.tusk.executor.catalog;

import dev.tusk.sql.catalog.ObjectAddress;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row of pg_aggregate besides its function's own: numbers of functions, 0 for none.
 *
 * @param kind n normal, o ordered-set, h hypothetical-set
 * @param direct how many arguments are direct
 */
public record AggregateSpec(
    char kind,
    int direct,
    AggregateStep step,
    int combine,
    int serialize,
    int deserialize,
    @Nullable AggregateStep moving,
    int inverse,
    int sortOperator) {
  Stream<ObjectAddress> parts() {
    Stream<Integer> functions =
        Stream.of(step.transition(), step.finish(), combine, serialize, deserialize, inverse);
    Stream<Integer> more =
        moving == null ? Stream.of() : Stream.of(moving.transition(), moving.finish());
    return Stream.concat(
        Stream.of(ObjectAddress.type(step.typeOid())),
        Stream.concat(functions, more).filter(oid -> oid != 0).map(ObjectAddress::function));
  }
}
