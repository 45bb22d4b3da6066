package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;

/**
 * {@code crypt} and {@code gen_salt} of pgcrypto: bcrypt, and the older hash on MD5 ({@code $1$}).
 * The two on DES, whose passwords have eight characters, are refused by name.
 */
final class PasswordBodies {
  private static final String DIGITS =
      "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private static final String MD5_MAGIC = "$1$";
  private static final int MD5_SALT = 8;
  private static final int DEFAULT_COST = 6;

  private PasswordBodies() {}

  static void register(FunctionLibrary library) {
    library.two("crypt(text,text)", (p, s, context) -> crypt((String) p, (String) s, context));
    library.one("gen_salt(text)", (type, _) -> salt((String) type, 0));
    library.two("gen_salt(text,int4)", (type, rounds, _) -> salt((String) type, (Integer) rounds));
  }

  private static String salt(String type, int rounds) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "bf" -> {
        int cost = rounds == 0 ? DEFAULT_COST : rounds;
        if (cost < 4 || cost > 31) {
          throw wrongSalt("Incorrect number of rounds");
        }
        yield Bcrypt.salt(cost, random(16));
      }
      case "md5" -> {
        if (rounds != 0 && rounds != 1000) {
          throw wrongSalt("Incorrect number of rounds");
        }
        StringBuilder salt = new StringBuilder(MD5_MAGIC);
        for (byte b : random(MD5_SALT)) {
          salt.append(DIGITS.charAt(b & 0x3f));
        }
        yield salt.toString();
      }
      case "des", "xdes" -> throw des();
      default -> throw wrongSalt("Unknown salt algorithm");
    };
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private static SqlException wrongSalt(String reason) {
    return SqlException.of(SqlState.INVALID_PARAMETER_VALUE, "gen_salt: " + reason);
  }

  private static SqlException des() {
    return SqlException.notSupported("password hashing with DES").withHint("Use gen_salt('bf').");
  }

  private static String crypt(String password, String salt, FunctionContext context) {
    byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
    if (salt.startsWith("$2a$") || salt.startsWith("$2x$")) {
      return Bcrypt.hash(bytes, salt, context);
    }
    if (salt.startsWith(MD5_MAGIC)) {
      return md5(bytes, salt.substring(MD5_MAGIC.length()));
    }
    if (salt.startsWith("$2$")) {
      throw SqlException.of(
          SqlState.EXTERNAL_ROUTINE_INVOCATION_EXCEPTION, "crypt(3) returned NULL");
    }
    if (salt.length() < 2) {
      throw Bcrypt.invalidSalt();
    }
    throw des();
  }

  /** Poul-Henning Kamp's hash: a thousand rounds over password, salt and the result so far. */
  private static String md5(byte[] password, String setting) {
    int end = setting.indexOf('$');
    String text = setting.substring(0, Math.min(MD5_SALT, end < 0 ? setting.length() : end));
    byte[] salt = text.getBytes(StandardCharsets.UTF_8);
    byte[] twice = digest(password, salt, password);
    MessageDigest first = newDigest();
    first.update(password);
    first.update(MD5_MAGIC.getBytes(StandardCharsets.US_ASCII));
    first.update(salt);
    for (int left = password.length; left > 0; left -= twice.length) {
      first.update(twice, 0, Math.min(left, twice.length));
    }
    for (int bits = password.length; bits != 0; bits >>= 1) {
      first.update((bits & 1) != 0 ? 0 : password[0]);
    }
    byte[] result = first.digest();
    for (int i = 0; i < 1000; i++) {
      byte[] begin = i % 2 != 0 ? password : result;
      byte[] finish = i % 2 != 0 ? result : password;
      result =
          digest(
              begin, i % 3 != 0 ? salt : new byte[0], i % 7 != 0 ? password : new byte[0], finish);
    }
    StringBuilder out = new StringBuilder(MD5_MAGIC).append(text).append('$');
    for (int i = 0; i < 5; i++) {
      int third = i == 4 ? 5 : i + 12;
      digits(out, (result[i] & 0xff) << 16 | (result[i + 6] & 0xff) << 8 | result[third] & 0xff, 4);
    }
    digits(out, result[11] & 0xff, 2);
    return out.toString();
  }

  /** Six bits a digit, the lowest first. */
  private static void digits(StringBuilder out, int value, int count) {
    for (int i = 0; i < count; i++) {
      out.append(DIGITS.charAt(value >>> 6 * i & 0x3f));
    }
  }

  private static byte[] digest(byte[]... parts) {
    MessageDigest digest = newDigest();
    Arrays.stream(parts).forEach(digest::update);
    return digest.digest();
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
