package dev.tusk.executor.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Passwords as PostgreSQL kept them before version 10: the hash of the password and the role's
 * name. They can be stored, as dumps of old servers have them, but nobody gets in with one.
 */
public final class Md5Password {
  private static final Pattern FORM = Pattern.compile("md5[0-9a-f]{32}");

  private Md5Password() {}

  public static boolean is(String verifier) {
    return FORM.matcher(verifier).matches();
  }

  public static String of(String role, String password) {
    try {
      byte[] text = (password + role).getBytes(StandardCharsets.UTF_8);
      return "md5" + HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
