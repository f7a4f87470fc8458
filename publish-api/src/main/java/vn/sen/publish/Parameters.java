package vn.sen.publish;

import io.micronaut.http.HttpRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.sen.vocab.problem.InvalidRequestException;

/**
 * The parameters of a request, all of them known. Whatever doesn't fit is an {@link
 * InvalidRequestException} that says what would.
 */
public final class Parameters {
  /** The greatest page of any list. */
  public static final int MOST = 1000;

  private final io.micronaut.http.HttpParameters values;

  private Parameters(io.micronaut.http.HttpParameters values) {
    this.values = values;
  }

  /** The parameters of a request that knows these names and no others. */
  public static Parameters of(HttpRequest<?> request, String... names) {
    Set<String> unknown = new TreeSet<>(request.getParameters().names());
    Arrays.asList(names).forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new InvalidRequestException(
          "unknown parameter %s; allowed are: %s"
              .formatted(
                  unknown.stream().map(n -> "'" + n + "'").collect(Collectors.joining(", ")),
                  names.length == 0 ? "none" : String.join(", ", names)));
    }
    return new Parameters(withoutNul(request));
  }

  /** No text of anyone holds U+0000, and what stands behind it is cut off by many a program. */
  private static io.micronaut.http.HttpParameters withoutNul(HttpRequest<?> request) {
    request
        .getParameters()
        .forEach(
            (name, values) -> {
              if (name.indexOf(0) >= 0 || values.stream().anyMatch(v -> v.indexOf(0) >= 0)) {
                throw new InvalidRequestException(
                    "the parameter '%s' holds the character U+0000; leave it out"
                        .formatted(name.replace("\0", "")));
              }
            });
    return request.getParameters();
  }

  /** The parameters of a page, which takes {@code lang} too and overlooks names of others. */
  public static Parameters ofPage(HttpRequest<?> request) {
    return new Parameters(withoutNul(request));
  }

  /** The text; absent when missing or blank. */
  public Optional<String> text(String name) {
    String value = values.get(name);
    return Optional.ofNullable(value).map(String::strip).filter(v -> !v.isEmpty());
  }

  /** All values of a repeatable parameter, blank ones left out. */
  public List<String> list(String name) {
    return values.getAll(name).stream().map(String::strip).filter(v -> !v.isEmpty()).toList();
  }

  /** Values divided by commas, in one parameter or several. */
  public List<String> commaList(String name) {
    return values.getAll(name).stream()
        .flatMap(v -> Arrays.stream(v.split(",")))
        .map(String::strip)
        .filter(v -> !v.isEmpty())
        .toList();
  }

  /** A number from 0 to {@link #MOST}. */
  public int limit(int otherwise) {
    return text("limit").map(text -> number("limit", text, 0, MOST)).orElse(otherwise);
  }

  /** A whole number; absent when missing. */
  public Optional<Integer> number(String name, int least, int most) {
    return text(name).map(text -> number(name, text, least, most));
  }

  private static int number(String name, String text, int least, int most) {
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // falls through to the one answer for both
    }
    throw new InvalidRequestException(
        "'%s' is a whole number from %d to %d, got '%s'".formatted(name, least, most, text));
  }

  /** One of a few words. */
  public <E extends Enum<E>> E choice(String name, E[] all, Function<E, String> key, E otherwise) {
    return text(name)
        .map(
            text ->
                Arrays.stream(all)
                    .filter(e -> key.apply(e).equals(text))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            new InvalidRequestException(
                                "'%s' is one of %s, got '%s'"
                                    .formatted(
                                        name,
                                        Arrays.stream(all)
                                            .map(key)
                                            .collect(Collectors.joining(", ")),
                                        text))))
        .orElse(otherwise);
  }

  /** An ISO date with its precision: a year, a month or a day. */
  public Optional<String> date(String name) {
    return text(name)
        .map(
            text -> {
              if (!text.matches("\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?")) {
                throw new InvalidRequestException(
                    "'%s' is a year, a month or a day such as 2025, 2025-07 or 2025-07-01, got '%s'"
                        .formatted(name, text));
              }
              return text;
            });
  }
}
