package dev.tusk.executor.session;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The prepared statements and portals of a session, by name; "" is the unnamed one of each. */
final class Statements {
  private final Map<String, PreparedStatement> prepared = new LinkedHashMap<>();
  private final Map<String, Portal> portals = new LinkedHashMap<>();

  void put(PreparedStatement statement) {
    String name = statement.name();
    if (!name.isEmpty() && prepared.containsKey(name)) {
      throw SqlException.of(
          SqlState.DUPLICATE_PREPARED_STATEMENT,
          "prepared statement \"" + name + "\" already exists");
    }
    prepared.put(name, statement);
  }

  @Nullable PreparedStatement find(String name) {
    return prepared.get(name);
  }

  PreparedStatement statement(String name) {
    PreparedStatement statement = prepared.get(name);
    if (statement == null) {
      throw SqlException.of(
          SqlState.INVALID_SQL_STATEMENT_NAME,
          name.isEmpty()
              ? "unnamed prepared statement does not exist"
              : "prepared statement \"" + name + "\" does not exist");
    }
    return statement;
  }

  void remove(String name) {
    prepared.remove(name);
  }

  /** DEALLOCATE ALL. */
  void removeAll() {
    prepared.clear();
  }

  List<PreparedStatement> prepared() {
    return prepared.values().stream().filter(p -> !p.name().isEmpty()).toList();
  }

  void open(Portal portal) {
    Portal before = portals.get(portal.name());
    if (before != null) {
      if (!portal.name().isEmpty()) {
        throw SqlException.of(
            SqlState.DUPLICATE_CURSOR, "cursor \"" + portal.name() + "\" already exists");
      }
      before.close();
    }
    portals.put(portal.name(), portal);
  }

  @Nullable Portal findPortal(String name) {
    return portals.get(name);
  }

  Portal portal(String name) {
    Portal portal = portals.get(name);
    if (portal == null) {
      throw SqlException.of(SqlState.INVALID_CURSOR_NAME, "portal \"" + name + "\" does not exist");
    }
    return portal;
  }

  /** A cursor as SQL names it. */
  Portal cursor(String name) {
    Portal portal = portals.get(name);
    if (portal == null || portal.name().isEmpty()) {
      throw SqlException.of(SqlState.INVALID_CURSOR_NAME, "cursor \"" + name + "\" does not exist");
    }
    return portal;
  }

  void closePortal(String name) {
    Portal portal = portals.remove(name);
    if (portal != null) {
      portal.close();
    }
  }

  /** The transaction commits: cursors WITH HOLD are to outlive it. */
  void holdPortals() {
    for (Portal portal : portals.values()) {
      if (portal.holdable()) {
        portal.hold();
      }
    }
  }

  /** Whether the transaction's end has rows of a cursor WITH HOLD to put aside. */
  boolean holdsCursor() {
    for (Portal portal : portals.values()) {
      if (portal.holdable() && !portal.held()) {
        return true;
      }
    }
    return false;
  }

  /** Closes the portals of a transaction that is over. */
  void closePortals() {
    if (portals.isEmpty()) {
      return;
    }
    for (Portal portal : new ArrayList<>(portals.values())) {
      if (!portal.held()) {
        closePortal(portal.name());
      }
    }
  }

  /** CLOSE ALL: those that outlived their transaction too. */
  void closeAllPortals() {
    for (Portal portal : new ArrayList<>(portals.values())) {
      closePortal(portal.name());
    }
  }

  /** Closes portals opened behind a savepoint. */
  void closePortalsBeyond(int depth) {
    for (Portal portal : new ArrayList<>(portals.values())) {
      if (portal.depth() > depth) {
        closePortal(portal.name());
      }
    }
  }

  void released(int depth) {
    portals.values().forEach(portal -> portal.released(depth));
  }

  Collection<Portal> portals() {
    return portals.values().stream().filter(p -> !p.name().isEmpty()).toList();
  }
}
