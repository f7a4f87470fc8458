package vn.sen.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.SourceId;

/**
 * Where copies of a dataset say otherwise than the record that speaks for it. In what a steward
 * corrected a person has decided already, and what a copy says of it still may be why: it is left
 * out.
 */
public final class Conflicts {
  private final Journal journal;

  public Conflicts(Journal journal) {
    this.journal = journal;
  }

  /**
   * A copy that says something otherwise.
   *
   * @param source where the copy is
   * @param identifier what that calls it
   */
  public record Conflict(
      DatasetId dataset, SourceId source, String identifier, List<Difference> differences) {
    public Conflict {
      differences = List.copyOf(differences);
    }
  }

  /** What the copies of a dataset say otherwise than it is shown, corrections included. */
  public List<Conflict> of(DatasetEntry entry) {
    var conflicts = new ArrayList<Conflict>();
    for (DatasetEntry.Alternate copy : entry.alternates()) {
      journal
          .findDescribed(copy.source(), copy.identifier())
          .map(said -> open(entry, Difference.between(entry.dataset(), said)))
          .filter(differences -> !differences.isEmpty())
          .ifPresent(
              differences ->
                  conflicts.add(
                      new Conflict(entry.id(), copy.source(), copy.identifier(), differences)));
    }
    return conflicts;
  }

  /**
   * What the copies of a source contradict now, and did not before: of each copy the properties in
   * which it says otherwise than its dataset's source since then.
   *
   * @param before when this was asked the last time; absent when it never was
   */
  public List<Conflict> begun(SourceId source, Optional<Instant> before) {
    var begun = new ArrayList<Conflict>();
    for (Journal.Copy copy : journal.copies(source, before.orElse(Instant.EPOCH))) {
      List<Difference> now =
          between(
              journal.findDescribed(copy.speaker(), copy.spokenAs()),
              journal.findDescribed(source, copy.identifier()));
      if (now.isEmpty()) {
        continue;
      }
      Set<String> known =
          before
              .map(
                  then ->
                      between(
                          journal.findSpoken(copy.dataset(), then),
                          journal.findDescribed(copy, source, then)))
              .orElse(List.of())
              .stream()
              .map(Difference::property)
              .collect(Collectors.toSet());
      List<Difference> fresh =
          now.stream().filter(difference -> !known.contains(difference.property())).toList();
      List<Difference> open =
          fresh.isEmpty()
              ? fresh
              : journal.find(copy.dataset()).map(entry -> open(entry, fresh)).orElse(List.of());
      if (!open.isEmpty()) {
        begun.add(new Conflict(copy.dataset(), source, copy.identifier(), open));
      }
    }
    return begun;
  }

  private static List<Difference> open(DatasetEntry entry, List<Difference> differences) {
    return differences.stream()
        .filter(
            difference ->
                entry.corrections().stream()
                    .noneMatch(c -> c.property().endsWith("/" + difference.property())))
        .toList();
  }

  private static List<Difference> between(Optional<Dataset> speaker, Optional<Dataset> copy) {
    return speaker.isEmpty() || copy.isEmpty()
        ? List.of()
        : Difference.between(speaker.get(), copy.get());
  }
}
