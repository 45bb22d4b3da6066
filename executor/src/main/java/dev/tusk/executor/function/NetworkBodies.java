package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.network.AddressText;
import dev.tusk.sql.network.CardAddress;
import dev.tusk.sql.network.NetworkAddress;
import dev.tusk.sql.type.JenkinsHash;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;

/** Functions of addresses of networks and of network cards. */
final class NetworkBodies {
  private static final long SIX_BYTES = 0xffff_ffff_ffffL;

  private NetworkBodies() {}

  static void register(FunctionLibrary library) {
    parts(library);
    arithmetic(library);
    library.two("network_sub(inet,inet)", (a, b, _) -> inet(b).containsStrictly(inet(a)));
    library.two("network_subeq(inet,inet)", (a, b, _) -> inet(b).contains(inet(a)));
    library.two("network_sup(inet,inet)", (a, b, _) -> inet(a).containsStrictly(inet(b)));
    library.two("network_supeq(inet,inet)", (a, b, _) -> inet(a).contains(inet(b)));
    library.two("network_overlap(inet,inet)", (a, b, _) -> inet(a).overlaps(inet(b)));
    library.two("network_cmp(inet,inet)", (a, b, _) -> inet(a).compareTo(inet(b)));
    library.two("network_larger(inet,inet)", (a, b, _) -> inet(a).compareTo(inet(b)) > 0 ? a : b);
    library.two("network_smaller(inet,inet)", (a, b, _) -> inet(a).compareTo(inet(b)) < 0 ? a : b);
    library.one("hashinet(inet)", (a, _) -> JenkinsHash.of(hashed(inet(a))));
    library.two(
        "hashinetextended(inet,int8)", (a, b, _) -> JenkinsHash.of(hashed(inet(a)), (Long) b));
    cards(library, "macaddr", Types.MACADDR, SIX_BYTES);
    cards(library, "macaddr8", Types.MACADDR8, -1);
    conversions(library);
  }

  /** The address with the length of its mask, whatever that is. */
  static String withBits(Object address) {
    return AddressText.withBits(inet(address));
  }

  private static NetworkAddress inet(Object value) {
    return (NetworkAddress) value;
  }

  /** What is written, or a part of it. */
  private static void parts(FunctionLibrary library) {
    library.one("host(inet)", (a, _) -> AddressText.host(inet(a)));
    library.one("text(inet)", (a, _) -> withBits(a));
    library.one("abbrev(inet)", (a, _) -> AddressText.inet(inet(a)));
    library.one("abbrev(cidr)", (a, _) -> AddressText.abbreviated(inet(a)));
    library.one("masklen(inet)", (a, _) -> inet(a).bits());
    library.one("family(inet)", (a, _) -> inet(a).six() ? 6 : 4);
    library.one("broadcast(inet)", (a, _) -> inet(a).broadcast());
    library.one("network(inet)", (a, _) -> inet(a).network(inet(a).bits()));
    library.one("cidr(inet)", (a, _) -> inet(a).network(inet(a).bits()));
    library.one("netmask(inet)", (a, _) -> inet(a).netmask());
    library.one("hostmask(inet)", (a, _) -> inet(a).hostmask());
    library.two(
        "set_masklen(inet,int4)", (a, b, _) -> inet(a).withBits(inet(a).checkedBits((Integer) b)));
    library.two(
        "set_masklen(cidr,int4)", (a, b, _) -> inet(a).network(inet(a).checkedBits((Integer) b)));
    library.two("inet_same_family(inet,inet)", (a, b, _) -> inet(a).six() == inet(b).six());
    library.two("inet_merge(inet,inet)", (a, b, _) -> inet(a).merge(inet(b)));
  }

  private static void arithmetic(FunctionLibrary library) {
    library.one("inetnot(inet)", (a, _) -> inet(a).not());
    library.two("inetand(inet,inet)", (a, b, _) -> inet(a).and(inet(b)));
    library.two("inetor(inet,inet)", (a, b, _) -> inet(a).or(inet(b)));
    library.two("inetpl(inet,int8)", (a, b, _) -> inet(a).plus((Long) b));
    library.two("int8pl_inet(int8,inet)", (a, b, _) -> inet(b).plus((Long) a));
    library.two("inetmi_int8(inet,int8)", (a, b, _) -> inet(a).plus(-(Long) b));
    library.two("inetmi(inet,inet)", (a, b, _) -> inet(a).minus(inet(b)));
  }

  /** Family, bits and address: what PostgreSQL keeps of a value and hashes. */
  private static byte[] hashed(NetworkAddress address) {
    byte[] bytes = new byte[2 + address.size()];
    bytes[0] = (byte) (address.six() ? 3 : 2);
    bytes[1] = (byte) address.bits();
    for (int i = 0; i < address.size(); i++) {
      bytes[2 + i] = (byte) address.octet(i);
    }
    return bytes;
  }

  private static void cards(FunctionLibrary library, String name, Type type, long all) {
    String two = "(" + name + "," + name + ")";
    library.two(name + "_cmp" + two, (a, b, _) -> type.compare(a, b));
    library.one(name + "_not(" + name + ")", (a, _) -> ~(Long) a & all);
    library.two(name + "_and" + two, (a, b, _) -> (Long) a & (Long) b);
    library.two(name + "_or" + two, (a, b, _) -> (Long) a | (Long) b);
    int bytes = type.length();
    long vendor = -1L << 8 * (bytes - 3);
    library.one("trunc(" + name + ")", (a, _) -> (Long) a & vendor);
    library.one("hash" + name + "(" + name + ")", (a, _) -> JenkinsHash.of(bytes((Long) a, bytes)));
    library.two(
        "hash" + name + "extended(" + name + ",int8)",
        (a, b, _) -> JenkinsHash.of(bytes((Long) a, bytes), (Long) b));
  }

  private static byte[] bytes(long address, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (address >>> 8 * (count - 1 - i));
    }
    return bytes;
  }

  private static void conversions(FunctionLibrary library) {
    library.one("macaddr8(macaddr)", (a, _) -> CardAddress.widened((Long) a));
    library.one("macaddr8_set7bit(macaddr8)", (a, _) -> (Long) a | 0x02L << 56);
    library.one(
        "macaddr(macaddr8)",
        (a, _) -> {
          if (!CardAddress.isWidened((Long) a)) {
            throw SqlException.of(
                    SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                    "macaddr8 data out of range to convert to macaddr")
                .withHint(
                    "Only addresses that have FF and FE as values in the 4th and 5th bytes from"
                        + " the left, for example xx:xx:xx:ff:fe:xx:xx:xx, are eligible to be"
                        + " converted from macaddr8 to macaddr.");
          }
          return CardAddress.narrowed((Long) a);
        });
  }
}
