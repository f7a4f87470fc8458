package vn.sen.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.LangText;
import vn.sen.vocab.Scores;

/**
 * What the index knows of a dataset; stored whole, so that a page of results needs no other store.
 *
 * @param formats such as {@code CSV}, upper case
 * @param themes IRIs
 * @param licence IRI or the source's words
 * @param places names or codes of administrative units
 * @param periodStart ISO date, absent when open
 * @param columns names of the columns of all public tables
 * @param states the states of its tables: {@code published}, {@code quarantined} ..., and {@code
 *     no-table} for a dataset without any
 * @param modified what the source declares, or else when Sen saw a change
 * @param rows of all published tables
 */
public record SearchDocument(
    DatasetId id,
    LangText title,
    LangText description,
    List<String> keywords,
    List<String> identifiers,
    AgencyCode agency,
    LangText agencyName,
    List<String> themes,
    List<String> formats,
    Optional<String> licence,
    List<String> places,
    Optional<String> periodStart,
    Optional<String> periodEnd,
    List<String> columns,
    Scores scores,
    List<String> states,
    Instant modified,
    long rows) {

  public SearchDocument {
    keywords = List.copyOf(keywords);
    identifiers = List.copyOf(identifiers);
    themes = List.copyOf(themes);
    formats = List.copyOf(formats);
    places = List.copyOf(places);
    columns = List.copyOf(columns);
    states = List.copyOf(states);
  }
}
