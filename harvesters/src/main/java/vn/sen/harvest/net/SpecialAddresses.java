package vn.sen.harvest.net;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The addresses that are not simply somewhere on the public Internet.
 *
 * <p>Source: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and its updates), RFC
 * 4291 for what is outside the global unicast {@code 2000::/3}, and the metadata services of the
 * large clouds. Forms that carry an IPv4 address inside an IPv6 one (mapped, compatible, NAT64,
 * 6to4, Teredo) are special as a whole: no portal needs to be reached that way, and what they lead
 * to depends on the network.
 */
final class SpecialAddresses {
  /** What an address is for. */
  enum Use {
    /** This machine or the network it stands in; an administrator may allow a host there. */
    PRIVATE,
    /** Nobody's portal; never allowed. */
    NEVER
  }

  /** A block of addresses and what it is for. */
  record Block(byte[] prefix, int bits, Use use, String name) {
    boolean holds(byte[] address) {
      if (address.length != prefix.length) {
        return false;
      }
      int whole = bits / 8;
      if (!Arrays.equals(address, 0, whole, prefix, 0, whole)) {
        return false;
      }
      int rest = bits % 8;
      int mask = 0xff << (8 - rest) & 0xff;
      return rest == 0 || (address[whole] & mask) == (prefix[whole] & mask);
    }
  }

  /** The first that holds an address speaks; single services stand before their networks. */
  private static final List<Block> BLOCKS = new ArrayList<>();

  static {
    for (String service :
        new String[] {
          "169.254.169.254",
          "169.254.170.2",
          "100.100.100.200",
          "192.0.0.192",
          "168.63.129.16",
          "fd00:ec2::254",
          "fd20:ce::254"
        }) {
      block(service + (service.contains(":") ? "/128" : "/32"), Use.NEVER, "metadata service");
    }
    block("0.0.0.0/8", Use.NEVER, "this network");
    block("10.0.0.0/8", Use.PRIVATE, "private network");
    block("100.64.0.0/10", Use.PRIVATE, "shared carrier network");
    block("127.0.0.0/8", Use.PRIVATE, "loopback");
    block("169.254.0.0/16", Use.NEVER, "link-local");
    block("172.16.0.0/12", Use.PRIVATE, "private network");
    block("192.0.0.0/24", Use.NEVER, "protocol assignments");
    block("192.0.2.0/24", Use.NEVER, "documentation");
    block("192.88.99.0/24", Use.NEVER, "6to4 relay");
    block("192.168.0.0/16", Use.PRIVATE, "private network");
    block("198.18.0.0/15", Use.NEVER, "benchmarking");
    block("198.51.100.0/24", Use.NEVER, "documentation");
    block("203.0.113.0/24", Use.NEVER, "documentation");
    block("224.0.0.0/4", Use.NEVER, "multicast");
    block("255.255.255.255/32", Use.NEVER, "broadcast");
    block("240.0.0.0/4", Use.NEVER, "reserved");

    block("::/128", Use.NEVER, "unspecified");
    block("::1/128", Use.PRIVATE, "loopback");
    // The JDK reads ::ffff:a.b.c.d as IPv4; the bytes are needed for the block all the same.
    block(mappedPrefix(), 96, Use.NEVER, "IPv4-mapped");
    block("::/96", Use.NEVER, "IPv4-compatible");
    block("64:ff9b::/96", Use.NEVER, "NAT64");
    block("64:ff9b:1::/48", Use.NEVER, "local NAT64");
    block("100::/64", Use.NEVER, "discard");
    block("2001::/32", Use.NEVER, "Teredo");
    block("2001::/23", Use.NEVER, "protocol assignments");
    block("2001:db8::/32", Use.NEVER, "documentation");
    block("2002::/16", Use.NEVER, "6to4");
    block("3fff::/20", Use.NEVER, "documentation");
    block("fc00::/7", Use.PRIVATE, "unique local");
    block("fe80::/10", Use.NEVER, "link-local");
    block("fec0::/10", Use.PRIVATE, "site-local");
    block("ff00::/8", Use.NEVER, "multicast");
  }

  private static final Block NOT_GLOBAL =
      new Block(new byte[16], 0, Use.NEVER, "outside the global unicast range");

  private SpecialAddresses() {}

  /** The block that holds {@code address}; empty for an ordinary public one. */
  static Optional<Block> find(InetAddress address) {
    return find(address.getAddress());
  }

  /** As {@link #find(InetAddress)}, of 4 or 16 bytes. */
  static Optional<Block> find(byte[] address) {
    for (Block block : BLOCKS) {
      if (block.holds(address)) {
        return Optional.of(block);
      }
    }
    boolean outside = address.length == 16 && (address[0] & 0xe0) != 0x20;
    return outside ? Optional.of(NOT_GLOBAL) : Optional.empty();
  }

  private static byte[] mappedPrefix() {
    byte[] prefix = new byte[16];
    prefix[10] = (byte) 0xff;
    prefix[11] = (byte) 0xff;
    return prefix;
  }

  private static void block(String cidr, Use use, String name) {
    int slash = cidr.indexOf('/');
    byte[] prefix = InetAddress.ofLiteral(cidr.substring(0, slash)).getAddress();
    block(prefix, Integer.parseInt(cidr.substring(slash + 1)), use, name);
  }

  private static void block(byte[] prefix, int bits, Use use, String name) {
    BLOCKS.add(new Block(prefix, bits, use, name));
  }
}
