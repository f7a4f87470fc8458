package vn.sen.harvest.zoo;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Addresses that lead home, to a network of ours or to nobody, in all the ways to write them. */
final class Payloads {
  /** A public one, for names that have that and another. */
  private static final String PUBLIC = "93.184.216.34";

  private static final List<String> FOUR =
      List.of(
          "127.0.0.1",
          "127.255.255.254",
          "10.1.2.3",
          "172.31.0.1",
          "192.168.1.1",
          "169.254.169.254",
          "169.254.170.2",
          "100.64.0.1",
          "100.100.100.200",
          "168.63.129.16",
          "0.0.0.0",
          "0.1.2.3");

  private static final List<String> FOUR_PLAIN =
      List.of(
          "192.0.0.192",
          "192.0.2.1",
          "192.88.99.1",
          "198.18.0.1",
          "198.19.255.1",
          "198.51.100.1",
          "203.0.113.1",
          "224.0.0.1",
          "239.255.255.250",
          "240.0.0.1",
          "255.255.255.255");

  private static final List<String> SIX =
      List.of(
          "::",
          "::1",
          "0:0:0:0:0:0:0:1",
          "::2",
          "64:ff9b::a9fe:a9fe",
          "64:ff9b:1::1",
          "100::1",
          "2001::1",
          "2001:2::1",
          "2001:10::1",
          "2001:20::1",
          "2001:db8::1",
          "2002:7f00:1::1",
          "2002:c0a8:101::1",
          "3fff::1",
          "5f00::1",
          "fc00::1",
          "fd00::1",
          "fd00:ec2::254",
          "fd20:ce::254",
          "fe80::1",
          "febf::1",
          "fec0::1",
          "ff02::1",
          "ff0e::1",
          "4000::1");

  /** Names, and the addresses that each of them has. */
  static final Map<String, List<List<InetAddress>>> NAMES = names();

  private Payloads() {}

  /**
   * As text that stands where an address is meant.
   *
   * @param port of the canary
   */
  static List<String> all(int port) {
    Set<String> hosts = new LinkedHashSet<>();
    FOUR.forEach(address -> spellings(address, hosts));
    hosts.addAll(FOUR_PLAIN);
    SIX.forEach(address -> hosts.add("[" + address + "]"));
    for (String zone : List.of("%lo", "%25lo", "%1", "%eth0")) {
      hosts.add("[::1" + zone + "]");
      hosts.add("[fe80::1" + zone + "]");
    }
    hosts.addAll(
        List.of(
            "localhost",
            "LOCALHOST",
            "localhost.",
            "localhost.localdomain",
            "ip6-localhost",
            "a.localhost",
            "ⓛocalhost",
            "ｌｏｃａｌｈｏｓｔ",
            "127.1",
            "127.0.1",
            "0",
            "127.0.0.1..",
            "0x7f.1",
            "[::ffff:0x7f.0.0.1]",
            "[1]",
            "[]",
            "[::1",
            "::1",
            "%5b::1%5d",
            "127.0.0.1%00.example.vn",
            "127.0.0.1%0d%0aHost:x",
            "example..vn",
            "-",
            "_",
            "*",
            "127.0.0.*"));
    hosts.addAll(NAMES.keySet());
    List<String> all = new ArrayList<>();
    hosts.forEach(host -> all.add("http://%s:%d/x".formatted(host, port)));
    for (String rest :
        List.of(
            "https://127.0.0.1:PORT/",
            "HTTP://127.0.0.1:PORT/",
            "http://a@127.0.0.1:PORT/",
            "http://example.vn@127.0.0.1:PORT/",
            "http://example.vn:80@127.0.0.1:PORT/",
            "http://a@b@127.0.0.1:PORT/",
            "http://127.0.0.1:PORT@example.vn@127.0.0.1:PORT/",
            "http://127.0.0.1:PORT\\@example.test/",
            "http:\\\\127.0.0.1:PORT\\",
            "http:/127.0.0.1:PORT/",
            "http:127.0.0.1:PORT",
            "http:///127.0.0.1:PORT/",
            "http://\t127.0.0.1:PORT/",
            "http://127.0.0.1\t:PORT/",
            "ht\ntp://127.0.0.1:PORT/",
            "http://127.0.0.1:PORT\r\n/",
            " http://127.0.0.1:PORT/ ",
            "http://127.0.0.1:PORT#@example.vn/",
            "http://127.0.0.1:PORT?@example.vn/",
            "http://127.0.0.1:PORT/../../",
            "http://127.0.0.1:0PORT/",
            "http://127.0.0.1:99999/",
            "http://127.0.0.1:-1/",
            "http://127.0.0.1:+PORT/",
            "http://127.0.0.1:/",
            "http://127.0.0.1/",
            "file:///etc/passwd",
            "file://127.0.0.1:PORT/x",
            "ftp://127.0.0.1:PORT/x",
            "gopher://127.0.0.1:PORT/_x",
            "dict://127.0.0.1:PORT/x",
            "ldap://127.0.0.1:PORT/x",
            "jar:http://127.0.0.1:PORT/a.jar!/",
            "netdoc:/etc/passwd",
            "tftp://127.0.0.1:PORT/x",
            "sftp://127.0.0.1:PORT/x",
            "ws://127.0.0.1:PORT/",
            "data:text/plain,x",
            "javascript:alert(1)",
            "view-source:http://127.0.0.1:PORT/",
            "url:http://127.0.0.1:PORT/",
            "http+unix://%2Ftmp%2Fx/",
            "//127.0.0.1:PORT/x")) {
      all.add(rest.replace("PORT", "" + port));
    }
    for (int closed : new int[] {22, 25, 111, 445, 2375, 3306, 5432, 6379, 9200, 11211, 27017}) {
      all.add("http://cong.example.vn:%d/".formatted(closed));
    }
    return List.copyOf(new LinkedHashSet<>(all));
  }

  /** One IPv4 address as parsers of the world read it. */
  private static void spellings(String address, Set<String> hosts) {
    int[] part =
        IntStream.of(0, 1, 2, 3).map(i -> Integer.parseInt(address.split("\\.")[i])).toArray();
    long whole = ((long) part[0] << 24) + (part[1] << 16) + (part[2] << 8) + part[3];
    int low = (part[2] << 8) + part[3];
    hosts.addAll(
        List.of(
            address,
            address + ".",
            "" + whole,
            "" + (whole + (1L << 32)),
            "0" + Long.toOctalString(whole),
            "0x%x".formatted(whole),
            "0X%08X".formatted(whole),
            each(part, "0%o"),
            each(part, "000%o"),
            each(part, "0x%x"),
            each(part, "%03d"),
            "0x%x.%d.0%o.%d".formatted(part[0], part[1], part[2], part[3]),
            "%d.%d.%d".formatted(part[0], part[1], low),
            "%d.%d".formatted(part[0], (part[1] << 16) + low),
            "0x%x.%d".formatted(part[0], (part[1] << 16) + low),
            "%d.%d.%d.%d".formatted(part[0] + 256, part[1], part[2], part[3]),
            digits(address, 0xFF10),
            address.replace('.', '。'),
            address.replace('.', '．'),
            address.replace(".", "%2e"),
            "%%%02x%s".formatted((int) address.charAt(0), address.substring(1)),
            "[::ffff:%s]".formatted(address),
            "[::ffff:%x:%x]".formatted((part[0] << 8) + part[1], low),
            "[::%s]".formatted(address),
            "[64:ff9b::%s]".formatted(address),
            "[2002:%x:%x::]".formatted((part[0] << 8) + part[1], low)));
  }

  private static String each(int[] part, String format) {
    return IntStream.of(part).mapToObj(format::formatted).collect(Collectors.joining("."));
  }

  private static String digits(String address, int zero) {
    return address
        .chars()
        .map(c -> Character.isDigit(c) ? c - '0' + zero : c)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static Map<String, List<List<InetAddress>>> names() {
    Map<String, List<List<InetAddress>>> names = new LinkedHashMap<>();
    int number = 0;
    for (String address : List.of("127.0.0.1", "::1", "10.0.0.1", "169.254.169.254", "fd00::1")) {
      InetAddress bad = InetAddress.ofLiteral(address);
      InetAddress good = InetAddress.ofLiteral(PUBLIC);
      number++;
      names.put("rieng-%d.example.vn".formatted(number), List.of(List.of(bad)));
      names.put("lan-%d.example.vn".formatted(number), List.of(List.of(good, bad)));
      names.put("truoc-%d.example.vn".formatted(number), List.of(List.of(bad, good)));
    }
    InetAddress home = InetAddress.ofLiteral("127.0.0.1");
    for (String name :
        List.of("localhost", "ip6-localhost", "a.localhost", "localhost.localdomain")) {
      names.put(name, List.of(List.of(home)));
    }
    return names;
  }
}
