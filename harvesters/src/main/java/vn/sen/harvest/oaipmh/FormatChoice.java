package vn.sen.harvest.oaipmh;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.jena.vocabulary.DCAT;
import vn.sen.harvest.Source;
import vn.sen.harvest.iso.IsoRecord;
import vn.sen.harvest.mapping.Statements;
import vn.sen.harvest.net.Answer;
import vn.sen.harvest.net.Conditions;
import vn.sen.harvest.net.Fetched;
import vn.sen.harvest.net.SourceClient;
import vn.sen.harvest.xml.XmlElement;
import vn.sen.vocab.Message;

/**
 * Which of a repository's formats is read: the one that the source's address states, else the one
 * that says most: DCAT, RDF if there is DCAT in it, ISO 19139 or 19115-3, Dublin Core.
 */
final class FormatChoice {
  /** What came of it. */
  sealed interface Choice {}

  record Made(String format) implements Choice {}

  record Impossible(URI stoppedAt, Message why) implements Choice {}

  private final SourceClient client;
  private final Source source;
  private final OaiRepository repository;

  FormatChoice(SourceClient client, Source source, OaiRepository repository) {
    this.client = client;
    this.source = source;
    this.repository = repository;
  }

  Choice make() throws InterruptedException {
    if (repository.prefix().isPresent()) {
      return new Made(repository.prefix().get());
    }
    URI uri = repository.formats();
    return switch (get(uri)) {
      case Fetched.Body<OaiAnswer>(OaiAnswer.Formats(List<OaiAnswer.Format> formats), Answer _) ->
          choose(formats, uri);
      case Fetched.Body<OaiAnswer>(OaiAnswer.Refused(String said), Answer _) ->
          new Impossible(uri, OaiPmhConnector.refused(said));
      case Fetched.Body<OaiAnswer> _, Fetched.NotModified<OaiAnswer> _ ->
          new Impossible(uri, none("", uri));
      case Fetched.Failure<OaiAnswer> failure ->
          new Impossible(uri, OaiPmhConnector.reason(failure));
    };
  }

  private Fetched<OaiAnswer> get(URI uri) throws InterruptedException {
    return client.get(source, uri, Conditions.NONE, (body, _) -> OaiAnswer.read(body));
  }

  private Choice choose(List<OaiAnswer.Format> formats, URI uri) throws InterruptedException {
    List<OaiAnswer.Format> usable =
        formats.stream()
            .filter(format -> rank(format) < UNUSABLE)
            .sorted(Comparator.comparingInt(FormatChoice::rank))
            .toList();
    for (OaiAnswer.Format format : usable) {
      if (rank(format) != RDF || usable.getLast().equals(format) || holdsDcat(format.prefix())) {
        return new Made(Statements.encoded(format.prefix()));
      }
    }
    return new Impossible(
        uri,
        none(
            formats.stream()
                .map(OaiAnswer.Format::prefix)
                .map(prefix -> prefix.substring(0, Math.min(prefix.length(), LONGEST)))
                .limit(30)
                .collect(Collectors.joining(", ")),
            uri));
  }

  private static final int RDF = 1;
  private static final int UNUSABLE = 5;

  /** No name of a format is longer; it goes into addresses. */
  private static final int LONGEST = 100;

  /** The lower the better. */
  private static int rank(OaiAnswer.Format format) {
    String prefix = format.prefix().toLowerCase(Locale.ROOT);
    if (prefix.length() > LONGEST) {
      return UNUSABLE;
    }
    if (prefix.contains("dcat") || format.namespace().equals(DCAT.NS)) {
      return 0;
    }
    if (format.namespace().equals(IsoRecord.GMD)) {
      return 2;
    }
    return switch (prefix) {
      case "rdf", "rdf_xml", "rdfxml" -> RDF;
      case "iso19139", "gmd", "iso19115-3", "iso19115_3", "mdb" -> 2;
      case "oai_dc" -> 3;
      case "dc", "qdc", "oai_qdc", "dcterms", "oai_dcterms" -> 4;
      default -> UNUSABLE;
    };
  }

  /** Many repositories say other things in RDF than DCAT does; one page shows it. */
  private boolean holdsDcat(String prefix) throws InterruptedException {
    return get(repository.records(Statements.encoded(prefix)))
            instanceof Fetched.Body<OaiAnswer>(OaiAnswer.Records page, Answer _)
        && page.records().stream()
            .flatMap(record -> record.payload().stream())
            .anyMatch(FormatChoice::holdsDcat);
  }

  private static boolean holdsDcat(XmlElement element) {
    return element.namespace().equals(DCAT.NS)
        || element.children().anyMatch(FormatChoice::holdsDcat);
  }

  private static Message none(String offered, URI uri) {
    return new Message(
        "Kho OAI-PMH tại %s không có định dạng đọc được (DCAT, ISO 19139 hoặc oai_dc), chỉ có: %s. Báo cho đơn vị vận hành kho."
            .formatted(SourceClient.shown(uri), offered.isEmpty() ? "không có gì" : offered),
        "The repository at %s has no format that can be read (DCAT, ISO 19139 or oai_dc), only: %s. Tell who runs it."
            .formatted(SourceClient.shown(uri), offered.isEmpty() ? "none" : offered));
  }
}
