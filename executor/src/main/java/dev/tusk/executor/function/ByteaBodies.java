package dev.tusk.executor.function;

import static dev.tusk.executor.function.VectorBodies.arg;

import dev.tusk.executor.expression.Accumulator;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.ByteWriter;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Texts;
import dev.tusk.sql.type.Types;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Functions of bytea: parts, bits, digests, encodings (varlena.c, encode.c, cryptohashfuncs.c). */
final class ByteaBodies {
  private static final Base64.Encoder BASE64 =
      Base64.getMimeEncoder(76, "\n".getBytes(StandardCharsets.US_ASCII));

  private ByteaBodies() {}

  static void register(FunctionLibrary library) {
    parts(library);
    bits(library);
    digests(library);
    encodings(library);
    library.aggregate("string_agg(bytea,bytea)", _ -> new Joined());
  }

  /** string_agg of bytes: NULL values are left out, the first value's delimiter is not used. */
  private static final class Joined implements Accumulator {
    private @Nullable ByteArrayOutputStream joined;

    @Override
    public void add(@Nullable Object[] arguments) {
      if (!(arguments[0] instanceof byte[] value)) {
        return;
      }
      ByteArrayOutputStream out = joined;
      if (out == null) {
        out = new ByteArrayOutputStream();
        joined = out;
      } else if (arguments[1] instanceof byte[] delimiter) {
        out.writeBytes(delimiter);
      }
      out.writeBytes(value);
    }

    @Override
    public @Nullable Object result() {
      return joined == null ? null : joined.toByteArray();
    }
  }

  private static void parts(FunctionLibrary library) {
    library.one("length(bytea)", (a, _) -> ((byte[]) a).length);
    library.one("octet_length(bytea)", (a, _) -> ((byte[]) a).length);
    library.one("bit_length(bytea)", (a, _) -> ((byte[]) a).length * 8);
    library.two("byteacat(bytea,bytea)", (a, b, _) -> concat((byte[]) a, (byte[]) b));
    library.two("position(bytea,bytea)", (a, b, _) -> position((byte[]) a, (byte[]) b));
    for (String name : new String[] {"substr", "substring"}) {
      library.two(
          name + "(bytea,int4)", (a, b, _) -> slice((byte[]) a, (Integer) b, Long.MAX_VALUE));
      library.any(
          name + "(bytea,int4,int4)",
          (a, _) -> {
            int count = (Integer) arg(a, 2);
            StringBodies.checkLength(count);
            return slice((byte[]) arg(a, 0), (Integer) arg(a, 1), count);
          });
    }
    library.any(
        "overlay(bytea,bytea,int4)",
        (a, _) -> {
          byte[] part = (byte[]) arg(a, 1);
          return overlay((byte[]) arg(a, 0), part, (Integer) arg(a, 2), part.length);
        });
    library.any(
        "overlay(bytea,bytea,int4,int4)",
        (a, _) ->
            overlay(
                (byte[]) arg(a, 0), (byte[]) arg(a, 1), (Integer) arg(a, 2), (Integer) arg(a, 3)));
    library.two("btrim(bytea,bytea)", (a, b, _) -> trim((byte[]) a, (byte[]) b, true, true));
    library.two("ltrim(bytea,bytea)", (a, b, _) -> trim((byte[]) a, (byte[]) b, true, false));
    library.two("rtrim(bytea,bytea)", (a, b, _) -> trim((byte[]) a, (byte[]) b, false, true));
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] result = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, result, a.length, b.length);
    return result;
  }

  private static int position(byte[] text, byte[] part) {
    for (int i = 0; i + part.length <= text.length; i++) {
      if (Arrays.equals(text, i, i + part.length, part, 0, part.length)) {
        return i + 1;
      }
    }
    return 0;
  }

  private static byte[] slice(byte[] bytes, int start, long count) {
    long end =
        count == Long.MAX_VALUE ? bytes.length + 1L : Math.min(start + count, bytes.length + 1L);
    long from = Math.max(start, 1);
    return end <= from ? new byte[0] : Arrays.copyOfRange(bytes, (int) from - 1, (int) end - 1);
  }

  private static byte[] overlay(byte[] bytes, byte[] part, int start, int count) {
    if (start <= 0) {
      StringBodies.checkLength(-1);
    }
    byte[] head = slice(bytes, 1, start - 1L);
    return concat(
        concat(head, part), slice(bytes, StringBodies.behind(start, count), Long.MAX_VALUE));
  }

  private static byte[] trim(byte[] bytes, byte[] set, boolean left, boolean right) {
    int from = 0;
    int to = bytes.length;
    while (left && from < to && contains(set, bytes[from])) {
      from++;
    }
    while (right && to > from && contains(set, bytes[to - 1])) {
      to--;
    }
    return Arrays.copyOfRange(bytes, from, to);
  }

  private static boolean contains(byte[] set, byte value) {
    for (byte b : set) {
      if (b == value) {
        return true;
      }
    }
    return false;
  }

  private static void bits(FunctionLibrary library) {
    library.two(
        "get_byte(bytea,int4)",
        (a, b, _) -> ((byte[]) a)[index((Integer) b, ((byte[]) a).length)] & 0xff);
    library.any(
        "set_byte(bytea,int4,int4)",
        (a, _) -> {
          byte[] copy = ((byte[]) arg(a, 0)).clone();
          copy[index((Integer) arg(a, 1), copy.length)] = (byte) (int) (Integer) arg(a, 2);
          return copy;
        });
    library.two(
        "get_bit(bytea,int8)",
        (a, b, _) -> {
          byte[] bytes = (byte[]) a;
          int bit = index((Long) b, bytes.length * 8L);
          return bytes[bit >>> 3] >> (bit & 7) & 1;
        });
    library.any(
        "set_bit(bytea,int8,int4)",
        (a, _) -> {
          byte[] copy = ((byte[]) arg(a, 0)).clone();
          int bit = index((Long) arg(a, 1), copy.length * 8L);
          int value = (Integer) arg(a, 2);
          BitBodies.checkBit(value);
          byte mask = (byte) (1 << (bit & 7));
          copy[bit >>> 3] = (byte) (value == 1 ? copy[bit >>> 3] | mask : copy[bit >>> 3] & ~mask);
          return copy;
        });
    library.one(
        "bit_count(bytea)",
        (a, _) -> {
          long count = 0;
          for (byte b : (byte[]) a) {
            count += Integer.bitCount(b & 0xff);
          }
          return count;
        });
  }

  private static int index(long index, long size) {
    if (index < 0 || index >= size) {
      throw SqlException.of(
          SqlState.ARRAY_SUBSCRIPT_ERROR,
          "index " + index + " out of valid range, 0.." + (size - 1));
    }
    return (int) index;
  }

  private static void digests(FunctionLibrary library) {
    library.one("md5(text)", (a, _) -> md5(((String) a).getBytes(StandardCharsets.UTF_8)));
    library.one("md5(bytea)", (a, _) -> md5((byte[]) a));
    for (String bits : new String[] {"224", "256", "384", "512"}) {
      library.one("sha" + bits + "(bytea)", (a, _) -> digest("SHA-" + bits, (byte[]) a));
    }
  }

  private static String md5(byte[] bytes) {
    return HexFormat.of().formatHex(digest("MD5", bytes));
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void encodings(FunctionLibrary library) {
    library.two("encode(bytea,text)", (a, b, _) -> encode((byte[]) a, (String) b));
    library.two("decode(text,text)", (a, b, _) -> decode((String) a, (String) b));
    library.two(
        "convert_from(bytea,name)",
        (a, b, _) -> {
          byte[] bytes = (byte[]) a;
          Charset charset = charset((String) b, "source");
          return charset.equals(StandardCharsets.UTF_8)
              ? Texts.decode(bytes, 0, bytes.length)
              : Texts.checkZero(new String(bytes, charset));
        });
    library.two(
        "convert_to(text,name)",
        (a, b, _) -> encoded((String) a, charset((String) b, "destination"), (String) b));
    library.two(
        "length(bytea,name)",
        (a, b, _) -> Texts.length(new String((byte[]) a, charset((String) b, "source"))));
  }

  private static Charset charset(String name, String which) {
    String plain = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    try {
      return switch (plain) {
        case "UTF8", "UNICODE", "SQLASCII" -> StandardCharsets.UTF_8;
        case "LATIN1" -> StandardCharsets.ISO_8859_1;
        case "LATIN9" -> Charset.forName("ISO-8859-15");
        default ->
            Charset.forName(plain.startsWith("WIN") ? "windows-" + plain.substring(3) : name);
      };
    } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
      throw StringBodies.parameter("invalid " + which + " encoding name \"" + name + "\"");
    }
  }

  private static byte[] encoded(String text, Charset charset, String name) {
    CharsetEncoder encoder = charset.newEncoder();
    for (int i = 0; i < text.length(); ) {
      int next = text.offsetByCodePoints(i, 1);
      String character = text.substring(i, next);
      if (!encoder.canEncode(character)) {
        String bytes =
            HexFormat.ofDelimiter(" ")
                .withPrefix("0x")
                .formatHex(character.getBytes(StandardCharsets.UTF_8));
        throw SqlException.of(
            SqlState.UNTRANSLATABLE_CHARACTER,
            "character with byte sequence "
                + bytes
                + " in encoding \"UTF8\" has no equivalent in encoding \""
                + name.toUpperCase(Locale.ROOT)
                + "\"");
      }
      i = next;
    }
    return text.getBytes(charset);
  }

  private static String encode(byte[] bytes, String format) {
    return switch (format.toLowerCase(Locale.ROOT)) {
      case "hex" -> HexFormat.of().formatHex(bytes);
      case "base64" -> BASE64.encodeToString(bytes);
      case "escape" -> escape(bytes);
      default -> throw unrecognized(format);
    };
  }

  /** Like bytea's escape output, but printable bytes of any kind stay. */
  private static String escape(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    for (byte b : bytes) {
      if (b == 0 || b < 0) {
        out.append(String.format(Locale.ROOT, "\\%03o", b & 0xff));
      } else if (b == '\\') {
        out.append("\\\\");
      } else {
        out.append((char) b);
      }
    }
    return out.toString();
  }

  private static byte[] decode(String text, String format) {
    return switch (format.toLowerCase(Locale.ROOT)) {
      case "hex" -> (byte[]) Types.BYTEA.parse("\\x" + text, FormatSettings.DEFAULT);
      case "escape" -> (byte[]) Types.BYTEA.parse(text, FormatSettings.DEFAULT);
      case "base64" -> base64(text);
      default -> throw unrecognized(format);
    };
  }

  /** Four symbols make three bytes, white space is passed over (pg_base64_decode). */
  private static byte[] base64(String text) {
    ByteWriter out = new ByteWriter(text.length() * 3 / 4 + 3);
    int bits = 0;
    int symbols = 0;
    int end = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (" \t\n\r".indexOf(c) >= 0) {
        continue;
      }
      int value = c == '=' ? 0 : symbol(c);
      if (c == '=' && end == 0) {
        if (symbols < 2) {
          throw StringBodies.parameter("unexpected \"=\" while decoding base64 sequence");
        }
        end = symbols - 1;
      }
      bits = bits << 6 | value;
      if (++symbols == 4) {
        out.put(bits >> 16);
        if (end != 1) {
          out.put(bits >> 8);
        }
        if (end == 0) {
          out.put(bits);
        }
        bits = 0;
        symbols = 0;
      }
    }
    if (symbols != 0) {
      throw StringBodies.parameter("invalid base64 end sequence")
          .withHint("Input data is missing padding, is truncated, or is otherwise corrupted.");
    }
    return out.toByteArray();
  }

  private static int symbol(int c) {
    int value = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".indexOf(c);
    if (value < 0) {
      throw StringBodies.parameter(
          "invalid symbol \"" + Character.toString(c) + "\" found while decoding base64 sequence");
    }
    return value;
  }

  private static SqlException unrecognized(String format) {
    return StringBodies.parameter("unrecognized encoding: \"" + format + "\"");
  }
}
