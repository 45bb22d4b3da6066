package dev.tusk.executor.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.sql.catalog.Column;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Holds a state that many changes led to against one that is made of the same objects at once. */
public final class StateCheck {
  private StateCheck() {}

  public static void assertSameAsMadeAnew(CatalogState state) {
    Map<Long, @Nullable CatalogObject> objects = new TreeMap<>(state.maps().objects);
    CatalogState anew = CatalogState.empty(new TypePool()).with(objects, new AtomicLong());
    CatalogMaps is = state.maps();
    CatalogMaps must = anew.maps();
    assertThat(is.objects.keySet()).isEqualTo(must.objects.keySet());
    assertThat(is.byDatabase.keySet()).isEqualTo(must.byDatabase.keySet());
    is.byDatabase.forEach((database, of) ->
        assertThat(of.keySet()).isEqualTo(must.byDatabase.get(database).keySet()));
    assertThat(oids(is.relations)).isEqualTo(oids(must.relations));
    assertThat(oids(is.typeNames)).isEqualTo(oids(must.typeNames));
    assertThat(oids(is.schemas)).isEqualTo(oids(must.schemas));
    assertThat(oids(is.extensions)).isEqualTo(oids(must.extensions));
    assertThat(oids(is.casts)).isEqualTo(oids(must.casts));
    assertThat(is.databases.keySet()).isEqualTo(must.databases.keySet());
    assertThat(is.indexes.keySet()).isEqualTo(must.indexes.keySet());
    assertThat(is.indexesByOid.keySet()).isEqualTo(must.indexesByOid.keySet());
    assertThat(is.children.all()).isEqualTo(must.children.all());
    assertThat(is.typeUsers).isEqualTo(must.typeUsers);
    assertThat(is.references.all().toString()).isEqualTo(must.references.all().toString());
    assertThat(oids(is.functions)).isEqualTo(oids(must.functions));
    assertThat(oids(is.operators)).isEqualTo(oids(must.operators));
    assertThat(oids(is.triggers)).isEqualTo(oids(must.triggers));
    assertThat(oids(is.rules)).isEqualTo(oids(must.rules));
    assertThat(oids(is.eventTriggers)).isEqualTo(oids(must.eventTriggers));
    assertSamePolicies(is, must);
    assertSameRoles(state, anew);
    assertTypesAreOfThisState(state);
  }

  private static <K> Map<K, Long> oids(Map<K, ? extends CatalogObject> objects) {
    Map<K, Long> oids = new java.util.HashMap<>();
    objects.forEach((key, object) -> oids.put(key, object.oid()));
    return oids;
  }

  private static <K> Map<K, List<Long>> oids(Groups<K, ? extends CatalogObject> groups) {
    Map<K, List<Long>> oids = new java.util.HashMap<>();
    groups
        .all()
        .forEach((key, group) -> oids.put(key, group.stream().map(CatalogObject::oid).toList()));
    return oids;
  }

  private static void assertSamePolicies(CatalogMaps is, CatalogMaps must) {
    assertThat(is.policies.anyEnabled()).isEqualTo(must.policies.anyEnabled());
    for (long oid : is.objects.keySet()) {
      assertThat(is.policies.of(oid).stream().map(PolicyObject::oid).toList())
          .isEqualTo(must.policies.of(oid).stream().map(PolicyObject::oid).toList());
      assertThat(is.policies.security(oid)).isEqualTo(must.policies.security(oid));
    }
    assertThat(is.rights.all()).containsExactlyInAnyOrderElementsOf(must.rights.all());
  }

  private static void assertSameRoles(CatalogState is, CatalogState must) {
    assertThat(List.copyOf(is.roles(0).all())).isEqualTo(List.copyOf(must.roles(0).all()));
    is.roles(0)
        .all()
        .forEach(role -> {
          assertThat(is.role(role.name())).isEqualTo(must.role(role.name()));
          assertThat(is.roles(5).memberships(role.oid()))
              .isEqualTo(must.roles(5).memberships(role.oid()));
          assertThat(is.roles(0).inherited(role.oid()))
              .isEqualTo(must.roles(0).inherited(role.oid()));
        });
  }

  /** A column has the very type that its number stands for in this state. */
  private static void assertTypesAreOfThisState(CatalogState state) {
    for (CatalogObject object : state.of(CatalogObject.class, 0)) {
      if (object instanceof CatalogObject.TableObject table) {
        for (Column column : table.table().columns()) {
          dev.tusk.sql.type.Type own = state.type(column.type().oid());
          if (own != null && !column.dropped()) {
            assertThat(column.type()).as(table.name() + "." + column.name()).isSameAs(own);
          }
        }
      }
    }
  }
}
