package vn.sen.harvest.net;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code robots.txt} says to one crawler (RFC 9309).
 *
 * @param rules of all groups that speak to it, else of those that speak to everybody
 * @param delay that these ask for between requests, no more than {@link #LONGEST_DELAY}
 */
record RobotsFile(List<Rule> rules, Optional<Duration> delay) {
  /** Section 2.5: at least so much is read; what follows is not looked at. */
  static final int MOST_BYTES = 500 << 10;

  /** So much of a line is shown; a file may be one long line, told of each page. */
  static final int SHOWN = 200;

  static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

  private static final RobotsFile SILENT = new RobotsFile(List.of(), Optional.empty());
  private static final Pattern LINE = Pattern.compile("\\s*([A-Za-z-]+)\\s*:(.*)");
  private static final Pattern PRODUCT = Pattern.compile("[A-Za-z_-]+");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,6}(\\.\\d{1,6})?");

  RobotsFile {
    rules = List.copyOf(rules);
  }

  /**
   * One line that allows or disallows.
   *
   * @param number of the line in the file, from 1
   * @param line as it stands, comments apart, no more than its first {@link #SHOWN} characters
   * @param pattern of paths with their queries, in the form of {@link #normal}
   */
  record Rule(int number, String line, boolean allows, String pattern) {

    /** Section 2.2.2: {@code *} stands for anything, {@code $} at the end for the end. */
    boolean matches(String path) {
      boolean ends = pattern.endsWith("$");
      String text = ends ? pattern.substring(0, pattern.length() - 1) : pattern;
      String[] pieces = text.split("\\*", -1);
      if (!path.startsWith(pieces[0])) {
        return false;
      }
      if (pieces.length == 1) {
        return !ends || path.length() == text.length();
      }
      int at = pieces[0].length();
      for (String piece : Arrays.asList(pieces).subList(1, pieces.length - 1)) {
        int found = path.indexOf(piece, at);
        if (found < 0) {
          return false;
        }
        at = found + piece.length();
      }
      String last = pieces[pieces.length - 1];
      return ends
          ? path.length() - last.length() >= at && path.endsWith(last)
          : path.indexOf(last, at) >= 0;
    }
  }

  /** The lines of one or more {@code user-agent} lines in a row. */
  private static final class Group {
    private final List<String> agents = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private Optional<Duration> delay = Optional.empty();
    private boolean closed;
  }

  /**
   * @param product the crawler's name, letters, hyphens and underscores
   */
  static RobotsFile read(byte[] body, String product) {
    List<Group> groups = groups(lines(body));
    List<Group> ours =
        groups.stream()
            .filter(group -> group.agents.contains(product.toLowerCase(Locale.ROOT)))
            .toList();
    List<Group> spoken =
        ours.isEmpty() ? groups.stream().filter(g -> g.agents.contains("*")).toList() : ours;
    if (spoken.isEmpty()) {
      return SILENT;
    }
    return new RobotsFile(
        spoken.stream().flatMap(group -> group.rules.stream()).toList(),
        spoken.stream()
            .flatMap(group -> group.delay.stream())
            .max(Comparator.naturalOrder())
            .map(asked -> asked.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : asked));
  }

  private static List<String> lines(byte[] body) {
    String text = new String(body, 0, Math.min(body.length, MOST_BYTES), StandardCharsets.UTF_8);
    List<String> lines = new ArrayList<>(text.replaceFirst("^\uFEFF", "").lines().toList());
    if (body.length > MOST_BYTES && !lines.isEmpty()) {
      lines.removeLast(); // it may be cut in two
    }
    return lines;
  }

  private static List<Group> groups(List<String> lines) {
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceFirst("#.*$", "").strip();
      Matcher parts = LINE.matcher(line);
      if (parts.matches()) {
        take(groups, i + 1, line, parts.group(1).toLowerCase(Locale.ROOT), parts.group(2).strip());
      }
    }
    return groups;
  }

  private static void take(
      List<Group> groups, int number, String line, String field, String value) {
    if (field.equals("user-agent")) {
      if (groups.isEmpty() || groups.getLast().closed) {
        groups.add(new Group());
      }
      groups.getLast().agents.add(agent(value));
    } else if (!groups.isEmpty()) {
      Group group = groups.getLast();
      switch (field) {
        case "allow", "disallow" -> {
          group.closed = true;
          if (!value.isEmpty()) {
            group.rules.add(new Rule(number, shown(line), field.equals("allow"), normal(value)));
          }
        }
        case "crawl-delay" -> {
          group.closed = true;
          if (SECONDS.matcher(value).matches()) {
            group.delay =
                Optional.of(Duration.ofMillis(new BigDecimal(value).movePointRight(3).longValue()));
          }
        }
        default -> {} // sitemaps and the like are of no group, and part none
      }
    }
  }

  private static String shown(String line) {
    return line.length() <= SHOWN
        ? line
        : line.substring(
                0, Character.isHighSurrogate(line.charAt(SHOWN - 2)) ? SHOWN - 2 : SHOWN - 1)
            + "…";
  }

  /** The name without a version; a star stays one. */
  private static String agent(String value) {
    if (value.startsWith("*")) {
      return "*";
    }
    Matcher product = PRODUCT.matcher(value);
    return product.lookingAt() ? product.group().toLowerCase(Locale.ROOT) : "";
  }

  /** The rule that decides about an address; absent where none does, and it is allowed. */
  Optional<Rule> find(URI uri) {
    String raw = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String path = normal(uri.getRawQuery() == null ? raw : raw + "?" + uri.getRawQuery());
    // The longest decides; where two are as long, what allows.
    return rules.stream()
        .filter(rule -> rule.matches(path))
        .max(
            Comparator.comparingInt((Rule rule) -> rule.pattern.length())
                .thenComparing(Rule::allows));
  }

  /**
   * Section 2.2.2: what is not ASCII is compared percent-encoded, an encoded character that needs
   * no encoding as itself.
   */
  static String normal(String path) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    StringBuilder normal = new StringBuilder();
    for (int i = 0; i < bytes.length; i++) {
      int octet = bytes[i] & 0xff;
      boolean encoded = octet == '%' && i + 2 < bytes.length && hex(bytes, i + 1) >= 0;
      if (encoded) {
        octet = hex(bytes, i + 1);
        i += 2;
      }
      boolean plain = octet < 0x80 && (encoded ? isUnreserved(octet) : octet > 0x20);
      if (plain) {
        normal.append((char) octet);
      } else {
        normal.append('%').append(String.format(Locale.ROOT, "%02X", octet));
      }
    }
    return normal.toString();
  }

  private static int hex(byte[] bytes, int at) {
    int high = Character.digit(bytes[at], 16);
    int low = Character.digit(bytes[at + 1], 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  private static boolean isUnreserved(int octet) {
    return Character.isLetterOrDigit(octet) || "-._~".indexOf(octet) >= 0;
  }
}
