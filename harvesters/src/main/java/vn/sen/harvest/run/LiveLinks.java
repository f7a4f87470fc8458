package vn.sen.harvest.run;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.LinkLog.Wanted;
import vn.sen.catalog.Part;
import vn.sen.harvest.Link.Use;
import vn.sen.harvest.net.MailDomains;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.Distribution;

/** The links of a dataset that are looked at, and when a new one is first. */
final class LiveLinks {
  /** How often a link is looked at. */
  static final Duration EVERY = Duration.ofHours(8);

  /** How often the bytes of a published part are hashed again. */
  static final Duration PARTS_EVERY = Duration.ofDays(30);

  /** What a part of a published version is called among the links. */
  static final String PART = "part";

  private static final int MOST = 500;
  private static final String MAILBOX = "mailto:";

  private LiveLinks() {}

  /** What a use is called in the log of links. */
  static String kind(Use use) {
    return use.name().toLowerCase(Locale.ROOT);
  }

  static Use use(String kind) {
    return Use.valueOf(kind.toUpperCase(Locale.ROOT));
  }

  /** A moment within {@code period} after {@code start}, always the same for the same name. */
  static Instant spread(String name, Instant start, Duration period) {
    return start.plusMillis(Math.floorMod(mixed(name), Math.max(1, period.toMillis())));
  }

  /** The hash of a string hardly differs where the string hardly does; this one does. */
  private static long mixed(String name) {
    long hash = name.hashCode() * 0x9E3779B97F4A7C15L;
    return hash ^ (hash >>> 32);
  }

  /** All links of {@code entry}, but for those that a limit leaves out. */
  static List<Wanted> of(DatasetEntry entry, Instant now) {
    Map<String, Wanted> links = new LinkedHashMap<>();
    for (Distribution distribution : entry.dataset().distributions()) {
      Optional<URI> download = address(distribution.downloadUrl());
      Optional<URI> access =
          address(distribution.accessUrl()).filter(u -> !download.equals(Optional.of(u)));
      boolean html = DeclaredType.find(distribution).filter(DeclaredType::isHtml).isPresent();
      download.ifPresent(url -> add(links, html ? Use.ACCESS : Use.FILE, url, now));
      access.ifPresent(url -> add(links, Use.ACCESS, url, now));
    }
    address(entry.dataset().landingPage()).ifPresent(u -> add(links, Use.LANDING_PAGE, u, now));
    Stream.concat(
            entry.dataset().license().stream(),
            entry.dataset().distributions().stream().flatMap(d -> d.license().stream()))
        .flatMap(words -> SourceClient.address(words).stream())
        .forEach(url -> add(links, Use.LICENCE, url, now));
    conformsTo(entry).forEach(url -> add(links, Use.SCHEMA, url, now));
    services(entry).forEach(url -> add(links, Use.SERVICE, url, now));
    entry
        .dataset()
        .contactPoint()
        .ifPresent(
            contact -> {
              address(contact.url()).ifPresent(url -> add(links, Use.CONTACT, url, now));
              contact
                  .email()
                  .flatMap(MailDomains::domain)
                  .ifPresent(
                      domain -> put(links, kind(Use.CONTACT), MAILBOX + domain, "dns", now, EVERY));
            });
    parts(entry).forEach(part -> put(links, PART, part.sha256(), "files", now, PARTS_EVERY));
    return links.values().stream().limit(MOST).toList();
  }

  /** The domain of a mailbox; absent when it is none. */
  static Optional<String> mailDomain(String url) {
    return url.startsWith(MAILBOX)
        ? Optional.of(url.substring(MAILBOX.length()))
        : Optional.empty();
  }

  static List<Part> parts(DatasetEntry entry) {
    return entry.tables().stream()
        .flatMap(table -> table.published().stream())
        .flatMap(version -> version.parts().stream())
        .toList();
  }

  private static Optional<URI> address(Optional<String> text) {
    return text.flatMap(SourceClient::address);
  }

  private static List<URI> conformsTo(DatasetEntry entry) {
    Resource subject = entry.record().subject();
    var found = new ArrayList<URI>();
    Stream.concat(
            Stream.of(subject),
            entry.dataset().distributions().stream()
                .map(d -> entry.record().description().createResource(d.subject())))
        .flatMap(resource -> resource.listProperties(DCTerms.conformsTo).toList().stream())
        .forEach(statement -> iri(statement).ifPresent(found::add));
    return found;
  }

  private static List<URI> services(DatasetEntry entry) {
    var found = new ArrayList<URI>();
    for (Statement statement :
        entry
            .record()
            .description()
            .listStatements(null, DCAT.endpointURL, (org.apache.jena.rdf.model.RDFNode) null)
            .toList()) {
      iri(statement).ifPresent(found::add);
    }
    return found;
  }

  private static Optional<URI> iri(Statement statement) {
    return statement.getObject().isURIResource()
        ? SourceClient.address(statement.getResource().getURI())
        : statement.getObject().isLiteral()
            ? SourceClient.address(statement.getString())
            : Optional.empty();
  }

  private static void add(Map<String, Wanted> links, Use use, URI url, Instant now) {
    String host = Optional.ofNullable(url.getRawAuthority()).orElse("");
    put(
        links,
        kind(use),
        url.toString(),
        host.substring(host.indexOf('@') + 1).toLowerCase(Locale.ROOT),
        now,
        EVERY);
  }

  private static void put(
      Map<String, Wanted> links,
      String kind,
      String url,
      String host,
      Instant now,
      Duration every) {
    links.putIfAbsent(kind + " " + url, new Wanted(url, kind, host, spread(url, now, every)));
  }
}
