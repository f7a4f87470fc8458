package vn.sen.harvest.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.Journal;
import vn.sen.harvest.check.CatalogueRules;
import vn.sen.harvest.check.Resemblance;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.Dataset.Period;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.LangText;
import vn.sen.vocab.TableVersionId;

/**
 * What the agencies have in the catalogue, by title and description: read once, when the first
 * dataset of an agency asks, and good for one run. Safe for many threads.
 */
final class Shelf {
  private static final int PAGE = 1_000;

  private final Journal journal;
  private final Map<AgencyCode, Books> byAgency = new ConcurrentHashMap<>();

  Shelf(Journal journal) {
    this.journal = journal;
  }

  /**
   * As much of a dataset as is compared.
   *
   * @param words of its title, folded; likewise of its description
   */
  private record Book(
      DatasetId id,
      Instant admitted,
      String title,
      String words,
      String description,
      Optional<Period> temporal,
      List<String> spatial) {
    static Book of(DatasetEntry entry) {
      Dataset dataset = entry.dataset();
      String title = text(dataset.title());
      return new Book(
          entry.id(),
          entry.admitted(),
          title,
          CatalogueRules.folded(title),
          CatalogueRules.folded(text(dataset.description())),
          dataset.temporal(),
          dataset.spatial());
    }

    private static String text(LangText text) {
      return text.in("vi").orElse("");
    }

    boolean isBefore(Book other) {
      return Comparator.comparing(Book::admitted)
              .thenComparing(book -> book.id().toString())
              .compare(this, other)
          < 0;
    }

    boolean isCalledLike(Book other) {
      return !words.isEmpty()
          && words.equals(other.words)
          && temporal.equals(other.temporal)
          && spatial.equals(other.spatial);
    }
  }

  /** What an agency has, found by what may be shared. */
  private record Books(
      List<String> titles, Map<String, List<Book>> byTitle, Map<String, List<Book>> byDescription) {
    static Books of(List<Book> all) {
      return new Books(
          all.stream().map(Book::title).toList(),
          all.stream().collect(Collectors.groupingBy(Book::words)),
          all.stream().collect(Collectors.groupingBy(Book::description)));
    }

    List<Book> calledLike(Book own) {
      return byTitle.getOrDefault(own.words(), List.of());
    }

    List<Book> describedLike(Book own) {
      return byDescription.getOrDefault(own.description(), List.of());
    }
  }

  private Books books(AgencyCode agency) {
    return byAgency.computeIfAbsent(
        agency,
        code -> {
          var books = new ArrayList<Book>();
          Optional<DatasetId> after = Optional.empty();
          while (true) {
            List<DatasetId> page = journal.datasetsOf(code, after, PAGE);
            journal.find(page).stream()
                .filter(entry -> entry.tombstone().isEmpty())
                .map(Book::of)
                .forEach(books::add);
            if (page.size() < PAGE) {
              return Books.of(books);
            }
            after = Optional.of(page.getLast());
          }
        });
  }

  /** The titles of all that the agency has. */
  List<String> titles(AgencyCode agency) {
    return books(agency).titles();
  }

  /**
   * What resembles a dataset.
   *
   * @param sha256 of a file of it
   */
  Resemblance resemblance(DatasetEntry entry, String sha256) {
    Book own = Book.of(entry);
    Books books = books(entry.agency().code());
    List<DatasetEntry> same =
        withFile(sha256).stream().filter(e -> Book.of(e).isBefore(own)).toList();
    return new Resemblance(
        books.calledLike(own).stream()
            .filter(book -> book.isBefore(own) && book.isCalledLike(own))
            .map(Book::title)
            .toList(),
        same.stream()
            .filter(e -> e.agency().code().equals(entry.agency().code()))
            .map(e -> Book.of(e).title())
            .toList(),
        same.stream()
            .filter(e -> !e.agency().code().equals(entry.agency().code()))
            .map(e -> Book.of(e).title())
            .toList(),
        sharing(own, books.describedLike(own)));
  }

  /** Datasets that have these very bytes as the newest of a table, or as a file. */
  private List<DatasetEntry> withFile(String sha256) {
    var ids = new java.util.LinkedHashSet<DatasetId>();
    journal.versionsWith(sha256).stream()
        .map(TableVersionId::table)
        .forEach(table -> ids.add(table.dataset()));
    ids.addAll(journal.datasetsWith(sha256));
    return journal.find(ids).stream()
        .filter(entry -> entry.tombstone().isEmpty())
        .filter(
            entry ->
                entry.tables().stream()
                        .anyMatch(table -> table.latest().received().sha256().equals(sha256))
                    || entry.files().stream().anyMatch(file -> file.sha256().equals(sha256)))
        .toList();
  }

  /** Those of a series share their description by right: periods or places tell them apart. */
  private static int sharing(Book own, List<Book> alike) {
    return own.description().isEmpty()
        ? 0
        : (int)
            alike.stream()
                .filter(book -> book.temporal().equals(own.temporal()))
                .filter(book -> book.spatial().equals(own.spatial()))
                .count();
  }
}
