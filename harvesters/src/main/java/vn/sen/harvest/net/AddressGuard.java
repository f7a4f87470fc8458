package vn.sen.harvest.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import vn.sen.vocab.Message;

/**
 * Decides which machines a source may make us reach. The addresses it returns are those that are
 * connected to: nothing is resolved twice.
 */
final class AddressGuard {
  /** Ports that speak something else than HTTP; the rest from 1024 on may be a portal. */
  private static final Set<Integer> OTHER_SERVICES =
      Set.of(
          1080, 1099, 1433, 1521, 1719, 1720, 1723, 1883, 2049, 2181, 2375, 2376, 2379, 2380, 3306,
          3389, 3659, 4045, 4190, 4369, 5060, 5061, 5432, 5672, 5900, 5984, 6000, 6379, 6443, 6566,
          6665, 6666, 6667, 6668, 6669, 6679, 6697, 7001, 8086, 8125, 8500, 9042, 9092, 9200, 9300,
          10080, 10250, 11211, 15672, 25565, 27017, 27018);

  private static final Set<Integer> LOW_PORTS = Set.of(80, 81, 443);

  private final Resolver resolver;

  AddressGuard(Resolver resolver) {
    this.resolver = resolver;
  }

  /**
   * The addresses of {@code target}, every one of them checked; never empty.
   *
   * @param allowedHosts {@code host} or {@code host:port} that may be private
   * @throws FetchFault when one of them is not to be reached, or there is none
   */
  List<InetAddress> check(Target target, List<String> allowedHosts) throws FetchFault {
    Allowed allowed = allowed(target, allowedHosts);
    if (allowed != Allowed.WITH_PORT
        && (target.port() < 1024
            ? !LOW_PORTS.contains(target.port())
            : OTHER_SERVICES.contains(target.port()))) {
      throw new FetchFault(
          Fetched.Kind.FORBIDDEN_ADDRESS,
          new Message(
              "cổng %d không phải cổng của một cổng dữ liệu".formatted(target.port()),
              "port %d is not where a data portal answers".formatted(target.port())),
          new Message(
              "Dùng cổng 80, 443 hoặc một cổng web khác; quản trị viên có thể cho phép '%s:%d'."
                  .formatted(target.host(), target.port()),
              "Use port 80, 443 or another web port; an administrator may allow '%s:%d'."
                  .formatted(target.host(), target.port())));
    }
    return addresses(target, allowed);
  }

  /**
   * As {@link #check}, of whichever port: what speaks there is another protocol than HTTP, and is
   * meant.
   */
  List<InetAddress> checkHost(Target target, List<String> allowedHosts) throws FetchFault {
    return addresses(target, allowed(target, allowedHosts));
  }

  private List<InetAddress> addresses(Target target, Allowed allowed) throws FetchFault {
    List<InetAddress> addresses =
        target.literal().isPresent() ? List.of(target.literal().get()) : resolve(target.host());
    for (InetAddress address : addresses) {
      var block = SpecialAddresses.find(address).orElse(null);
      if (block == null || (allowed != Allowed.NO && block.use() == SpecialAddresses.Use.PRIVATE)) {
        continue;
      }
      boolean allowable = block.use() == SpecialAddresses.Use.PRIVATE;
      throw new FetchFault(
          Fetched.Kind.FORBIDDEN_ADDRESS,
          new Message(
              "'%s' dẫn tới địa chỉ không công khai %s (%s)"
                  .formatted(target.host(), address.getHostAddress(), block.name()),
              "'%s' leads to %s, which is not public (%s)"
                  .formatted(target.host(), address.getHostAddress(), block.name())),
          allowable
              ? new Message(
                  "Dùng địa chỉ công khai, hoặc nhờ quản trị viên thêm '%s' vào danh sách máy nội"
                          .formatted(target.host())
                      + " bộ được phép của nguồn.",
                  "Use a public address, or have an administrator add '%s' to the source's allowed"
                          .formatted(target.host())
                      + " hosts.")
              : new Message("Dùng địa chỉ công khai.", "Use a public address."));
    }
    return addresses;
  }

  private List<InetAddress> resolve(String host) throws FetchFault {
    try {
      List<InetAddress> addresses = resolver.resolve(host);
      if (!addresses.isEmpty()) {
        return addresses;
      }
    } catch (UnknownHostException e) {
      // told below, like an empty answer
    }
    throw new FetchFault(
        Fetched.Kind.UNREACHABLE,
        new Message(
            "không tìm thấy máy '%s'".formatted(host), "the host '%s' is unknown".formatted(host)),
        new Message(
            "Kiểm tra tên máy, và máy chủ này có phân giải được tên miền hay không.",
            "Check the name, and that this server can resolve names."));
  }

  private enum Allowed {
    NO,
    HOST,
    WITH_PORT
  }

  private static Allowed allowed(Target target, List<String> allowedHosts) {
    String host = target.host();
    String bracketed = host.contains(":") ? "[" + host + "]" : host;
    for (String entry : allowedHosts) {
      String wanted = entry.strip().toLowerCase(Locale.ROOT);
      if (wanted.startsWith("[") || wanted.chars().filter(c -> c == ':').count() > 1) {
        wanted = canonicalIpv6(wanted);
      }
      if (wanted.equals(bracketed + ":" + target.port())) {
        return Allowed.WITH_PORT;
      }
      if (wanted.equals(bracketed)) {
        return Allowed.HOST;
      }
    }
    return Allowed.NO;
  }

  /** {@code ::1} and {@code [0:0:0:0:0:0:0:1]:80} as the JDK would write them, in brackets. */
  private static String canonicalIpv6(String entry) {
    int end = entry.indexOf(']');
    String address = entry.startsWith("[") && end > 0 ? entry.substring(1, end) : entry;
    String rest = entry.startsWith("[") && end > 0 ? entry.substring(end + 1) : "";
    try {
      return "[" + InetAddress.ofLiteral(address).getHostAddress() + "]" + rest;
    } catch (IllegalArgumentException e) {
      return entry;
    }
  }
}
