package vn.sen.catalog;

import java.time.LocalDate;
import java.util.Optional;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableVersionId;
import vn.sen.vocab.problem.GoneException;
import vn.sen.vocab.problem.InvalidRequestException;
import vn.sen.vocab.problem.NotFoundException;

/** Finds what a caller named in words, or throws what to tell the caller. */
public final class Lookup {
  private final Catalog catalog;

  public Lookup(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * A listed dataset, or one that was merged into another: what it had is found under its name.
   *
   * @throws GoneException when it was withdrawn, with the reason
   */
  public DatasetEntry dataset(String id) {
    DatasetEntry entry = evenGone(id);
    entry
        .withdrawn()
        .ifPresent(
            t -> {
              throw new GoneException(
                  "dataset %s was withdrawn on %s: %s".formatted(id, t.at(), t.reason()));
            });
    return entry;
  }

  /** A dataset, withdrawn ones too. */
  public DatasetEntry evenGone(String id) {
    return Optional.of(id)
        .filter(DatasetId::isForm)
        .flatMap(text -> catalog.find(new DatasetId(text)))
        .orElseThrow(() -> new NotFoundException("there is no dataset '%s'".formatted(id)));
  }

  /**
   * The dataset of an id or an alias {@code agency-code:identifier}, withdrawn ones too.
   *
   * @throws NotFoundException when there is none
   */
  public DatasetId named(String idOrAlias) {
    return catalog
        .resolve(idOrAlias)
        .orElseThrow(
            () ->
                new NotFoundException(
                    "Không có tập dữ liệu '%s'. There is no dataset '%s'."
                        .formatted(idOrAlias, idOrAlias)));
  }

  /** A dataset as {@link #named} takes it, or a table of it: {@code dataset/table}. */
  public Target target(String text) {
    int slash = text.lastIndexOf('/');
    return catalog
        .resolve(text)
        .map(dataset -> new Target(dataset, Optional.empty()))
        .orElseGet(
            () ->
                new Target(
                    named(slash < 0 ? text : text.substring(0, slash)),
                    Optional.of(text.substring(slash + 1))));
  }

  /** What a caller named: a table, or a whole dataset. */
  public record Target(DatasetId dataset, Optional<String> table) {}

  /** A table of a listed dataset. */
  public TableEntry table(String id, String slug) {
    DatasetEntry entry = dataset(id);
    return entry.tables().stream()
        .filter(t -> t.id().slug().equals(slug))
        .findFirst()
        .orElseThrow(
            () ->
                new NotFoundException(
                    "dataset %s has no table '%s'; it has: %s"
                        .formatted(
                            id,
                            slug,
                            entry.tables().isEmpty()
                                ? "none"
                                : String.join(
                                    ", ",
                                    entry.tables().stream().map(t -> t.id().slug()).toList()))));
  }

  /** A version, public or not: its description, never its rows. */
  public TableVersion version(TableId table, int number) {
    return catalog
        .find(table.version(number))
        .orElseThrow(
            () -> new NotFoundException("table %s has no version %d".formatted(table, number)));
  }

  /**
   * The version visitors get, or the one they name.
   *
   * @param number a whole number or {@code latest}; absent for the latest
   * @throws GoneException when no version may be seen
   */
  public TableVersion published(TableEntry table, Optional<String> number) {
    String text = number.orElse("latest");
    if (text.equals("latest")) {
      return table.published().orElseThrow(() -> new GoneException(withheld(table)));
    }
    return version(table.id(), versionNumber(text));
  }

  private String withheld(TableEntry table) {
    return catalog
        .findErasure(table.latest())
        .map(erasure -> erased(table.latest().id(), erasure))
        .orElseGet(
            () ->
                "no version of %s is published: version %d is %s; its quality report says why"
                    .formatted(
                        table.id(), table.latest().id().number(), table.latest().state().key()));
  }

  static String erased(TableVersionId id, Erasure erasure) {
    LocalDate day = erasure.at().atZone(Moments.VIETNAM).toLocalDate();
    return "%s đã bị xoá ngày %s: %s. %s was erased on %s: %s."
        .formatted(id, day, erasure.why(), id, day, erasure.why());
  }

  private static int versionNumber(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // falls through to the one answer for both
    }
    throw new InvalidRequestException(
        "a version is a whole number from 1, or 'latest', got '%s'".formatted(text));
  }
}
