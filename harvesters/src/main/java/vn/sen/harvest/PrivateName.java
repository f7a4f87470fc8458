package vn.sen.harvest;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.sen.vocab.Sen;
import vn.sen.vocab.SourceId;

/**
 * What a thing of a private source is called where others see it: by its source and its name there,
 * never by where it lies.
 *
 * @param name such as a path within the source's folder; never empty
 */
public record PrivateName(SourceId source, String name) {
  private static final String PREFIX = Sen.NS + "source:";
  private static final Pattern FORM = Pattern.compile(Pattern.quote(PREFIX) + "([^:]+):([^#?]+)");

  public PrivateName {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a thing of %s has no name".formatted(source));
    }
  }

  /** Such as {@code urn:sen:source:folder-1f3a:2026/dan-so.csv}. */
  public URI uri() {
    String encoded =
        URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
    return URI.create(PREFIX + source + ":" + encoded);
  }

  /** The last part of the name, as that of a file. */
  public String fileName() {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** What {@code uri} names; absent when it is no such name. */
  public static Optional<PrivateName> find(String uri) {
    Matcher form = FORM.matcher(uri);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new PrivateName(
              new SourceId(form.group(1)),
              URLDecoder.decode(form.group(2).replace("+", "%2B"), StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return uri().toString();
  }
}
