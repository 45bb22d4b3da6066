package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.Owners;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.AlterSequence;
import dev.tusk.sql.statement.CreateSequence;
import dev.tusk.sql.statement.Persistence;
import dev.tusk.sql.statement.SequenceOptions;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import dev.tusk.storage.SequenceSpec;
import dev.tusk.storage.SequenceState;
import org.jspecify.annotations.Nullable;

/** CREATE SEQUENCE, ALTER SEQUENCE. */
final class SequenceCommands {
  private final CommandHost host;

  SequenceCommands(CommandHost host) {
    this.host = host;
  }

  String create(CreateSequence statement) {
    String name = statement.name().name();
    Names.Place place = Names.place(host, statement.name(), statement.persistence());
    String schema = place.schema();
    long database = host.catalog().databaseOid();
    CatalogState state = host.changes().lockName(host.transaction(), database, schema, name);
    if (state.relationNameTaken(database, schema, name)) {
      if (statement.ifNotExists()) {
        host.skipped(
            SqlState.DUPLICATE_TABLE, "relation \"" + name + "\" already exists, skipping");
        return "CREATE SEQUENCE";
      }
      throw Names.relationExists(name);
    }
    SequenceRules.Rule rule =
        SequenceRules.make(type(statement.options()), statement.options(), null);
    Owner owner = owner(statement.options());
    if (owner.table() != 0) {
      UseRights.sameOwner(host, host.roles().current(), owner.table());
    }
    SequenceObject sequence =
        new SequenceObject(
            host.changes().newOid(),
            database,
            schema,
            name,
            rule.type().oid(),
            rule.spec(),
            rule.cache(),
            owner.table(),
            owner.column(),
            false,
            place.persistence() == Persistence.TEMPORARY);
    host.transaction().createSequence(sequence.oid(), rule.spec());
    host.changes().put(sequence);
    if (place.persistence() == Persistence.UNLOGGED) {
      new PersistenceChange(host).set(sequence, Persistence.UNLOGGED);
    }
    return "CREATE SEQUENCE";
  }

  private @Nullable Type type(SequenceOptions options) {
    return options.type() == null ? null : host.expressions().type(options.type()).type();
  }

  private record Owner(long table, int column) {}

  private Owner owner(SequenceOptions options) {
    SequenceOptions.OwnedBy ownedBy = options.ownedBy();
    if (ownedBy == null) {
      return new Owner(0, 0);
    }
    TableObject table = Names.table(host, ownedBy.table());
    Column column =
        table
            .table()
            .column(ownedBy.column())
            .orElseThrow(() -> Names.noColumn(ownedBy.column(), table.table().name()));
    return new Owner(table.oid(), column.number());
  }

  String alter(AlterSequence statement) {
    CatalogObject object = host.catalog().relation(statement.name());
    if (!(object instanceof SequenceObject sequence)) {
      if (object != null) {
        throw Names.notA(statement.name().name(), "sequence");
      }
      if (!statement.ifExists()) {
        throw Names.noRelation(statement.name());
      }
      host.notice("relation \"" + statement.name().name() + "\" does not exist, skipping");
      return "ALTER SEQUENCE";
    }
    change(sequence, statement.options());
    return "ALTER SEQUENCE";
  }

  /** ALTER SEQUENCE … AS, for the column that an identity's sequence belongs to. */
  void retype(SequenceObject sequence, Type type) {
    if (type != Types.INT2 && type != Types.INT4 && type != Types.INT8) {
      throw SequenceRules.invalid("identity column type must be smallint, integer, or bigint");
    }
    if (type.oid() != sequence.typeOid()) {
      change(sequence, SequenceRules.NONE, type);
    }
  }

  /** Applies options to a sequence. */
  void change(SequenceObject before, SequenceOptions options) {
    change(before, options, type(options));
  }

  private void change(SequenceObject before, SequenceOptions options, @Nullable Type type) {
    host.changes().lockObject(host.transaction(), before.oid());
    SequenceObject sequence = host.changes().state().sequence(before.oid());
    if (sequence == null) {
      throw SqlException.of(
          SqlState.UNDEFINED_TABLE, "relation \"" + before.name() + "\" does not exist");
    }
    SequenceState current = host.transaction().lockSequence(sequence.oid());
    Type old = Types.byOid(sequence.typeOid()).orElse(Types.INT8);
    SequenceRules.Rule rule =
        SequenceRules.make(
            type, options, new SequenceRules.Rule(old, sequence.spec(), sequence.cache()));
    Owner owner =
        options.ownedBy() != null || options.ownedByNone()
            ? owner(options)
            : new Owner(sequence.ownerTable(), sequence.ownerColumn());
    if (options.ownedBy() != null && owner.table() != 0) {
      long mine =
          Owners.of(host.changes().state(), host.catalog().databaseOid(), sequence.address());
      UseRights.sameOwner(host, mine, owner.table());
    }
    if (sequence.identity() && (options.ownedBy() != null || options.ownedByNone())) {
      throw ofIdentity(sequence);
    }
    if (type != null || rewrites(options)) {
      host.transaction().alterSequence(sequence.oid(), position(rule.spec(), options, current));
    }
    host.changes()
        .put(
            new SequenceObject(
                sequence.oid(),
                sequence.databaseOid(),
                sequence.schema(),
                sequence.name(),
                rule.type().oid(),
                rule.spec(),
                rule.cache(),
                owner.table(),
                owner.column(),
                sequence.identity(),
                sequence.temporary()));
  }

  private SqlException ofIdentity(SequenceObject sequence) {
    TableObject owner = host.changes().state().table(sequence.ownerTable());
    SqlException refused =
        SqlException.of(
            SqlState.FEATURE_NOT_SUPPORTED, "cannot change ownership of identity sequence");
    return owner == null
        ? refused
        : refused.withDetail(
            "Sequence \""
                + sequence.name()
                + "\" is linked to table \""
                + owner.table().name()
                + "\".");
  }

  /** Whether options change more than the owner. */
  private static boolean rewrites(SequenceOptions options) {
    return options.type() != null
        || options.increment() != null
        || options.minimum() != null
        || options.noMinimum()
        || options.maximum() != null
        || options.noMaximum()
        || options.start() != null
        || options.restart()
        || options.cache() != null
        || options.cycle() != null;
  }

  /** Where the sequence goes on, which is to lie within its new limits. */
  private static SequenceState position(
      SequenceSpec spec, SequenceOptions options, SequenceState current) {
    Long with = options.restartWith();
    long value =
        !options.restart() ? current.lastValue() : with == null ? spec.start() : (long) with;
    if (value < spec.minimum()) {
      throw SequenceRules.invalid(
          "RESTART value (" + value + ") cannot be less than MINVALUE (" + spec.minimum() + ")");
    }
    if (value > spec.maximum()) {
      throw SequenceRules.invalid(
          "RESTART value (" + value + ") cannot be greater than MAXVALUE (" + spec.maximum() + ")");
    }
    return new SequenceState(spec, value, !options.restart() && current.called());
  }
}
