package vn.sen.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.SourceId;

class ConflictsTest {
  private static final String SUBJECT = "https://owner.example.vn/dataset/a";

  @TempDir Path directory;
  private House house;
  private Conflicts conflicts;
  private SourceId owner;
  private SourceId copier;

  @BeforeEach
  void open() {
    house = House.in(directory);
    conflicts = new Conflicts(house.journal);
    owner = house.source("owner", Samples.INTERIOR);
    copier = house.source("copier", Samples.HEALTH);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private static CatalogRecord record(Map<Property, String> says) {
    Resource dataset = ModelFactory.createDefaultModel().createResource(SUBJECT);
    dataset.addProperty(RDF.type, DCAT.Dataset);
    says.forEach((property, value) -> dataset.addProperty(property, value));
    return new CatalogRecord("a", dataset);
  }

  private static List<String> between(Map<Property, String> speaker, Map<Property, String> copy) {
    return Difference.between(Dataset.of(record(speaker)), Dataset.of(record(copy))).stream()
        .map(Difference::property)
        .toList();
  }

  private static CatalogRecord file(String url) {
    CatalogRecord record = record(Map.of(DCTerms.title, "A"));
    record
        .subject()
        .addProperty(
            DCAT.distribution,
            record
                .subject()
                .getModel()
                .createResource(SUBJECT + "/1")
                .addProperty(RDF.type, DCAT.Distribution)
                .addProperty(DCAT.downloadURL, record.subject().getModel().createResource(url)));
    return record;
  }

  @Test
  void whatBothSayAndSayOtherwiseIsListed() {
    assertThat(
            between(
                Map.of(
                    DCTerms.title, "A",
                    DCTerms.license, "CC-BY-4.0",
                    DCTerms.accrualPeriodicity, "monthly",
                    DCTerms.modified, "2026-01-02"),
                Map.of(
                    DCTerms.title, "B",
                    DCTerms.license, "CC0-1.0",
                    DCTerms.accrualPeriodicity, "annual",
                    DCTerms.modified, "2026-01-03")))
        .containsExactly("title", "license", "accrualPeriodicity", "modified");
    List<Difference> files =
        Difference.between(
            Dataset.of(file("https://owner.example.vn/a.csv")),
            Dataset.of(file("https://copier.example.vn/a.csv")));
    assertThat(files).extracting(Difference::property).containsExactly("distribution");
    assertThat(files.getFirst().copy()).containsExactly("https://copier.example.vn/a.csv");
  }

  @Test
  void anotherWayToSayTheSameAndSilenceAreNone() {
    assertThat(
            between(
                Map.of(
                    DCTerms.title, "Hà  Nội",
                    DCTerms.license, "CC-BY-4.0",
                    DCTerms.accrualPeriodicity, "monthly",
                    DCTerms.issued, "2025",
                    DCTerms.modified, "2026-01-02T03:04:05Z"),
                Map.of(
                    DCTerms.title,
                    java.text.Normalizer.normalize("Hà Nội", java.text.Normalizer.Form.NFD),
                    DCTerms.license,
                    "https://creativecommons.org/licenses/by/4.0/",
                    DCTerms.accrualPeriodicity,
                    "http://publications.europa.eu/resource/authority/frequency/MONTHLY",
                    DCTerms.issued,
                    "2025-06-30",
                    DCTerms.modified,
                    "2026-01-02")))
        .isEmpty();
    assertThat(between(Map.of(DCTerms.title, "A"), Map.of(DCTerms.description, "b"))).isEmpty();
    assertThat(
            Difference.between(
                Dataset.of(file("http://owner.example.vn/a.csv")),
                Dataset.of(file("https://owner.example.vn/a.csv"))))
        .isEmpty();
  }

  @Test
  void eachCopyIsAskedAndWhatAStewardCorrectedIsLeftOut() {
    DatasetId id = house.offer(owner, record(Map.of(DCTerms.title, "A"))).dataset();
    house.offer(copier, record(Map.of(DCTerms.title, "B")));

    assertThat(conflicts.of(house.entry(id)))
        .singleElement()
        .satisfies(
            conflict -> {
              assertThat(conflict.source()).isEqualTo(copier);
              assertThat(conflict.differences().getFirst().speaker()).containsExactly("A");
              assertThat(conflict.differences().getFirst().copy()).containsExactly("B");
            });

    house.intake.correct(
        new Correcting(id, "title", Optional.of("vi"), List.of("C")), "why", "steward");
    assertThat(conflicts.of(house.entry(id))).isEmpty();
  }

  @Test
  void aContradictionBeginsOnceWhicheverOfTheTwoChanges() {
    house.offer(owner, record(Map.of(DCTerms.title, "A", DCTerms.license, "CC0-1.0")));
    house.offer(copier, record(Map.of(DCTerms.title, "B", DCTerms.license, "CC0-1.0")));
    assertThat(begun(Optional.empty())).containsExactly("title");
    assertThat(conflicts.begun(owner, Optional.empty())).isEmpty();

    Instant first = house.clock.instant();
    assertThat(begun(Optional.of(first))).isEmpty();

    // Still another title: that goes on. The licence is new.
    house.offer(owner, record(Map.of(DCTerms.title, "C", DCTerms.license, "CC-BY-4.0")));
    assertThat(begun(Optional.of(first))).containsExactly("license");

    Instant second = house.clock.instant();
    house.offer(copier, record(Map.of(DCTerms.title, "C", DCTerms.license, "CC0-1.0")));
    assertThat(begun(Optional.of(second))).isEmpty();

    Instant third = house.clock.instant();
    house.offer(copier, record(Map.of(DCTerms.title, "B again", DCTerms.license, "CC0-1.0")));
    assertThat(begun(Optional.of(third))).containsExactly("title");
  }

  private List<String> begun(Optional<Instant> before) {
    return conflicts.begun(copier, before).stream()
        .flatMap(conflict -> conflict.differences().stream())
        .map(Difference::property)
        .toList();
  }
}
