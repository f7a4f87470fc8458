package vn.sen.publish;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import vn.sen.vocab.problem.InvalidRequestException;

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

  /**
   * A page of a list that is short enough to be at hand whole. New things come first and shift all
   * others, so it goes on behind the one that the parameter {@code cursor} names.
   *
   * @param usual how many where the parameter {@code limit} is left out
   * @throws InvalidRequestException when the cursor names none of {@code all}
   */
  public static <T> Listing<T> page(
      List<T> all, Function<T, String> id, Parameters parameters, int usual) {
    int from = parameters.text("cursor").map(last -> behind(all, id, last)).orElse(0);
    int to = Math.min(all.size(), from + parameters.limit(usual));
    List<T> items = all.subList(from, to);
    return new Listing<>(
        all.size(),
        items,
        items.isEmpty() || to == all.size()
            ? Optional.empty()
            : Optional.of(id.apply(items.getLast())));
  }

  private static <T> int behind(List<T> all, Function<T, String> id, String last) {
    for (int i = 0; i < all.size(); i++) {
      if (id.apply(all.get(i)).equals(last)) {
        return i + 1;
      }
    }
    throw new InvalidRequestException("the cursor '%s' is none of ours".formatted(last));
  }

  /** The same page of what {@code form} makes of each. */
  public <U> Listing<U> map(Function<T, U> form) {
    return new Listing<>(total, items.stream().map(form).toList(), next);
  }

  /** A list that fits one page. */
  public static <T> Listing<T> whole(List<T> items) {
    return new Listing<>(items.size(), items, Optional.empty());
  }
}
