package vn.sen.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import vn.sen.catalog.files.DirectoryFiles;
import vn.sen.catalog.files.MasterKey;
import vn.sen.catalog.journal.SqliteJournal;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.LangText;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableState;

/** A real journal and real files in a directory, with the doors over them. */
final class House implements AutoCloseable {
  static final URI BASE = URI.create("https://du-lieu.example.vn/");

  final Path directory;
  final Ticking clock = new Ticking();
  final Journal journal;
  final ReleaseFiles files;
  final JournalIntake intake;
  final MemoryRdfStore rdf = new MemoryRdfStore();
  final MemoryIndex index = new MemoryIndex();
  final PlainTables tables = new PlainTables();
  final Projection projection = new Projection(BASE);
  final JournalCatalog catalog;

  private House(Path directory) {
    this.directory = directory;
    this.journal = SqliteJournal.open(directory, clock);
    try {
      this.files =
          DirectoryFiles.open(
              directory.resolve("files"),
              MasterKey.load(Optional.empty(), directory.resolve("master.key")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Path cache = directory.resolve("cache");
    this.intake = new JournalIntake(journal, files, cache, clock);
    this.catalog = new JournalCatalog(journal, files, tables, rdf, index, projection, cache);
  }

  static House in(Path directory) {
    return new House(directory);
  }

  /** Registers a source with its agency. */
  SourceId source(String id, AgencyCode agency) {
    intake.register(Samples.source(id, agency));
    return new SourceId(id);
  }

  /** A whole harvest that offers these identifiers, each with itself as the title. */
  Intake.Removals harvest(SourceId source, String run, String... identifiers) {
    try (Intake.Session session = intake.open(source, run)) {
      for (String identifier : identifiers) {
        session.offer(record(source.value(), identifier, identifier));
      }
      return session.removeMissing();
    }
  }

  Intake.Offered offer(SourceId source, CatalogRecord record) {
    try (Intake.Session session = intake.open(source, "run")) {
      return session.offer(record);
    }
  }

  static CatalogRecord record(String source, String identifier, String title) {
    return record(
        "https://%s.example.vn/dataset/%s".formatted(source, identifier),
        identifier,
        title,
        Map.of());
  }

  /**
   * @param publisher code to name, at most one
   */
  static CatalogRecord record(
      String subject, String identifier, String title, Map<String, String> publisher) {
    Model model = ModelFactory.createDefaultModel();
    var dataset =
        model
            .createResource(subject)
            .addProperty(RDF.type, DCAT.Dataset)
            .addProperty(DCTerms.title, title, "vi")
            .addProperty(DCTerms.identifier, identifier);
    publisher.forEach(
        (code, name) ->
            dataset.addProperty(
                DCTerms.publisher,
                model
                    .createResource()
                    .addProperty(org.apache.jena.sparql.vocabulary.FOAF.name, name, "vi")
                    .addProperty(DCTerms.identifier, code)));
    return new CatalogRecord(identifier, dataset);
  }

  DatasetEntry entry(DatasetId id) {
    return journal.find(id).orElseThrow();
  }

  String title(DatasetId id) {
    return entry(id).dataset().title().in("vi").orElseThrow();
  }

  DatasetId dataset(SourceId source, String identifier) {
    return journal.findAlias(source, identifier).orElseThrow();
  }

  /** Judges the next version of a table, its bytes kept as its state demands. */
  TableVersion judge(TableId table, TableState state, String content) {
    TableVersion version =
        Samples.version(table.version(intake.nextVersion(table)), state, content);
    keep(content, state.isPublic());
    keep("received " + content, state.isPublic());
    intake.judged(java.util.List.of(new Intake.Verdict(version, Samples.report(version))));
    return version;
  }

  String keep(String content, boolean isPublic) {
    try {
      Path file = Files.createTempFile(files.temporaryDirectory(), "test", null);
      Files.writeString(file, content);
      String sha256 = isPublic ? files.put(file) : files.seal(file);
      Files.delete(file);
      return sha256;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static LangText vietnamese(String text) {
    return new LangText(Map.of("vi", text));
  }

  @Override
  public void close() {
    journal.close();
  }

  /** A clock that goes on by a second at each look. */
  static final class Ticking extends Clock {
    private Instant now = Samples.NOW;

    @Override
    public synchronized Instant instant() {
      now = now.plus(Duration.ofSeconds(1));
      return now;
    }

    synchronized void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
