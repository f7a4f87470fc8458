package vn.sen.publish.page;

import java.util.List;
import java.util.Optional;
import vn.sen.publish.Parameters;

/**
 * Links to the pages before and after in a list that is read by cursors. Cursors lead only forward,
 * so the address carries those of the pages before.
 */
public record Paging(Optional<String> previous, Optional<String> next, Optional<String> first) {
  private static final String CURSOR = "cursor";
  private static final String BEFORE = "before";
  private static final String START = "-";
  private static final int KEPT = 20;

  /**
   * Links around the page at {@code here}.
   *
   * @param next cursor of the page after
   */
  public static Paging of(Address here, Optional<String> next) {
    List<String> before = here.parameters().getOrDefault(BEFORE, List.of());
    List<String> cursors = here.parameters().getOrDefault(CURSOR, List.of());
    Optional<String> current = cursors.stream().findFirst().filter(c -> !c.isEmpty());
    Address plain = here.without(CURSOR).without(BEFORE);

    Optional<String> previous = Optional.empty();
    if (current.isPresent() && !before.isEmpty()) {
      Address back = plain;
      for (String cursor : before.subList(0, before.size() - 1)) {
        back = back.plus(BEFORE, cursor);
      }
      String last = before.getLast();
      previous = Optional.of((last.equals(START) ? back : back.with(CURSOR, last)).toString());
    }
    Optional<String> following =
        next.map(
            cursor -> {
              Address onward = plain.with(CURSOR, cursor);
              for (String old :
                  before.subList(Math.max(0, before.size() - KEPT + 1), before.size())) {
                onward = onward.plus(BEFORE, old);
              }
              return onward.plus(BEFORE, current.orElse(START)).toString();
            });
    return new Paging(
        previous, following, current.map(_ -> plain.toString()).filter(_ -> before.size() != 1));
  }

  /** The cursor the reader asked for. */
  public static Optional<String> cursor(Parameters parameters) {
    return parameters.text(CURSOR);
  }

  public boolean isEmpty() {
    return previous.isEmpty() && next.isEmpty();
  }
}
