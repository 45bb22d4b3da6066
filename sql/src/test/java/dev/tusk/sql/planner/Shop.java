package dev.tusk.sql.planner;

/** The tables that the planner's tests ask. */
final class Shop {
  private Shop() {}

  static FakeCatalog catalog() {
    return new FakeCatalog()
        .table(
            "items",
            10_000,
            "id int8 pk, category_id int4, embedding vector(3), name text, price numeric, "
                + "created timestamptz default now(), tags _text")
        .table(
            "users",
            1_000,
            "id int4 pk, email text unique, name varchar(20), age int2 default 18, meta jsonb")
        .table(
            "orders",
            50_000,
            "id int4 pk, user_id int4 notnull, item_id int8, qty int4, note text, flag bool")
        .table("docs", 10_000, "id int4 pk by_default, body text, v vector, ident int4 always")
        .btree("items", "items_cat_idx", "category_id")
        .btree("orders", "orders_user_idx", "user_id")
        .hnsw("items", "items_embedding_idx", "embedding", "vector_cosine_ops", null);
  }
}
