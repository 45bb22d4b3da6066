package dev.tusk.executor.catalog;

import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.statement.AlterAction.Firing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event trigger: a function that is called about commands.
 *
 * @param event {@code ddl_command_start}, {@code ddl_command_end}, {@code sql_drop} or {@code
 *     table_rewrite}
 * @param tags of the commands that it is called about; empty for all
 */
public record EventTriggerObject(
    long oid,
    long databaseOid,
    String name,
    String event,
    long functionOid,
    Firing firing,
    List<String> tags)
    implements CatalogObject {
  @Override
  public ObjectAddress address() {
    return ObjectAddress.of(ObjectAddress.PG_EVENT_TRIGGER, oid);
  }

  @Override
  public @Nullable String schema() {
    return null;
  }

  @Override
  public NameSpace nameSpace() {
    return NameSpace.NONE;
  }

  @Override
  public List<Dependency> dependencies() {
    return List.of(Dependency.normal(ObjectAddress.function(functionOid)));
  }

  @Override
  public EventTriggerObject named(@Nullable String schema, String newName) {
    return new EventTriggerObject(oid, databaseOid, newName, event, functionOid, firing, tags);
  }

  /** The same, on otherwise. */
  public EventTriggerObject with(Firing changed) {
    return new EventTriggerObject(oid, databaseOid, name, event, functionOid, changed, tags);
  }
}
