package vn.sen.publish.sources;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.sen.catalog.Decision;
import vn.sen.vocab.problem.InvalidRequestException;

/**
 * What a person says, as it arrives.
 *
 * @param decision {@code approve} or {@code refuse}
 * @param why the reason, kept in the journal
 * @param by who says so; the journal says that the bootstrap token was used where it is left out
 */
record Verdict(@Nullable String decision, @Nullable String why, @Nullable String by) {
  private static final int LONGEST = 2000;

  static Verdict of(Map<String, String> form) {
    return new Verdict(form.get("decision"), form.get("why"), form.get("by"));
  }

  Decision toDecision() {
    return Arrays.stream(Decision.values())
        .filter(d -> d.key().equals(decision))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    "'decision' is one of %s"
                        .formatted(
                            Arrays.stream(Decision.values())
                                .map(Decision::key)
                                .collect(Collectors.joining(", ")))));
  }

  String reason() {
    if (why == null || why.isBlank() || why.length() > LONGEST) {
      throw new InvalidRequestException(
          "'why' gives the reason in 1 to %d characters; it is kept".formatted(LONGEST));
    }
    return why.strip();
  }

  String person() {
    return by == null || by.isBlank() ? "bootstrap token" : by.strip();
  }
}
