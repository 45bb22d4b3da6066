package dev.tusk.executor.access;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.StringPreparation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is kept of a password: enough to check it, not enough to know it. Written as PostgreSQL
 * writes it, so that verifiers can be carried over:
 *
 * <pre>
 *  SCRAM-SHA-256$iterations:salt$stored key:server key        (the last three in base64)
 * </pre>
 *
 * @param storedKey the hash of the client's key, 32 bytes
 * @param serverKey by which the server proves itself, 32 bytes
 */
public record PasswordVerifier(int iterations, byte[] salt, byte[] storedKey, byte[] serverKey) {
  private static final ScramMechanism MECHANISM = ScramMechanism.SCRAM_SHA_256;
  private static final int KEY_BYTES = 32;
  private static final int SALT_BYTES = 16;

  /** PostgreSQL's SCRAM_SHA_256_DEFAULT_ITERATIONS, the least that RFC 7677 allows. */
  private static final int ITERATIONS = 4096;

  private static final Pattern FORM =
      Pattern.compile("SCRAM-SHA-256\\$(\\d{1,9}):([A-Za-z0-9+/=]+)\\$([^:$]+):([^:$]+)");

  private static final SecureRandom RANDOM = new SecureRandom();

  /** Of a password; a new salt each time. */
  public static PasswordVerifier of(String password) {
    byte[] salt = ScramFunctions.salt(SALT_BYTES, RANDOM);
    return of(password, salt, ITERATIONS);
  }

  private static PasswordVerifier of(String password, byte[] salt, int iterations) {
    byte[] salted = salted(password, salt, iterations);
    byte[] client = ScramFunctions.clientKey(MECHANISM, salted);
    return new PasswordVerifier(
        iterations,
        salt,
        ScramFunctions.storedKey(MECHANISM, client),
        ScramFunctions.serverKey(MECHANISM, salted));
  }

  private static byte[] salted(String password, byte[] salt, int iterations) {
    return ScramFunctions.saltedPassword(
        MECHANISM,
        StringPreparation.POSTGRESQL_PREPARATION,
        password.toCharArray(),
        salt,
        iterations);
  }

  /** Reads the written form; empty when the text has another one. */
  public static Optional<PasswordVerifier> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      Base64.Decoder base64 = Base64.getDecoder();
      byte[] storedKey = base64.decode(matcher.group(3));
      byte[] serverKey = base64.decode(matcher.group(4));
      int iterations = Integer.parseInt(matcher.group(1));
      return storedKey.length == KEY_BYTES && serverKey.length == KEY_BYTES && iterations > 0
          ? Optional.of(
              new PasswordVerifier(
                  iterations, base64.decode(matcher.group(2)), storedKey, serverKey))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * For a role that does not exist or has no password: the same for the same name at each try, as a
   * genuine one is.
   *
   * @param secret of this data directory
   */
  static PasswordVerifier madeUp(String role, byte[] secret) {
    byte[] salt = ScramFunctions.hmac(MECHANISM, secret, utf8("salt " + role));
    return new PasswordVerifier(
        ITERATIONS,
        Arrays.copyOf(salt, SALT_BYTES),
        ScramFunctions.hmac(MECHANISM, secret, utf8("stored " + role)),
        ScramFunctions.hmac(MECHANISM, secret, utf8("server " + role)));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether it is this password's. */
  public boolean accepts(String password) {
    return MessageDigest.isEqual(of(password, salt, iterations).storedKey, storedKey);
  }

  /**
   * Whether it is the empty password's, which the library does not take. As HMAC fills a key up
   * with zeros, one zero is the empty key.
   */
  public boolean acceptsEmpty() {
    byte[] key = {0};
    byte[] first = Arrays.copyOf(salt, salt.length + 4);
    first[first.length - 1] = 1;
    byte[] round = ScramFunctions.hmac(MECHANISM, key, first);
    byte[] salted = round.clone();
    for (int i = 1; i < iterations; i++) {
      round = ScramFunctions.hmac(MECHANISM, key, round);
      for (int b = 0; b < salted.length; b++) {
        salted[b] ^= round[b];
      }
    }
    byte[] client = ScramFunctions.clientKey(MECHANISM, salted);
    return MessageDigest.isEqual(ScramFunctions.storedKey(MECHANISM, client), storedKey);
  }

  /** The written form. */
  public String text() {
    Base64.Encoder base64 = Base64.getEncoder();
    return "SCRAM-SHA-256$"
        + iterations
        + ":"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(storedKey)
        + ":"
        + base64.encodeToString(serverKey);
  }
}
