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
    boolean hashes)
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
            Stream.of(ObjectAddress.function(functionOid)))
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
        hashes);
  }
}
