package dev.tusk.executor.textsearch;

import dev.tusk.executor.catalog.ExtensionMembers;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What dictionaries are made of ({@code pg_ts_template}).
 *
 * @param init and {@code lexize}: its functions in pg_proc
 * @param extension that brings it; null for one that is always there
 */
public record Template(long oid, String name, long init, long lexize, @Nullable String extension) {
  static final long THESAURUS = 3742;
  public static final long UNACCENT = ExtensionMembers.UNACCENT_TEMPLATE;

  public static final List<Template> ALL =
      List.of(
          new Template(3727, "simple", 3725, 3726, null),
          new Template(3730, "synonym", 3728, 3729, null),
          new Template(3733, "ispell", 3731, 3732, null),
          new Template(THESAURUS, "thesaurus", 3740, 3741, null),
          new Template(13_150, "snowball", 13_148, 13_149, null),
          new Template(UNACCENT, "unaccent", 62_003, 62_004, "unaccent"));

  public static Optional<Template> byOid(long oid) {
    return ALL.stream().filter(template -> template.oid == oid).findFirst();
  }
}
