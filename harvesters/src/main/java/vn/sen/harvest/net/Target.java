package vn.sen.harvest.net;

import java.net.IDN;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.sen.vocab.Message;

/**
 * An address as it can be asked: spelled the one way that everybody reads alike.
 *
 * <p>Other spellings of a number (octal, hexadecimal, one integer, fewer parts, full-width digits,
 * a trailing dot, IPv4 within IPv6) are refused, since the parser that checks and the parser that
 * connects may read them differently.
 *
 * @param scheme {@code http} or {@code https}
 * @param host in lower case, ASCII; an IPv6 address without brackets
 * @param literal the address itself, where the host is one
 * @param request absolute, ASCII, without credentials and fragment
 * @param credentials value of {@code Authorization}, where the address carried some
 */
record Target(
    String scheme,
    String host,
    int port,
    Optional<InetAddress> literal,
    URI request,
    Optional<String> credentials) {
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*");
  private static final Pattern DOTTED_QUAD =
      Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9a-fA-F]*");
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

  /** Where two addresses are under one authority, as browsers understand it. */
  boolean sameOrigin(Target other) {
    return scheme.equals(other.scheme) && host.equals(other.host) && port == other.port;
  }

  Target with(Optional<String> authorization) {
    return new Target(scheme, host, port, literal, request, authorization);
  }

  boolean secure() {
    return scheme.equals("https");
  }

  /** Host and port as they stand in an address. */
  String authority() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return port == (secure() ? 443 : 80) ? name : name + ":" + port;
  }

  /**
   * @throws FetchFault when {@code uri} is no address that can be asked, or is oddly spelled
   */
  static Target of(URI uri) throws FetchFault {
    String scheme =
        Optional.ofNullable(uri.getScheme()).map(s -> s.toLowerCase(Locale.ROOT)).orElse("");
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw refused(
          Fetched.Kind.BAD_URL,
          "không phải địa chỉ http hoặc https",
          "it is no http or https address");
    }
    String authority = uri.getRawAuthority();
    if (authority == null || authority.isEmpty()) {
      throw refused(Fetched.Kind.BAD_URL, "địa chỉ không có tên máy", "the address has no host");
    }
    int at = authority.indexOf('@');
    if (at != authority.lastIndexOf('@')) {
      throw odd(authority);
    }
    Optional<String> credentials =
        at < 0 ? Optional.empty() : Optional.of(basic(authority.substring(0, at)));
    String hostAndPort = authority.substring(at + 1);
    int colon =
        hostAndPort.startsWith("[")
            ? hostAndPort.indexOf(':', Math.max(0, hostAndPort.indexOf(']')))
            : hostAndPort.indexOf(':');
    String written = colon < 0 ? hostAndPort : hostAndPort.substring(0, colon);
    String portText = colon < 0 ? "" : hostAndPort.substring(colon + 1);
    int port = scheme.equals("https") ? 443 : 80;
    if (!portText.isEmpty()) {
      if (!PORT.matcher(portText).matches() || Integer.parseInt(portText) > 65_535) {
        throw refused(
            Fetched.Kind.BAD_URL,
            "số cổng '%s' sai".formatted(portText),
            "'%s' is no port".formatted(portText));
      }
      port = Integer.parseInt(portText);
    }
    Optional<InetAddress> literal = Optional.empty();
    String host;
    if (written.startsWith("[")) {
      InetAddress address = bracketed(written);
      literal = Optional.of(address);
      host = address.getHostAddress();
    } else {
      host = name(written);
      if (DOTTED_QUAD.matcher(host).matches()) {
        literal = Optional.of(InetAddress.ofLiteral(host));
      }
    }
    var bare = new Target(scheme, host, port, literal, uri, credentials);
    return new Target(scheme, host, port, literal, bare.requestUri(), credentials);
  }

  private URI requestUri() throws FetchFault {
    String path = Optional.ofNullable(request.getRawPath()).filter(p -> !p.isEmpty()).orElse("/");
    String query = request.getRawQuery() == null ? "" : "?" + request.getRawQuery();
    try {
      // Characters beyond ASCII become their UTF-8 bytes, percent-encoded.
      return new URI(new URI(scheme + "://" + authority() + path + query).toASCIIString());
    } catch (URISyntaxException e) {
      throw refused(Fetched.Kind.BAD_URL, "địa chỉ sai cú pháp", "the address is malformed");
    }
  }

  private static InetAddress bracketed(String written) throws FetchFault {
    if (!written.endsWith("]") || written.contains("%") || written.contains(".")) {
      throw odd(written);
    }
    try {
      InetAddress address = InetAddress.ofLiteral(written.substring(1, written.length() - 1));
      if (address instanceof Inet4Address) {
        throw odd(written);
      }
      return address;
    } catch (IllegalArgumentException e) {
      throw odd(written);
    }
  }

  private static String name(String written) throws FetchFault {
    boolean ascii = written.chars().allMatch(c -> c < 128);
    String host;
    try {
      host = (ascii ? written : IDN.toASCII(written)).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw odd(written);
    }
    if (host.length() > 253 || !NAME.matcher(host).matches()) {
      throw odd(written);
    }
    for (String label : host.split("\\.", -1)) {
      if (label.length() > 63) {
        throw odd(written);
      }
    }
    // A host whose last label is a number is read as an IPv4 address by some parser or other.
    if (NUMBER.matcher(host.substring(host.lastIndexOf('.') + 1)).matches()
        && !(ascii && isDottedQuad(host))) {
      throw odd(written);
    }
    return host;
  }

  private static boolean isDottedQuad(String host) {
    return DOTTED_QUAD.matcher(host).matches()
        && List.of(host.split("\\.", -1)).stream().allMatch(part -> Integer.parseInt(part) < 256);
  }

  private static String basic(String userInfo) {
    String decoded =
        java.net.URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(decoded.getBytes(StandardCharsets.UTF_8));
  }

  private static FetchFault odd(String written) {
    String shown = written.substring(written.indexOf('@') + 1);
    return refused(
        Fetched.Kind.FORBIDDEN_ADDRESS,
        "tên máy '%s' viết theo cách không được chấp nhận".formatted(shown),
        "the host '%s' is spelled in a way that is not accepted".formatted(shown));
  }

  private static FetchFault refused(Fetched.Kind kind, String vi, String en) {
    return new FetchFault(
        kind,
        new Message(vi, en),
        new Message(
            "Hãy ghi địa chỉ dạng https://tên-máy/đường-dẫn.",
            "Write the address as https://host/path."));
  }
}
