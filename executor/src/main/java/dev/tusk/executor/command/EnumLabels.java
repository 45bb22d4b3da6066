package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TypeObject;
import dev.tusk.executor.catalog.TypeDefinition;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.AlterAction;
import dev.tusk.sql.statement.CreateType;
import dev.tusk.sql.type.EnumType.Label;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The labels of an enum: made, added, renamed (catalog/pg_enum.c). */
final class EnumLabels {
  /** NAMEDATALEN - 1. */
  private static final int MAX_BYTES = 63;

  private final CommandHost host;
  private final long typeOid;

  EnumLabels(CommandHost host, long typeOid) {
    this.host = host;
    this.typeOid = typeOid;
  }

  TypeDefinition definition(CreateType.Definition.Enumeration enumeration) {
    List<Label> labels = new ArrayList<>();
    for (String text : enumeration.labels()) {
      checkLength(text);
      if (find(labels, text) >= 0) {
        throw SqlException.of(
                SqlState.UNIQUE_VIOLATION,
                "duplicate key value violates unique constraint \"pg_enum_typid_label_index\"")
            .withDetail(
                String.format(
                    Locale.ROOT,
                    "Key (enumtypid, enumlabel)=(%d, %s) already exists.",
                    typeOid,
                    text));
      }
      labels.add(label(text, labels.size() + 1, false));
    }
    return new TypeDefinition.Enumeration(List.copyOf(labels));
  }

  private Label label(String text, double place, boolean fresh) {
    return new Label((int) host.changes().newOid(), text, place, fresh);
  }

  private static void checkLength(String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw SqlException.of(SqlState.INVALID_NAME, "invalid enum label \"" + text + "\"")
          .withDetail("Labels must be " + MAX_BYTES + " bytes or less.");
    }
  }

  private static int find(List<Label> labels, String text) {
    for (int i = 0; i < labels.size(); i++) {
      if (labels.get(i).text().equals(text)) {
        return i;
      }
    }
    return -1;
  }

  private static List<Label> labels(TypeObject type) {
    if (type.definition() instanceof TypeDefinition.Enumeration(List<Label> labels)) {
      return labels;
    }
    throw SqlException.of(
        SqlState.WRONG_OBJECT_TYPE, Names.quoted(type.name()) + " is not an enum");
  }

  private static SqlException unknown(String label) {
    return SqlException.of(
        SqlState.INVALID_PARAMETER_VALUE, "\"" + label + "\" is not an existing enum label");
  }

  private static SqlException exists(String label) {
    return SqlException.of(
        SqlState.DUPLICATE_OBJECT, "enum label \"" + label + "\" already exists");
  }

  TypeObject add(TypeObject type, AlterAction.AddValue action) {
    List<Label> before = labels(type);
    checkLength(action.label());
    if (find(before, action.label()) >= 0) {
      if (!action.ifNotExists()) {
        throw exists(action.label());
      }
      host.skipped(
          SqlState.DUPLICATE_OBJECT,
          "enum label \"" + action.label() + "\" already exists, skipping");
      return type;
    }
    int at = before.size();
    String neighbour = action.neighbour();
    if (neighbour != null) {
      int found = find(before, neighbour);
      if (found < 0) {
        throw unknown(neighbour);
      }
      at = action.after() ? found + 1 : found;
    }
    List<Label> labels = new ArrayList<>(before);
    labels.add(at, label(action.label(), place(before, at), true));
    return type.with(new TypeDefinition.Enumeration(List.copyOf(labels)));
  }

  /** Between its neighbours, whose places stay, as they are kept in indexes. */
  private static double place(List<Label> labels, int at) {
    if (labels.isEmpty()) {
      return 1;
    }
    if (at == labels.size()) {
      return labels.getLast().place() + 1;
    }
    if (at == 0) {
      return labels.getFirst().place() - 1;
    }
    double low = labels.get(at - 1).place();
    double high = labels.get(at).place();
    double between = low + (high - low) / 2;
    if (between == low || between == high) {
      throw SqlException.of(
          SqlState.PROGRAM_LIMIT_EXCEEDED, "too many labels were added at one place of the enum");
    }
    return between;
  }

  TypeObject rename(TypeObject type, AlterAction.RenameValue action) {
    List<Label> labels = new ArrayList<>(labels(type));
    int at = find(labels, action.label());
    checkLength(action.newLabel());
    if (at < 0) {
      throw unknown(action.label());
    }
    if (find(labels, action.newLabel()) >= 0) {
      throw exists(action.newLabel());
    }
    Label label = labels.get(at);
    labels.set(at, new Label(label.oid(), action.newLabel(), label.place(), label.fresh()));
    return type.with(new TypeDefinition.Enumeration(List.copyOf(labels)));
  }
}
