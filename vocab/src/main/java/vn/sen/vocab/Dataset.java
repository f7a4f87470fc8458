package vn.sen.vocab;

import java.util.List;
import java.util.Optional;

/**
 * The part of a {@code dcat:Dataset} that Sen reasons about: a view of a {@link CatalogRecord},
 * whose description stays whole.
 *
 * @param subject IRI in the source's description
 * @param publisher {@code dct:publisher}
 * @param keywords {@code dcat:keyword}, in the source's order where it has one
 * @param themes {@code dcat:theme}, IRIs
 * @param license {@code dct:license} of the dataset, an IRI or the source's words
 * @param frequency {@code dct:accrualPeriodicity}, an IRI or the source's words
 * @param issued {@code dct:issued}, lexical form with its precision (a year stays a year)
 * @param modified {@code dct:modified}, likewise
 * @param temporal {@code dct:temporal}
 * @param spatial {@code dct:spatial}, IRIs or names
 * @param languages {@code dct:language}
 * @param conformsTo {@code dct:conformsTo}
 */
public record Dataset(
    String subject,
    LangText title,
    LangText description,
    List<String> identifiers,
    Optional<Agent> publisher,
    List<String> keywords,
    List<String> themes,
    Optional<String> license,
    Optional<String> accessRights,
    Optional<String> frequency,
    Optional<String> issued,
    Optional<String> modified,
    Optional<Period> temporal,
    List<String> spatial,
    List<String> languages,
    Optional<String> landingPage,
    Optional<Contact> contactPoint,
    List<String> conformsTo,
    List<Distribution> distributions) {

  public Dataset {
    identifiers = List.copyOf(identifiers);
    keywords = List.copyOf(keywords);
    themes = List.copyOf(themes);
    spatial = List.copyOf(spatial);
    languages = List.copyOf(languages);
    conformsTo = List.copyOf(conformsTo);
    distributions = List.copyOf(distributions);
  }

  /**
   * What {@code record} says of its subject, tolerant of how: literals or resources, http or https,
   * DCAT or the words of its neighbours (Dublin Core elements, schema.org, vCard, FOAF, SKOS). What
   * it doesn't say is absent; where it says one thing twice, the first in code-point order counts.
   */
  public static Dataset of(CatalogRecord record) {
    return DatasetReader.read(record.subject());
  }

  /** As {@link #of} and {@link #publisher()}, without reading the rest. */
  public static Optional<Agent> publisherOf(CatalogRecord record) {
    return DatasetReader.publisher(record.subject());
  }

  /**
   * A {@code foaf:Agent}.
   *
   * @param code the agency's code ({@code dct:identifier}) where the source states one
   */
  public record Agent(Optional<String> iri, LangText name, Optional<String> code) {}

  /** A {@code vcard:Kind}. */
  public record Contact(Optional<String> name, Optional<String> email, Optional<String> url) {}

  /** A {@code dct:PeriodOfTime}; lexical dates with their precision, open where absent. */
  public record Period(Optional<String> start, Optional<String> end) {}
}
