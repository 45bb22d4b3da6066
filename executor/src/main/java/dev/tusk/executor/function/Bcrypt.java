package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.math.BigInteger;

/**
 * bcrypt: a password hash on Blowfish's key schedule, as slow as its salt asks (Provos and
 * Mazières, "A Future-Adaptable Password Scheme", 1999). The form is {@code $2a$}, cost, salt and
 * hash in an alphabet of its own; the last of the 24 bytes of the hash is never written.
 */
final class Bcrypt {
  private static final String ALPHABET =
      "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private static final int ROUNDS = 16;
  private static final int SALT_BYTES = 16;
  private static final int SALT_DIGITS = 22;

  /** Length of {@code $2a$06$}. */
  private static final int PREFIX = 7;

  private static final int HASH_BYTES = 23;

  /** What is encrypted 64 times: "OrpheanBeholderScryDoubt". */
  private static final int[] TEXT = {
    0x4f727068, 0x65616e42, 0x65686f6c, 0x64657253, 0x63727944, 0x6f756274
  };

  private final int[] subkeys = new int[ROUNDS + 2];
  private final int[] boxes = new int[4 * 256];
  private int left;
  private int right;

  private Bcrypt() {
    System.arraycopy(Pi.WORDS, 0, subkeys, 0, subkeys.length);
    System.arraycopy(Pi.WORDS, subkeys.length, boxes, 0, boxes.length);
  }

  /** Blowfish begins with the digits of π behind the point, 32 bits a word. */
  private static final class Pi {
    private static final int GUARD_BITS = 64;
    static final int[] WORDS = words(ROUNDS + 2 + 4 * 256);

    private static int[] words(int count) {
      int bits = 32 * count + GUARD_BITS;
      // Machin: π = 16 arctan(1/5) − 4 arctan(1/239).
      BigInteger pi =
          inverseTangent(5, bits).shiftLeft(4).subtract(inverseTangent(239, bits).shiftLeft(2));
      BigInteger fraction = pi.subtract(BigInteger.valueOf(3).shiftLeft(bits));
      BigInteger digits = fraction.shiftRight(GUARD_BITS);
      int[] words = new int[count];
      for (int i = 0; i < count; i++) {
        words[i] = digits.shiftRight(32 * (count - 1 - i)).intValue();
      }
      return words;
    }

    /** arctan(1/x) in units of 2^-bits. */
    private static BigInteger inverseTangent(int x, int bits) {
      BigInteger square = BigInteger.valueOf((long) x * x);
      BigInteger power = BigInteger.ONE.shiftLeft(bits).divide(BigInteger.valueOf(x));
      BigInteger sum = power;
      for (int n = 3; power.signum() != 0; n += 2) {
        power = power.divide(square);
        BigInteger term = power.divide(BigInteger.valueOf(n));
        sum = n % 4 == 3 ? sum.subtract(term) : sum.add(term);
      }
      return sum;
    }
  }

  /** A salt for that many doublings of the work. */
  static String salt(int cost, byte[] random) {
    return "$2a$" + (char) ('0' + cost / 10) + (char) ('0' + cost % 10) + "$" + encode(random);
  }

  /**
   * The hash of a password.
   *
   * @param setting a salt, or a hash made before
   * @throws SqlException 22023 when it is neither
   */
  static String hash(byte[] password, String setting, FunctionContext context) {
    int cost = cost(setting);
    int[] salt = words(decode(setting.substring(PREFIX, PREFIX + SALT_DIGITS)));
    int[] key = key(password, setting.charAt(2) == 'x');
    Bcrypt state = new Bcrypt();
    state.mix(key);
    state.expand(salt);
    int[] none = new int[salt.length];
    for (long i = 1L << cost; i > 0; i--) {
      context.checkCancelled();
      state.mix(key);
      state.expand(none);
      for (int j = 0; j < state.subkeys.length; j++) {
        state.subkeys[j] ^= salt[j % salt.length];
      }
      state.expand(none);
    }
    return setting.substring(0, PREFIX)
        + encode(bytes(salt, SALT_BYTES))
        + encode(bytes(state.encryptedText(), HASH_BYTES));
  }

  private static int cost(String setting) {
    boolean wellFormed =
        setting.length() >= PREFIX + SALT_DIGITS
            && setting.startsWith("$2")
            && setting.charAt(3) == '$'
            && setting.charAt(PREFIX - 1) == '$'
            && digit(setting.charAt(4), '3')
            && digit(setting.charAt(5), '9');
    int cost = wellFormed ? (setting.charAt(4) - '0') * 10 + setting.charAt(5) - '0' : 0;
    if (cost < 4 || cost > 31) {
      throw invalidSalt();
    }
    return cost;
  }

  private static boolean digit(char c, char highest) {
    return c >= '0' && c <= highest;
  }

  static SqlException invalidSalt() {
    return SqlException.of(SqlState.INVALID_PARAMETER_VALUE, "invalid salt");
  }

  /** The password with its closing zero byte, over and over. */
  private static int[] key(byte[] password, boolean signed) {
    int[] key = new int[ROUNDS + 2];
    int at = 0;
    for (int i = 0; i < key.length; i++) {
      for (int j = 0; j < 4; j++) {
        byte b = at < password.length ? password[at] : 0;
        at = at < password.length ? at + 1 : 0;
        // The form 2x is that of a program which took bytes above 127 for negative numbers.
        key[i] = key[i] << 8 | (signed ? b : b & 0xff);
      }
    }
    return key;
  }

  private void mix(int[] key) {
    for (int i = 0; i < subkeys.length; i++) {
      subkeys[i] ^= key[i];
    }
  }

  /** Replaces subkeys and boxes by what they encrypt, salted. */
  private void expand(int[] salt) {
    left = 0;
    right = 0;
    int at = 0;
    for (int[] words : new int[][] {subkeys, boxes}) {
      for (int i = 0; i < words.length; i += 2) {
        left ^= salt[at];
        right ^= salt[at + 1];
        at = (at + 2) % salt.length;
        encrypt();
        words[i] = left;
        words[i + 1] = right;
      }
    }
  }

  private void encrypt() {
    int l = left ^ subkeys[0];
    int r = right;
    for (int i = 1; i <= ROUNDS; i += 2) {
      r ^= mixed(l) ^ subkeys[i];
      l ^= mixed(r) ^ subkeys[i + 1];
    }
    left = r ^ subkeys[ROUNDS + 1];
    right = l;
  }

  private int mixed(int half) {
    return (boxes[half >>> 24] + boxes[256 + (half >>> 16 & 0xff)]
            ^ boxes[512 + (half >>> 8 & 0xff)])
        + boxes[768 + (half & 0xff)];
  }

  private int[] encryptedText() {
    int[] text = TEXT.clone();
    for (int i = 0; i < text.length; i += 2) {
      left = text[i];
      right = text[i + 1];
      for (int j = 0; j < 64; j++) {
        encrypt();
      }
      text[i] = left;
      text[i + 1] = right;
    }
    return text;
  }

  private static int[] words(byte[] bytes) {
    int[] words = new int[bytes.length / 4];
    for (int i = 0; i < bytes.length; i++) {
      words[i / 4] = words[i / 4] << 8 | bytes[i] & 0xff;
    }
    return words;
  }

  private static byte[] bytes(int[] words, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (words[i / 4] >>> 24 - 8 * (i % 4));
    }
    return bytes;
  }

  private static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int bits = 0;
    int held = 0;
    for (byte b : bytes) {
      held = held << 8 | b & 0xff;
      bits += 8;
      while (bits >= 6) {
        bits -= 6;
        text.append(ALPHABET.charAt(held >>> bits & 0x3f));
      }
    }
    if (bits > 0) {
      text.append(ALPHABET.charAt(held << 6 - bits & 0x3f));
    }
    return text.toString();
  }

  private static byte[] decode(String digits) {
    byte[] bytes = new byte[SALT_BYTES];
    int bits = 0;
    int held = 0;
    int at = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = ALPHABET.indexOf(digits.charAt(i));
      if (digit < 0) {
        throw invalidSalt();
      }
      held = held << 6 | digit;
      bits += 6;
      if (bits >= 8 && at < bytes.length) {
        bits -= 8;
        bytes[at++] = (byte) (held >>> bits);
      }
    }
    return bytes;
  }
}
