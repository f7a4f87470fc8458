package vn.sen.catalog;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.SourceId;

/**
 * What a person decides of which dataset a record is of, or whose a dataset is; it survives every
 * harvest, and can be undone (docs/decisions/identity.md).
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Identity.Merge.class, name = "merge"),
  @JsonSubTypes.Type(value = Identity.Split.class, name = "split"),
  @JsonSubTypes.Type(value = Identity.Transfer.class, name = "transfer"),
  @JsonSubTypes.Type(value = Identity.Succession.class, name = "succession"),
})
public sealed interface Identity {

  /** {@code dataset} is {@code into}: its records are copies of that, its id leads there. */
  record Merge(DatasetId dataset, DatasetId into) implements Identity {}

  /**
   * A record that was taken for a copy of {@code dataset} is of a dataset of its own.
   *
   * @param dataset whose it was before any merge
   * @param into minted for it
   */
  record Split(DatasetId dataset, SourceId source, String record, DatasetId into)
      implements Identity {}

  /** {@code dataset} goes from one agency to another. */
  record Transfer(DatasetId dataset, AgencyCode from, AgencyCode to) implements Identity {}

  /**
   * All that {@code agency} has, and will have, is its successor's.
   *
   * @param on the day in Vietnam from which that is so
   */
  record Succession(AgencyCode agency, AgencyCode successor, LocalDate on) implements Identity {}

  /** {@code merge}, {@code split}, {@code transfer} or {@code succession}. */
  default String kind() {
    return switch (this) {
      case Merge _ -> "merge";
      case Split _ -> "split";
      case Transfer _ -> "transfer";
      case Succession _ -> "succession";
    };
  }

  /** The datasets that it names, the one it is of first; none where it is of an agency. */
  default List<DatasetId> datasets() {
    return switch (this) {
      case Merge m -> List.of(m.dataset(), m.into());
      case Split s -> List.of(s.dataset(), s.into());
      case Transfer t -> List.of(t.dataset());
      case Succession _ -> List.of();
    };
  }

  /** A decision in force. */
  record Decided(String id, Identity what, String why, String by, Instant at) {}

  /** What of this is in force. */
  interface Book {
    /** Nobody decided anything. */
    Book NONE =
        new Book() {
          @Override
          public List<Decided> decisions() {
            return List.of();
          }

          @Override
          public List<DatasetId> beneath(DatasetId dataset) {
            return List.of();
          }
        };

    /** All decisions in force, the latest first. */
    List<Decided> decisions();

    /** What was merged into {@code dataset}, at once or by way of others; itself not. */
    List<DatasetId> beneath(DatasetId dataset);

    default Optional<Decided> findDecision(String id) {
      return decisions().stream().filter(decided -> decided.id().equals(id)).findFirst();
    }

    /** Those that name {@code dataset}. */
    default List<Decided> decisions(DatasetId dataset) {
      return decisions().stream().filter(d -> d.what().datasets().contains(dataset)).toList();
    }

    /** Who came after {@code agency}, at once; absent while it is itself. */
    default Optional<Decided> succession(AgencyCode agency) {
      return decisions().stream()
          .filter(d -> d.what() instanceof Succession s && s.agency().equals(agency))
          .findFirst();
    }

    /** Those who came before {@code agency}, at once. */
    default List<Decided> predecessors(AgencyCode agency) {
      return decisions().stream()
          .filter(d -> d.what() instanceof Succession s && s.successor().equals(agency))
          .toList();
    }

    /** {@code agency}, or who came last after it. */
    default AgencyCode successor(AgencyCode agency) {
      return Stream.iterate(
              Optional.of(agency),
              Optional::isPresent,
              code ->
                  succession(code.get())
                      .flatMap(
                          d ->
                              d.what() instanceof Succession s
                                  ? Optional.of(s.successor())
                                  : Optional.empty()))
          .reduce((_, later) -> later)
          .orElseThrow()
          .orElseThrow();
    }
  }
}
