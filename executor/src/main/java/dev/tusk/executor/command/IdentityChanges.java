package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.AlterAction;
import dev.tusk.sql.statement.ColumnDefinition;
import dev.tusk.sql.statement.SequenceOptions;

/** The actions of ALTER TABLE on columns that take their values from a sequence of their own. */
final class IdentityChanges extends TableChanges {
  IdentityChanges(CommandHost host, long oid) {
    super(host, oid);
  }

  void addIdentity(AlterAction.AddIdentity action) {
    TableDraft draft = draft();
    Column c = draft.column(action.column());
    if (!c.notNull()) {
      throw SqlException.of(
          SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
          "column \""
              + c.name()
              + "\" of relation \""
              + draft.name
              + "\" must be declared NOT NULL before identity can be added");
    }
    if (c.identity() != Column.Identity.NONE) {
      throw SqlException.of(
          SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
          "column \""
              + c.name()
              + "\" of relation \""
              + draft.name
              + "\" is already an identity column");
    }
    if (c.defaultText() != null) {
      throw SqlException.of(
          SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
          "column \""
              + c.name()
              + "\" of relation \""
              + draft.name
              + "\" already has a default value");
    }
    ColumnDefinition.Identity identity = action.identity();
    String text =
        new ColumnBuilder(host, draft)
            .sequence(c.name(), c.number(), c.type(), identity.options(), true);
    draft.replace(
        ColumnChanges.with(
            c,
            true,
            text,
            identity.always() ? Column.Identity.ALWAYS : Column.Identity.BY_DEFAULT));
    put(draft);
  }

  private SequenceObject identitySequence(Column c) {
    for (SequenceObject sequence : host.changes().state().sequences(object().databaseOid())) {
      if (sequence.ownerTable() == oid
          && sequence.ownerColumn() == c.number()
          && sequence.identity()) {
        return sequence;
      }
    }
    throw SqlException.of(
        SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
        "column \""
            + c.name()
            + "\" of relation \""
            + object().table().name()
            + "\" is not an identity column");
  }

  void setIdentity(AlterAction.SetIdentity action) {
    TableDraft draft = draft();
    Column c = draft.column(action.column());
    SequenceObject sequence = identitySequence(c);
    SequenceOptions options = action.options();
    new SequenceCommands(host).change(sequence, options);
    Boolean always = action.always();
    if (always != null) {
      draft.replace(
          ColumnChanges.with(
              c,
              c.notNull(),
              c.defaultText(),
              always ? Column.Identity.ALWAYS : Column.Identity.BY_DEFAULT));
      put(draft);
    }
  }

  void dropIdentity(AlterAction.DropIdentity action) {
    TableDraft draft = draft();
    Column c = draft.column(action.column());
    if (!c.hasIdentity() && action.ifExists()) {
      host.notice(
          "column \""
              + c.name()
              + "\" of relation \""
              + draft.name
              + "\" is not an identity column, skipping");
      return;
    }
    SequenceObject sequence = identitySequence(c);
    draft.replace(ColumnChanges.with(c, c.notNull(), null, Column.Identity.NONE));
    put(draft);
    new ObjectRemoval(host).drop(sequence.address(), null);
  }
}
