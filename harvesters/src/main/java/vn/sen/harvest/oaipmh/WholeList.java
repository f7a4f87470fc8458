package vn.sen.harvest.oaipmh;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import vn.sen.harvest.Known;
import vn.sen.vocab.Sha256;

/**
 * The last list that was read to its end with nothing in it to reject, by which the next harvest
 * can ask for what changed since and know all the rest. Every such harvest asks since the whole
 * list, so that what one of them missed comes with the next.
 *
 * @param begun when, by the repository's clock
 * @param pages what its pages are remembered by
 * @param told how many records were told to have changed since; who keeps what is deleted never
 *     tells of fewer
 */
record WholeList(Instant begun, List<URI> pages, long told) {
  /** A repository may forget to date a change, or to keep what it deleted. */
  private static final Duration AGAIN_AFTER = Duration.ofDays(7);

  /** What is dated while a list is made may show later than its date. */
  private static final Duration OVERLAP = Duration.ofDays(1);

  /** As remembered for the list that begins at {@code first}; absent where none was whole. */
  static Optional<WholeList> find(Known known, URI first) {
    return known
        .findPage(key(first))
        .flatMap(
            seen ->
                seen.lastModified()
                    .flatMap(WholeList::instant)
                    .map(begun -> new WholeList(begun, seen.links(), seen.total().orElse(0))));
  }

  void remember(Known known, URI first) {
    known.putPage(
        key(first),
        new Known.Page(
            Optional.empty(),
            Optional.of(begun.toString()),
            Sha256.of(begun.toString()),
            List.of(),
            Optional.empty(),
            OptionalLong.of(told),
            pages));
  }

  static void forget(Known known, URI first) {
    known.forgetPage(key(first));
  }

  private static URI key(URI first) {
    return OaiRepository.part(first, "whole");
  }

  /**
   * Since when changes are to be asked for, in the repository's own grain; absent where they would
   * not tell all, or the whole list is due again.
   */
  Optional<String> since(OaiAnswer.Identity repository) {
    if (!repository.keepsDeleted() || repository.at().isEmpty()) {
      return Optional.empty();
    }
    Instant now = repository.at().get();
    if (now.isBefore(begun) || now.isAfter(begun.plus(AGAIN_AFTER))) {
      return Optional.empty();
    }
    Instant since = begun.minus(OVERLAP).truncatedTo(ChronoUnit.SECONDS);
    return Optional.of(
        repository.countsSeconds()
            ? since.toString()
            : since.atOffset(ZoneOffset.UTC).toLocalDate().toString());
  }

  /** The records it had; absent where they are not all remembered any more. */
  Optional<List<String>> identifiers(Known known) {
    List<String> identifiers = new ArrayList<>();
    for (URI page : pages) {
      Optional<Known.Page> seen = known.findPage(page);
      if (seen.isEmpty()) {
        return Optional.empty();
      }
      identifiers.addAll(seen.get().identifiers());
    }
    return Optional.of(identifiers);
  }

  /**
   * Takes in what was told since. What a page was known by is over where one of its records is told
   * to be another: it may say again what it said before, and must be read then.
   *
   * @param met identifiers that changed, deleted ones included
   * @param deleted those of them that are gone
   */
  void changed(Set<String> met, Set<String> deleted, Known known, URI first) {
    for (URI page : pages) {
      known
          .findPage(page)
          .filter(seen -> !Collections.disjoint(seen.identifiers(), met))
          .ifPresent(seen -> known.putPage(page, changed(seen, deleted)));
    }
    if (met.size() != told) {
      new WholeList(begun, pages, met.size()).remember(known, first);
    }
  }

  private static Known.Page changed(Known.Page seen, Set<String> deleted) {
    return new Known.Page(
        Optional.empty(),
        Optional.empty(),
        Sha256.of("what no page has"),
        seen.identifiers().stream().filter(identifier -> !deleted.contains(identifier)).toList(),
        seen.next(),
        seen.total());
  }

  /** A time as OAI-PMH writes it; absent where it is none. */
  static Optional<Instant> instant(String text) {
    try {
      return Optional.of(text.strip())
          .filter(time -> time.matches("\\d{4}-.*")) // years beyond cannot be reckoned with
          .map(Instant::parse);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
