package dev.tusk.executor.catalog;

import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.function.CastSignature;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cast.
 *
 * @param functionOid 0 where it needs none
 * @param internal made with its source type, and dropped with it
 */
public record CastObject(
    long oid,
    long databaseOid,
    int sourceOid,
    int targetOid,
    CastSignature.Context context,
    CastSignature.Method method,
    int functionOid,
    boolean internal)
    implements CatalogObject {
  @Override
  public ObjectAddress address() {
    return ObjectAddress.of(ObjectAddress.PG_CAST, oid);
  }

  @Override
  public @Nullable String schema() {
    return null;
  }

  @Override
  public String name() {
    return "";
  }

  @Override
  public NameSpace nameSpace() {
    return NameSpace.NONE;
  }

  @Override
  public List<Dependency> dependencies() {
    Stream<ObjectAddress> function =
        functionOid == 0 ? Stream.of() : Stream.of(ObjectAddress.function(functionOid));
    return Stream.concat(
            Stream.of(ObjectAddress.type(sourceOid), ObjectAddress.type(targetOid)), function)
        .filter(address -> !address.pinned())
        .distinct()
        .map(internal ? Dependency::internal : Dependency::normal)
        .toList();
  }

  @Override
  public CastObject named(@Nullable String newSchema, String newName) {
    return this;
  }
}
