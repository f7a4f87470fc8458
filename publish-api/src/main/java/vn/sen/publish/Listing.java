package vn.sen.publish;

import java.util.List;
import java.util.Optional;

/**
 * A page of a list, as the API gives it.
 *
 * @param total of all pages
 * @param next cursor of the page after, absent on the last
 */
public record Listing<T>(long total, List<T> items, Optional<String> next) {
  public Listing {
    items = List.copyOf(items);
  }

  /** A list that fits one page. */
  public static <T> Listing<T> whole(List<T> items) {
    return new Listing<>(items.size(), items, Optional.empty());
  }
}
