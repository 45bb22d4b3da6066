package dev.tusk.sql.catalog;

import java.util.List;

/** An option in WITH (…) of an index, and the values it takes. */
public sealed interface IndexOption {
  String name();

  /** A whole number; a fraction is rounded. */
  record Number(String name, int standard, int least, int most) implements IndexOption {}

  /** One of some words. */
  record Choice(String name, String standard, List<String> words) implements IndexOption {}

  /** True or false. */
  record Flag(String name) implements IndexOption {}
}
