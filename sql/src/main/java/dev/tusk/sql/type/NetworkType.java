package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.network.AddressParser;
import dev.tusk.sql.network.AddressText;
import dev.tusk.sql.network.NetworkAddress;

/**
 * {@code inet} and {@code cidr}: both hold a {@link NetworkAddress}, in which for cidr nothing may
 * stand right of the mask.
 *
 * <pre>
 *  binary  byte family (2 IPv4, 3 IPv6) | byte bits | byte is cidr | byte 4 or 16 | address
 *  key     byte family | the network | byte bits | the whole address
 * </pre>
 */
final class NetworkType extends Type {
  private static final int FOUR = 2;
  private static final int SIX = 3;

  private final boolean cidr;

  private NetworkType(int oid, String name, int arrayOid, boolean cidr) {
    super(oid, name, arrayOid);
    this.cidr = cidr;
  }

  static NetworkType inet() {
    return new NetworkType(869, "inet", 1041, false);
  }

  static NetworkType cidr() {
    return new NetworkType(650, "cidr", 651, true);
  }

  @Override
  public char category() {
    return 'I';
  }

  @Override
  public boolean preferred() {
    return !cidr;
  }

  @Override
  public int length() {
    return -1;
  }

  @Override
  public char storage() {
    return 'm';
  }

  @Override
  public Type comparedAs() {
    return cidr ? Types.INET : this;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    NetworkAddress address = AddressParser.parse(text, cidr);
    if (address == null) {
      throw InputError.syntax(name(), text);
    }
    if (cidr && !address.isNetwork()) {
      throw SqlException.of(
              SqlState.INVALID_TEXT_REPRESENTATION, "invalid cidr value: \"" + text + "\"")
          .withDetail("Value has bits set to right of mask.");
    }
    return address;
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    NetworkAddress address = (NetworkAddress) value;
    out.putText(cidr ? AddressText.withBits(address) : AddressText.inet(address));
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    BinaryReader in = new BinaryReader(bytes, from, length);
    int family = in.int1();
    if (family != FOUR && family != SIX) {
      throw invalid("address family");
    }
    boolean six = family == SIX;
    int bits = in.int1();
    if (bits > (six ? 128 : 32)) {
      throw invalid("bits");
    }
    in.skip(1);
    if (in.int1() != (six ? 16 : 4)) {
      throw invalid("length");
    }
    byte[] address = in.bytes(six ? 16 : 4);
    in.finish();
    NetworkAddress value = NetworkAddress.of(address, 0, six, bits);
    if (cidr && !value.isNetwork()) {
      throw InputError.binary("invalid external \"cidr\" value")
          .withDetail("Value has bits set to right of mask.");
    }
    return value;
  }

  private SqlException invalid(String part) {
    return InputError.binary("invalid " + part + " in external \"" + name() + "\" value");
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    NetworkAddress address = (NetworkAddress) value;
    out.put(address.six() ? SIX : FOUR);
    out.put(address.bits());
    out.put(cidr ? 1 : 0);
    out.put(address.size());
    for (int i = 0; i < address.size(); i++) {
      out.put(address.octet(i));
    }
  }

  @Override
  public int compare(Object left, Object right) {
    return ((NetworkAddress) left).compareTo((NetworkAddress) right);
  }

  /** Networks that begin alike have the shorter first, since zeros follow where it ends. */
  @Override
  public void writeKey(Object value, KeyWriter out) {
    NetworkAddress address = (NetworkAddress) value;
    out.putByte(address.six() ? SIX : FOUR);
    writeAddress(address.network(address.bits()), out);
    out.putByte(address.bits());
    writeAddress(address, out);
  }

  private static void writeAddress(NetworkAddress address, KeyWriter out) {
    for (int i = 0; i < address.size(); i++) {
      out.putByte(address.octet(i));
    }
  }
}
