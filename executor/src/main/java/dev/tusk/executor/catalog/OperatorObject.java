package dev.tusk.executor.catalog;

import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.ObjectAddress;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An operator.
 *
 * @param leftOid 0 for a prefix operator
 * @param restriction the function that tells how many rows a condition with it leaves, of which
 *     PostgreSQL's planner asks and ours does not; 0 for none
 * @param join the same for a join
 */
public record OperatorObject(
    long oid,
    long databaseOid,
    String schema,
    String name,
    String owner,
    int leftOid,
    int rightOid,
    int resultOid,
    int functionOid,
    @Nullable String commutator,
    @Nullable String negator,
    boolean merges,
    boolean hashes,
    int restriction,
    int join)
    implements CatalogObject {
  @Override
  public ObjectAddress address() {
    return ObjectAddress.of(ObjectAddress.PG_OPERATOR, oid);
  }

  /** With the types of its operands its name is the only one. */
  @Override
  public NameSpace nameSpace() {
    return NameSpace.NONE;
  }

  @Override
  public List<Dependency> dependencies() {
    return Stream.concat(
            Stream.of(leftOid, rightOid, resultOid)
                .filter(type -> type != 0)
                .map(ObjectAddress::type),
            Stream.of(functionOid, restriction, join)
                .filter(function -> function != 0)
                .map(ObjectAddress::function))
        .filter(address -> !address.pinned())
        .distinct()
        .map(Dependency::normal)
        .toList();
  }

  @Override
  public OperatorObject named(@Nullable String newSchema, String newName) {
    return new OperatorObject(
        oid,
        databaseOid,
        newSchema == null ? schema : newSchema,
        newName,
        owner,
        leftOid,
        rightOid,
        resultOid,
        functionOid,
        commutator,
        negator,
        merges,
        hashes,
        restriction,
        join);
  }

  /** The same with other functions that tell how many rows are left. */
  public OperatorObject estimatedBy(int newRestriction, int newJoin) {
    return new OperatorObject(
        oid,
        databaseOid,
        schema,
        name,
        owner,
        leftOid,
        rightOid,
        resultOid,
        functionOid,
        commutator,
        negator,
        merges,
        hashes,
        newRestriction,
        newJoin);
  }
}
