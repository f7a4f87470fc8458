package vn.sen.catalog.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.sen.catalog.SearchDocument;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.LangText;
import vn.sen.vocab.Scores;

/** Writes documents that differ from an ordinary one in what a test is about. */
final class Datasets {
  private final SearchDocument made;

  private Datasets(SearchDocument made) {
    this.made = made;
  }

  /** The id of the dataset with this number. */
  static DatasetId id(int number) {
    return new DatasetId("%010d".formatted(number));
  }

  static Datasets titled(int number, String title) {
    return new Datasets(
        new SearchDocument(
            id(number),
            new LangText(Map.of("vi", title)),
            LangText.EMPTY,
            List.of(),
            List.of("d-" + number),
            new AgencyCode("G09"),
            LangText.of("Bộ Y tế"),
            List.of(),
            List.of("CSV"),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Scores.NOT_RATED,
            List.of("published"),
            Instant.parse("2025-07-01T00:00:00Z").plusSeconds(number),
            10));
  }

  SearchDocument done() {
    return made;
  }

  Datasets described(String description) {
    return with(
        made.title(),
        LangText.of(description),
        made.keywords(),
        made.identifiers(),
        made.columns());
  }

  Datasets keywords(String... keywords) {
    return with(
        made.title(), made.description(), List.of(keywords), made.identifiers(), made.columns());
  }

  Datasets columns(String... columns) {
    return with(
        made.title(), made.description(), made.keywords(), made.identifiers(), List.of(columns));
  }

  Datasets identified(String... identifiers) {
    return with(
        made.title(), made.description(), made.keywords(), List.of(identifiers), made.columns());
  }

  Datasets inEnglish(String title) {
    return with(
        new LangText(Map.of("vi", made.title().in("vi").orElse(""), "en", title)),
        made.description(),
        made.keywords(),
        made.identifiers(),
        made.columns());
  }

  Datasets agency(String code, String name) {
    return filed(
        new AgencyCode(code), LangText.of(name), made.formats(), made.places(), made.scores());
  }

  Datasets formats(String... formats) {
    return filed(made.agency(), made.agencyName(), List.of(formats), made.places(), made.scores());
  }

  Datasets places(String... places) {
    return filed(made.agency(), made.agencyName(), made.formats(), List.of(places), made.scores());
  }

  Datasets graded(Scores.Grade grade, double overall) {
    return filed(
        made.agency(),
        made.agencyName(),
        made.formats(),
        made.places(),
        new Scores(
            Optional.of(overall),
            Optional.of(overall),
            Optional.of(overall),
            Optional.empty(),
            Optional.of(overall),
            Optional.of(grade),
            1));
  }

  Datasets dated(Instant modified, Optional<String> start, Optional<String> end) {
    return new Datasets(
        new SearchDocument(
            made.id(),
            made.title(),
            made.description(),
            made.keywords(),
            made.identifiers(),
            made.agency(),
            made.agencyName(),
            made.themes(),
            made.formats(),
            made.licence(),
            made.places(),
            start,
            end,
            made.columns(),
            made.scores(),
            made.states(),
            modified,
            made.rows()));
  }

  private Datasets with(
      LangText title,
      LangText description,
      List<String> keywords,
      List<String> identifiers,
      List<String> columns) {
    return new Datasets(
        new SearchDocument(
            made.id(),
            title,
            description,
            keywords,
            identifiers,
            made.agency(),
            made.agencyName(),
            made.themes(),
            made.formats(),
            made.licence(),
            made.places(),
            made.periodStart(),
            made.periodEnd(),
            columns,
            made.scores(),
            made.states(),
            made.modified(),
            made.rows()));
  }

  private Datasets filed(
      AgencyCode agency,
      LangText agencyName,
      List<String> formats,
      List<String> places,
      Scores scores) {
    return new Datasets(
        new SearchDocument(
            made.id(),
            made.title(),
            made.description(),
            made.keywords(),
            made.identifiers(),
            agency,
            agencyName,
            made.themes(),
            formats,
            made.licence(),
            places,
            made.periodStart(),
            made.periodEnd(),
            made.columns(),
            scores,
            made.states(),
            made.modified(),
            made.rows()));
  }

  /** Numbered datasets with these titles, from 1. */
  static List<SearchDocument> all(String... titles) {
    var all = new ArrayList<SearchDocument>();
    for (String title : titles) {
      all.add(titled(all.size() + 1, title).done());
    }
    return all;
  }
}
