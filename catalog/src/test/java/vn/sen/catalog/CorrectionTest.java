package vn.sen.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.sen.catalog.Samples.HEALTH;
import static vn.sen.catalog.Samples.INTERIOR;

import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.DC_11;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sen.catalog.MetadataAssessment.Indicator;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.problem.ConflictException;
import vn.sen.vocab.problem.InvalidRequestException;
import vn.sen.vocab.problem.NotFoundException;

/** Corrections of metadata: over what the source says, through every harvest, until undone. */
class CorrectionTest {
  private static final String SUBJECT = "https://portal.example.vn/dataset/a";
  private static final String CC_BY = "http://creativecommons.org/licenses/by/4.0/";

  private Path directory;
  private House house;
  private SourceId portal;
  private DatasetId dataset;

  @BeforeEach
  void open(@TempDir Path directory) {
    this.directory = directory;
    house = House.in(directory);
    portal = house.source("portal", INTERIOR);
    house.intake.register(Samples.agency(HEALTH, "Bộ Y tế"));
    dataset = house.offer(portal, record("Dân sô")).dataset();
  }

  @AfterEach
  void close() {
    house.close();
  }

  private static CatalogRecord record(String title) {
    CatalogRecord record = House.record(SUBJECT, "a", title, Map.of());
    record
        .subject()
        .addProperty(DCTerms.title, "Population", "en")
        .addProperty(
            DCAT.landingPage, record.description().createResource("https://u:p@portal.vn/a"))
        .addProperty(
            DCAT.distribution,
            record
                .description()
                .createResource(SUBJECT + "#csv")
                .addProperty(DCTerms.license, "giấy phép lạ"));
    return record;
  }

  private Correction correct(String property, String... values) {
    return house.intake.correct(
        new Correcting(dataset, property, Optional.empty(), List.of(values)), "sai", "Lan");
  }

  private DatasetEntry entry() {
    return house.entry(dataset);
  }

  @Test
  void aCorrectionStandsThroughHarvestsAndStarts() {
    Correction made = correct("title", "Dân số");

    assertThat(made.property()).isEqualTo(DCTerms.title.getURI());
    assertThat(made.language()).contains("vi");
    assertThat(made.before()).containsExactly("Dân sô");
    assertThat(house.title(dataset)).isEqualTo("Dân số");
    assertThat(entry().dataset().title().in("en")).as("the other language").contains("Population");

    house.clock.pass(Duration.ofDays(1));
    assertThat(house.offer(portal, record("Dân sô")).change()).isEqualTo(Intake.Change.UNCHANGED);
    assertThat(entry().corrections()).containsExactly(made);
    house.close();
    house = House.in(directory);

    assertThat(house.title(dataset)).isEqualTo("Dân số");
    assertThat(house.journal.findAdmission(portal, "a").orElseThrow().nquads())
        .as("the record as the source said it")
        .contains("Dân sô");
    assertThat(house.journal.inspect()).isEmpty();
  }

  @Test
  void aSourceThatSaysSomethingElseSinceIsSeen() {
    assertThat(correct("title", "Dân số").sourceHasChanged()).isFalse();

    house.offer(portal, record("Dân số 2026"));

    assertThat(house.title(dataset)).as("still").isEqualTo("Dân số");
    Correction now = entry().corrections().getFirst();
    assertThat(now.sourceHasChanged()).isTrue();
    assertThat(now.now()).containsExactly("Dân số 2026");

    Correction again = correct("title", "Dân số năm 2026");
    assertThat(entry().corrections()).as("takes its place").containsExactly(again);
    assertThat(again.before()).as("what the source says").containsExactly("Dân số 2026");
    assertThat(again.sourceHasChanged()).isFalse();
  }

  @Test
  void whatIsUndoneIsSaidByTheSourceAgain() {
    String id = correct("title", "Dân số").id();

    assertThat(house.intake.undoCorrection(id, "nguồn đúng", "Lan")).isEqualTo(dataset);

    assertThat(house.title(dataset)).isEqualTo("Dân sô");
    assertThat(entry().corrections()).isEmpty();
    assertThatThrownBy(() -> house.intake.undoCorrection(id, "lần nữa", "Lan"))
        .isInstanceOf(NotFoundException.class);
    assertThat(house.journal.inspect()).isEmpty();
  }

  @Test
  void codesAreKeptAsTheirNamesAndSeveralWhereThereMayBe() {
    correct("theme", "AGRI", "Y tế");
    correct("frequency", "hằng tháng");
    correct("access-rights", "PUBLIC");
    correct("licence", "CC-BY-4.0");
    correct("keyword", "dân số", "tỉnh");
    correct("issued", "2026-03");

    assertThat(entry().dataset().themes())
        .containsExactly(
            "http://publications.europa.eu/resource/authority/data-theme/AGRI",
            "http://publications.europa.eu/resource/authority/data-theme/HEAL");
    assertThat(entry().dataset().frequency().orElseThrow()).endsWith("/frequency/MONTHLY");
    assertThat(entry().dataset().license()).contains(CC_BY);
    assertThat(entry().dataset().distributions().getFirst().license())
        .as("the files are under it too")
        .contains(CC_BY);
    assertThat(entry().dataset().keywords()).containsExactly("dân số", "tỉnh");
    assertThat(entry().dataset().issued()).contains("2026-03");
    assertThat(entry().corrections()).hasSize(6);
    assertThat(MetadataAssessment.of(entry().record(), entry().dataset(), _ -> false).met())
        .as("the assessment judges what is corrected")
        .contains(
            Indicator.KEYWORD,
            Indicator.THEME,
            Indicator.KNOWN_LICENCE,
            Indicator.ACCESS_RIGHTS_VOCABULARY,
            Indicator.ISSUED);
    assertThat(house.journal.inspect()).isEmpty();
  }

  @Test
  void whatIsSaidInOtherWordsIsReplacedToo() {
    CatalogRecord record = record("Dân sô");
    Model said = record.description();
    record
        .subject()
        .removeAll(DCTerms.title)
        .addProperty(DCTerms.title, "Dân sô", "vi-VN")
        .addProperty(DC_11.title, "Tên sai")
        .addProperty(schema("name"), "Tên sai", "vi")
        .addProperty(schema("description"), "Mô tả sai")
        .addProperty(schema("keywords"), "từ sai")
        .addProperty(property("http://creativecommons.org/ns#license"), "giấy phép sai")
        .addProperty(schema("license"), said.createResource("https://sai.vn/license"))
        .addProperty(FOAF.homepage, said.createResource("https://sai.vn/"))
        .addProperty(
            property("https://schema.org/distribution"),
            said.createResource(SUBJECT + "#json")
                .addProperty(property("http://creativecommons.org/ns#license"), "giấy phép sai"));
    house.offer(portal, record);

    correct("title", "Dân số");
    correct("description", "Mô tả đúng");
    correct("keyword", "dân số");
    correct("licence", "CC-BY-4.0");
    correct("landing-page", "https://a.vn/x");

    Resource now = entry().record().subject();
    assertThat(now.getModel().listStatements().toList().toString())
        .doesNotContain(" sai", "sai.vn");
    assertThat(
            now.getModel()
                .createResource(SUBJECT + "#json")
                .getProperty(DCTerms.license)
                .getResource())
        .hasToString(CC_BY);
    assertThat(entry().dataset().title().byLanguage()).containsEntry("vi", "Dân số");
  }

  private static Property schema(String name) {
    return property("http://schema.org/" + name);
  }

  private static Property property(String iri) {
    return ResourceFactory.createProperty(iri);
  }

  @Test
  void aLanguageIsFoldedAsTheReaderFoldsIt() {
    house.intake.correct(
        new Correcting(dataset, "title", Optional.of("vi-VN"), List.of("Dân số")), "sai", "Lan");

    assertThat(entry().corrections().getFirst().language()).contains("vi");
    assertThat(entry().record().subject().listProperties(DCTerms.title, "vi").toList()).hasSize(1);
    assertThat(entry().record().subject().listProperties(DCTerms.title).toList())
        .as("this and the English one")
        .hasSize(2);
  }

  @Test
  void theWordsOfWhatStandsNoLongerAreErased() {
    Correction made = correct("title", "Dân số không tên ai");
    String words = made.words().orElseThrow();
    assertThatThrownBy(() -> house.intake.erase(words, "theo luật", "Lan"))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("undo it first");
    house.intake.undoCorrection(made.id(), "nguồn đã sửa", "Lan");

    house.intake.erase(words, "theo luật", "Lan");

    List<Event.MetadataCorrected> kept =
        house.journal.after(0, 100).stream()
            .map(JournalEntry::event)
            .filter(Event.MetadataCorrected.class::isInstance)
            .map(Event.MetadataCorrected.class::cast)
            .toList();
    assertThat(kept).hasSize(1);
    assertThat(kept.getFirst().before()).isEmpty();
    assertThat(kept.getFirst().values()).isEmpty();
    assertThat(kept.getFirst().why()).isEqualTo("sai");
    assertThat(house.journal.findBrokenLink()).isEmpty();
    assertThat(house.journal.inspect()).isEmpty();
  }

  @Test
  void whoPublishesOwnsTheDatasetUntilThatIsUndone() {
    String id = correct("publisher", HEALTH.value()).id();
    house.offer(portal, record("Dân số 2026"));

    assertThat(entry().agency().code()).isEqualTo(HEALTH);
    assertThat(house.catalog.resolve(HEALTH + ":a")).contains(dataset);
    assertThat(house.catalog.resolve(INTERIOR + ":a")).as("as before").contains(dataset);
    assertThat(house.journal.datasetsOf(HEALTH, Optional.empty(), 9)).containsExactly(dataset);
    assertThat(house.journal.inspect()).isEmpty();

    house.intake.undoCorrection(id, "nguồn đúng", "Lan");

    assertThat(entry().agency().code()).isEqualTo(INTERIOR);
    assertThat(house.catalog.resolve(HEALTH + ":a")).as("once given").contains(dataset);
    assertThat(house.journal.inspect()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "modified | 2026-01-01 | title, description",
        "theme | Bói toán | AGRI",
        "licence | của tôi | CC-BY-4.0",
        "frequency | khi rảnh | MONTHLY",
        "access-rights | SECRET | PUBLIC, RESTRICTED, NON_PUBLIC",
        "publisher | G99 | G18",
        "landing-page | http://127.0.0.1/x | neither script nor a private link",
        "landing-page | trang chủ | https://...",
        "issued | hôm qua | 2026-03-31",
        "title | javascript:alert(1) | neither script nor a private link",
      })
  void whatIsNotAllowedIsRefusedWithWhatIs(String property, String value, String told) {
    long head = house.journal.head();

    assertThatThrownBy(() -> correct(property, value))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(told);
    assertThat(house.journal.head()).isEqualTo(head);
  }

  @Test
  void oneValueIsOneAndALanguageIsOfATextOnly() {
    assertThatThrownBy(() -> correct("title", "a", "b")).hasMessageContaining("exactly one");
    assertThatThrownBy(() -> correct("theme")).hasMessageContaining("at least one");
    assertThatThrownBy(() -> correct("title", "Dân sô")).isInstanceOf(ConflictException.class);
    assertThatThrownBy(
            () ->
                house.intake.correct(
                    new Correcting(dataset, "theme", Optional.of("vi"), List.of("AGRI")),
                    "x",
                    "Lan"))
        .hasMessageContaining("language");
  }

  @Test
  void everyProjectionHasWhatIsCorrectedAndSaysThatItIs() {
    correct("title", "Dân số");
    correct("licence", "VN-OPEN-DATA");
    correct("landing-page", "https://a.vn/x");
    try (var projector = Projector.start(house.journal, house.rdf, house.index, house.projection)) {
      projector.reindex();
    }

    Model rdf = house.catalog.rdf(dataset).orElseThrow();
    var resource = rdf.createResource(house.projection.dataset(dataset));
    assertThat(rdf.contains(resource, DCTerms.title, "Dân số", "vi")).isTrue();
    assertThat(rdf.contains(null, DCTerms.title, "Dân sô", "vi")).isFalse();
    assertThat(
            rdf.contains(
                resource,
                DCTerms.license,
                ResourceFactory.createResource("urn:sen:licence:vn-open-data")))
        .isTrue();
    assertThat(resource.listProperties(DCTerms.provenance).toList())
        .hasSize(3)
        .allSatisfy(
            statement -> assertThat(statement.getResource().hasProperty(RDF.predicate)).isTrue());
    StringWriter all = new StringWriter();
    rdf.write(all, "N-TRIPLES");
    assertThat(all.toString())
        .as("what was taken away may be why")
        .contains("Corrected Title to ")
        .doesNotContain("Dân sô", "giấy phép lạ", "https://u:p@");
    assertThat(house.projection.document(entry()).orElseThrow().title().in("vi"))
        .contains("Dân số");
    assertThat(Inspection.run(house.journal, house.files, house.rdf, house.index, house.projection))
        .isEmpty();
  }
}
