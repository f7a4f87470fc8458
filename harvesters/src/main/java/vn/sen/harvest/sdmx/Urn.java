package vn.sen.harvest.sdmx;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of an SDMX URN, {@code urn:sdmx:org.sdmx.infomodel.package.Class=AGENCY:ID(VERSION)}
 * and, within it, {@code .ITEM}.
 *
 * <p>Source: SDMX 2.1 and 3.0, section 5, Registry specification, 6.2.2.
 */
record Urn(String type, String agency, String id) {
  private static final Pattern URN =
      Pattern.compile("urn:sdmx:[\\w.]+\\.(\\w+)=([^:()\\s]+):([^:()\\s]+)\\(([^()\\s]*)\\)\\S*");

  static Optional<Urn> of(String words) {
    Matcher urn = URN.matcher(words.strip());
    return urn.matches()
        ? Optional.of(new Urn(urn.group(1), urn.group(2), urn.group(3)))
        : Optional.empty();
  }

  static String structure(String agency, String id, String version) {
    return "urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=%s:%s(%s)"
        .formatted(agency, id, version);
  }

  /**
   * @param path ids of the category and those above it, joined by full stops
   */
  static String category(String agency, String scheme, String version, String path) {
    return "urn:sdmx:org.sdmx.infomodel.categoryscheme.Category=%s:%s(%s).%s"
        .formatted(agency, scheme, version, path);
  }
}
