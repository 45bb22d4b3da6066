package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Functions of the extensions uuid-ossp and pgcrypto, on the JDK's algorithms. */
final class ExtensionBodies {
  /** Name spaces of RFC 4122, appendix C. */
  private static final Map<String, UUID> NAME_SPACES =
      Map.of(
          "dns", UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
          "url", UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8"),
          "oid", UUID.fromString("6ba7b812-9dad-11d1-80b4-00c04fd430c8"),
          "x500", UUID.fromString("6ba7b814-9dad-11d1-80b4-00c04fd430c8"));

  private static final Map<String, String> DIGESTS =
      Map.of(
          "md5", "MD5",
          "sha1", "SHA-1",
          "sha224", "SHA-224",
          "sha256", "SHA-256",
          "sha384", "SHA-384",
          "sha512", "SHA-512");

  private static final int MOST_RANDOM_BYTES = 1024;

  private ExtensionBodies() {}

  static void register(FunctionLibrary library) {
    SecureRandom random = new SecureRandom();
    TimeUuids times = new TimeUuids(random);
    library.none("uuid_generate_v1()", _ -> times.next(false));
    library.none("uuid_generate_v1mc()", _ -> times.next(true));
    library.two("uuid_generate_v3(uuid,text)", (n, t, _) -> named((UUID) n, (String) t, 3));
    library.two("uuid_generate_v5(uuid,text)", (n, t, _) -> named((UUID) n, (String) t, 5));
    NAME_SPACES.forEach((name, value) -> library.none("uuid_ns_" + name + "()", _ -> value));
    library.two("digest(text,text)", (d, t, _) -> digest(utf8(d), (String) t));
    library.two("digest(bytea,text)", (d, t, _) -> digest((byte[]) d, (String) t));
    library.any(
        "hmac(text,text,text)", (a, _) -> hmac(utf8(a[0]), utf8(a[1]), String.valueOf(a[2])));
    library.any(
        "hmac(bytea,bytea,text)",
        (a, _) -> hmac((byte[]) given(a[0]), (byte[]) given(a[1]), String.valueOf(a[2])));
    library.one("gen_random_bytes(int4)", (n, _) -> randomBytes(random, (Integer) n));
    PasswordBodies.register(library);
  }

  private static Object given(@org.jspecify.annotations.Nullable Object argument) {
    if (argument == null) {
      throw new IllegalStateException("a strict function is not called with NULL");
    }
    return argument;
  }

  private static byte[] utf8(@org.jspecify.annotations.Nullable Object text) {
    return String.valueOf(text).getBytes(StandardCharsets.UTF_8);
  }

  /** Versions 3 and 5: the hash of a name in a name space. */
  private static UUID named(UUID space, String name, int version) {
    MessageDigest digest = algorithm(version == 3 ? "MD5" : "SHA-1");
    digest.update(
        ByteBuffer.allocate(16)
            .putLong(space.getMostSignificantBits())
            .putLong(space.getLeastSignificantBits())
            .array());
    ByteBuffer hash = ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
    return TimeUuids.versioned(hash.getLong(), hash.getLong(), version);
  }

  private static MessageDigest algorithm(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + name, e);
    }
  }

  private static String digestName(String type) {
    String name = DIGESTS.get(type.toLowerCase(Locale.ROOT));
    if (name == null) {
      throw SqlException.of(
          SqlState.INVALID_PARAMETER_VALUE, "Cannot use \"" + type + "\": No such hash algorithm");
    }
    return name;
  }

  private static byte[] digest(byte[] data, String type) {
    return algorithm(digestName(type)).digest(data);
  }

  private static byte[] hmac(byte[] data, byte[] key, String type) {
    String name = "Hmac" + digestName(type).replace("-", "");
    try {
      Mac mac = Mac.getInstance(name);
      // An empty key is one of zeros, which the JDK wants written out.
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, name));
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + name, e);
    }
  }

  private static byte[] randomBytes(SecureRandom random, int count) {
    if (count < 1 || count > MOST_RANDOM_BYTES) {
      throw SqlException.of(SqlState.EXTERNAL_ROUTINE_INVOCATION_EXCEPTION, "Length not in range");
    }
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
