package vn.sen.publish;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Optional;

/** What a caller takes. Source: RFC 9110, 12.5.1. */
public final class Accepted {
  private Accepted() {}

  /**
   * The offered media type that the caller likes best, the first of equals; absent when none will
   * do. Without an {@code Accept} header it is the first.
   */
  public static Optional<String> best(HttpRequest<?> request, List<String> offered) {
    List<String> headers = request.getHeaders().getAll(HttpHeaders.ACCEPT);
    if (headers.isEmpty()) {
      return offered.stream().findFirst();
    }
    String[] ranges = String.join(",", headers).split(",");
    String best = null;
    double bestQuality = 0;
    for (String type : offered) {
      double quality = quality(ranges, type);
      if (quality > bestQuality) {
        bestQuality = quality;
        best = type;
      }
    }
    return Optional.ofNullable(best);
  }

  private static double quality(String[] ranges, String type) {
    int specific = -1;
    double quality = 0;
    for (String range : ranges) {
      String[] parts = range.split(";");
      String name = parts[0].strip();
      int rank =
          name.equalsIgnoreCase(type)
              ? 2
              : name.equals("*/*")
                  ? 0
                  : name.endsWith("/*") && type.startsWith(name.substring(0, name.length() - 1))
                      ? 1
                      : -1;
      if (rank > specific) {
        specific = rank;
        quality = weight(parts);
      }
    }
    return quality;
  }

  private static double weight(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith("q=")) {
        try {
          return Double.parseDouble(parameter.substring(2));
        } catch (NumberFormatException e) {
          return 0;
        }
      }
    }
    return 1;
  }
}
