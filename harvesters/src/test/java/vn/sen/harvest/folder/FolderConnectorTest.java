package vn.sen.harvest.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.jena.vocabulary.DCTerms;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.harvest.Connector;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.PrivateSourceContract;
import vn.sen.harvest.Source;
import vn.sen.harvest.net.Conditions;
import vn.sen.harvest.net.Downloaded;
import vn.sen.harvest.net.Fetched;
import vn.sen.harvest.tree.Bounds;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.problem.InvalidRequestException;

/** Real folders on a real disk. */
class FolderConnectorTest extends PrivateSourceContract {
  @TempDir Path machine;
  private Path folder;
  private Path data;

  @BeforeEach
  void make() throws IOException {
    folder = Files.createDirectory(machine.resolve("noi-bo-bi-mat"));
    data = Files.createDirectory(machine.resolve("sen-data"));
  }

  @Override
  protected Connector connector() {
    return new FolderConnector(List.of(machine), data);
  }

  @Override
  protected Source source(OptionalInt limit) {
    return source(folder, limit, Map.of());
  }

  private static Source source(Path folder, OptionalInt limit, Map<String, String> options) {
    return new Source(
        new SourceId("thu-muc"),
        new FolderConnector(List.of(), folder).address(folder.toString()),
        new AgencyCode("G09"),
        List.of(),
        limit,
        options,
        java.util.Optional.empty());
  }

  @Override
  protected void put(String name, List<String> values) throws Exception {
    write(name + ".csv", "so\n" + String.join("\n", values) + "\n");
  }

  private void write(String path, String content) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  @Override
  protected void remove(String name) throws Exception {
    Files.delete(folder.resolve(name + ".csv"));
  }

  @Override
  protected void breakDown() throws Exception {
    Files.move(folder, machine.resolve("dau-mat-roi"));
  }

  @Override
  protected List<String> whereabouts() {
    return List.of("noi-bo-bi-mat", machine.getFileName().toString(), "file:");
  }

  @Override
  protected String identifier(String name) {
    return name + ".csv";
  }

  private void harvestAgain() throws InterruptedException {
    log.next();
    harvest();
  }

  @Test
  void titleTypeAndTimeComeFromTheFile() throws Exception {
    write("2026/Dân_số theo xã.csv", "xã,người\nA,10\n");
    Files.setLastModifiedTime(
        folder.resolve("2026/Dân_số theo xã.csv"),
        FileTime.from(Instant.parse("2026-03-01T00:00:00Z")));

    harvest();

    Dataset dataset = Dataset.of(log.record("2026/Dân_số theo xã.csv"));
    assertThat(dataset.title().in("vi")).contains("Dân số theo xã");
    assertThat(dataset.modified()).contains("2026-03-01T07:00+07:00");
    assertThat(dataset.distributions().getFirst().format().orElseThrow()).endsWith("/CSV");
    assertThat(content(dataset.distributions().getFirst().downloadUrl().orElseThrow()))
        .isEqualTo("xã,người\nA,10\n");
  }

  @Test
  void aChangeIsPickedUpAndTheSameBytesAtAnotherTimeAreNone() throws Exception {
    put("bo", List.of("1"));
    harvest();

    Files.setLastModifiedTime(
        folder.resolve("bo.csv"), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    harvestAgain();

    assertThat(log.unchanged()).containsExactly("bo.csv");
    put("bo", List.of("1", "2"));
    harvestAgain();
    assertThat(log.identifiers()).containsExactly("bo.csv");
  }

  @Test
  void hiddenUnfinishedAndSecretFilesAreLeftAlone() throws Exception {
    put("bo", List.of("1"));
    for (String name :
        List.of(".an.csv", ".kho/a.csv", "a.csv.part", "~$b.xlsx", "b.tmp", "id_rsa", "may.pem")) {
      write(name, "so\n1\n");
    }

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(1));
  }

  @Test
  void linksThatLeadOutAreNotFollowed() throws Exception {
    put("bo", List.of("1"));
    Path outside = Files.writeString(machine.resolve("ngoai.csv"), "so\n1\n");
    Path other = Files.createDirectory(machine.resolve("khac"));
    Files.writeString(other.resolve("a.csv"), "so\n1\n");
    Files.createSymbolicLink(folder.resolve("ra-ngoai.csv"), outside);
    Files.createSymbolicLink(folder.resolve("thu-muc-khac"), other);
    Files.createSymbolicLink(folder.resolve("vong"), folder);
    Files.createSymbolicLink(folder.resolve("trong.csv"), folder.resolve("bo.csv"));

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(2));

    assertThat(log.identifiers()).containsExactlyInAnyOrder("bo.csv", "trong.csv");
    assertThat(download("urn:sen:source:thu-muc:ra-ngoai.csv", Conditions.NONE))
        .isInstanceOf(Fetched.Failure.class);
  }

  @Test
  void aLinkThatTookThePlaceOfAnAllowedFolderGivesNothing() throws Exception {
    put("bo", List.of("1"));
    var strict = new FolderConnector(List.of(), data);
    Source allowed =
        source(
            folder,
            OptionalInt.empty(),
            Map.of(FolderConnector.ALLOWED, FolderConnector.real(folder).toString()));
    assertThat(strict.harvest(allowed, log, log)).isEqualTo(new HarvestOutcome.Complete(1));
    Path other = machine.resolve("khac");
    Files.move(folder, other);
    Files.createSymbolicLink(folder, other);

    HarvestOutcome outcome = strict.harvest(allowed, log, log);

    assertThat(((HarvestOutcome.Partial) outcome).reason().en()).startsWith("Not allowed");
  }

  @Test
  void linksToWhatIsHiddenOrAKeyAreNotFollowed() throws Exception {
    put("bo", List.of("1"));
    write(".an/a.csv", "so\n1\n");
    write("may.pem", "khóa");
    Files.createSymbolicLink(folder.resolve("a.csv"), folder.resolve(".an/a.csv"));
    Files.createSymbolicLink(folder.resolve("b.csv"), folder.resolve("may.pem"));

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(1));
    assertThat(download("urn:sen:source:thu-muc:b.csv", Conditions.NONE))
        .isInstanceOf(Fetched.Failure.class);
  }

  @Test
  void aFileThatGrowsWhileItIsReadWaitsForTheNextTime() throws Exception {
    Path large = folder.resolve("lon.csv");
    Files.writeString(large, "so\n" + "1\n".repeat(8_000_000));
    var going = new java.util.concurrent.atomic.AtomicBoolean(true);
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (going.get()) {
                    try {
                      Files.writeString(large, "2\n", java.nio.file.StandardOpenOption.APPEND);
                    } catch (IOException e) {
                      throw new java.io.UncheckedIOException(e);
                    }
                  }
                });
    try {
      harvest();
    } finally {
      going.set(false);
      writer.join();
    }
    assertThat(log.accepted()).isEmpty();
    assertThat(log.rejected().get("lon.csv").en()).contains("changed while it was read");

    harvestAgain();
    assertThat(log.identifiers()).containsExactly("lon.csv");
  }

  @Test
  void whatNobodyAllowedIsNotRead() throws Exception {
    put("bo", List.of("1"));
    var strict = new FolderConnector(List.of(machine.resolve("khac")), data);

    HarvestOutcome outcome = strict.harvest(source(OptionalInt.empty()), log, log);

    assertThat(((HarvestOutcome.Partial) outcome).reason().en()).contains("--allow-folder");
    assertThat(outcome.toString()).doesNotContain(whereabouts());
    assertThat(
            strict.harvest(
                source(
                    folder,
                    OptionalInt.empty(),
                    Map.of(FolderConnector.ALLOWED, folder.toString())),
                log,
                log))
        .isEqualTo(new HarvestOutcome.Complete(1));
  }

  @Test
  void theDataDirectoryAndTheSystemsFoldersAreNeverRead() throws Exception {
    Files.writeString(data.resolve("master.csv"), "so\n1\n");
    Path inside = Files.createDirectory(data.resolve("files"));
    Path link = Files.createSymbolicLink(machine.resolve("lien-ket"), data);
    var open = new FolderConnector(List.of(Path.of("/")), data);
    for (Path forbidden :
        Stream.of(
                data,
                inside,
                link,
                machine,
                Path.of("/etc"),
                Path.of("/etc/ssl"),
                Path.of("/"),
                Path.of("/proc"))
            .toList()) {
      HarvestOutcome outcome =
          open.harvest(source(forbidden, OptionalInt.empty(), Map.of()), log, log);

      assertThat(outcome).as(forbidden.toString()).isInstanceOf(HarvestOutcome.Partial.class);
      assertThat(((HarvestOutcome.Partial) outcome).reason().en()).startsWith("Not allowed");
    }
    assertThat(log.accepted()).isEmpty();
  }

  @Test
  void aFolderIsNamedByItsWholePath() {
    assertThat(connector().address("/srv/so liệu").getPath()).isEqualTo("/srv/so liệu");
    assertThat(connector().address("file:///srv/a")).isEqualTo(connector().address("/srv/a/"));
    assertThatThrownBy(() -> connector().address("so-lieu"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("/srv/so-lieu");
    assertThatThrownBy(() -> connector().address("https://data.gov.vn/"))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void aDescriptionInTurtleSpeaksOfTheFilesItNames() throws Exception {
    write("a/mua.csv", "ngày,mm\n2026-01-01,5\n");
    write("a/tram.csv", "trạm\nA\n");
    write("a/le.csv", "x\n1\n");
    write(
        "a/khi-tuong.dcat.ttl",
        """
        @prefix dcat: <http://www.w3.org/ns/dcat#> .
        @prefix dct: <http://purl.org/dc/terms/> .
        <#bo> a dcat:Dataset ; dct:title "Lượng mưa"@vi ; dct:identifier "mua-2026" ;
          dct:license <https://creativecommons.org/licenses/by/4.0/> ;
          dcat:distribution <#f1>, [ a dcat:Distribution ; dcat:accessURL <tram.csv> ] .
        <#f1> a dcat:Distribution ; dct:title "Mưa" ; dcat:downloadURL <./mua.csv> .
        """);

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(2));

    assertThat(log.identifiers()).containsExactlyInAnyOrder("mua-2026", "a/le.csv");
    Dataset dataset = Dataset.of(log.record("mua-2026"));
    assertThat(dataset.title().in("vi")).contains("Lượng mưa");
    assertThat(dataset.distributions())
        .extracting(d -> d.downloadUrl().orElse(""))
        .containsExactlyInAnyOrder(
            "urn:sen:source:thu-muc:a/mua.csv", "urn:sen:source:thu-muc:a/tram.csv");
    assertThat(dataset.distributions()).allMatch(d -> d.format().isPresent());
    harvestAgain();
    assertThat(log.unchanged()).containsExactlyInAnyOrder("mua-2026", "a/le.csv");
  }

  @Test
  void aDescriptionThatNamesNoFileSpeaksOfTheOneCalledAlike() throws Exception {
    put("bo", List.of("1"));
    write(
        "bo.dcat.jsonld",
        """
        {"@context": {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/"},
         "@type": "dcat:Dataset", "@id": "", "dct:title": "Bộ số"}
        """);

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(1));

    Dataset dataset = Dataset.of(log.accepted().getFirst());
    assertThat(dataset.title().in("vi")).contains("Bộ số");
    assertThat(content(dataset.distributions().getFirst().downloadUrl().orElseThrow()))
        .startsWith("so\n");
  }

  @Test
  void aDataPackageIsOneDatasetWithItsPromises() throws Exception {
    write("goi/so.csv", "so\n1\n");
    write("goi/ghi-chu.pdf", "%PDF-1.4");
    write(
        "goi/datapackage.json",
        """
        {"name": "goi-so", "title": "Gói số", "keywords": ["số"],
         "licenses": [{"name": "CC-BY-4.0"}],
         "resources": [{"name": "so", "path": "so.csv", "title": "Bảng số",
           "schema": {"fields": [{"name": "so", "type": "integer"}]}}]}
        """);

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(2));

    Dataset dataset = Dataset.of(log.record("goi/datapackage.json"));
    assertThat(dataset.title().in("vi")).contains("Gói số");
    assertThat(dataset.license()).contains("CC-BY-4.0");
    var promised =
        log.record("goi/datapackage.json")
            .description()
            .listObjectsOfProperty(DCTerms.conformsTo)
            .toList();
    assertThat(promised).hasSize(1);
    assertThat(content(promised.getFirst().asResource().getURI())).contains("integer");
  }

  @Test
  void filesOfADescriptionThatBreaksAreNoDatasetsOfTheirOwn() throws Exception {
    String description = "{\"resources\": [{\"name\": \"so\", \"path\": \"so.csv\"}]}";
    write("goi/so.csv", "so\n1\n");
    write("rieng/so.csv", "so\n1\n");
    write("goi/datapackage.json", description);
    harvest();
    for (String broken : List.of("{", "{\"resources\": [{\"path\": \"../x.csv\"}]}")) {
      write("goi/datapackage.json", broken);

      harvestAgain();

      assertThat(log.accepted()).isEmpty();
      assertThat(log.rejected()).containsOnlyKeys("goi/datapackage.json", "goi/so.csv");
      assertThat(log.rejected().get("goi/so.csv").en())
          .contains("waits until 'goi/datapackage.json' can be read again");
      assertThat(log.unchanged()).containsExactly("rieng/so.csv");
    }
    write("goi/datapackage.json", description);

    harvestAgain();

    assertThat(log.rejected()).isEmpty();
  }

  @Test
  void aDescriptionThatBreaksIsKeptUnderTheIdentifierItGave() throws Exception {
    write("nhom/a.csv", "so\n1\n");
    write("nhom/metadata.json", "{\"id\": \"n1\", \"title\": \"Nhóm\"}");
    harvest();
    for (String broken : List.of("{\"id\": \"n1\",", "[]")) {
      write("nhom/metadata.json", broken);

      harvestAgain();

      assertThat(log.rejected()).containsOnlyKeys("n1", "nhom/a.csv");
    }
  }

  @Test
  void aCopyDoesNotTakeTheNameOfWhatIsKnown() throws Exception {
    String description = "{\"id\": \"dan-so\", \"title\": \"Dân số\"}";
    write("dan-so/a.csv", "so\n1\n");
    write("dan-so/metadata.json", description);
    harvest();
    write("a-dan-so/a.csv", "so\n2\n");
    write("a-dan-so/metadata.json", description);

    harvestAgain();

    assertThat(log.accepted()).isEmpty();
    assertThat(log.unchanged()).containsExactly("dan-so");
    assertThat(log.rejected().values())
        .anySatisfy(
            why -> assertThat(why.en()).contains("'a-dan-so/metadata.json'", "another file"));
  }

  @Test
  void aFileThatADescriptionTookOverDoesNotComeBackWhenThatBreaks() throws Exception {
    write("goi/so.csv", "so\n1\n");
    harvest();
    write("goi/datapackage.json", "{\"id\": \"goi\", \"resources\": [{\"path\": \"so.csv\"}]}");
    harvestAgain();
    log.forget("goi/so.csv");
    write("goi/datapackage.json", "{");

    harvestAgain();

    assertThat(log.accepted()).isEmpty();
    assertThat(log.rejected()).containsOnlyKeys("goi", "goi/so.csv");
  }

  @Test
  void metadataBesideFilesMakeOneDatasetOfThem() throws Exception {
    write("nhom/a.csv", "so\n1\n");
    write("nhom/b.csv", "so\n2\n");
    write(
        "nhom/metadata.json", "{\"title\": {\"vi\": \"Nhóm\", \"en\": \"Group\"}, \"id\": \"n1\"}");

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(1));

    assertThat(Dataset.of(log.record("n1")).distributions()).hasSize(2);
    write("nhom/c.csv", "so\n3\n");
    harvestAgain();
    assertThat(Dataset.of(log.record("n1")).distributions()).hasSize(3);
  }

  @Test
  void descriptionsThatCannotBeMeantAreRejectedInWords() throws Exception {
    write("a/datapackage.json", "{\"resources\": [{\"path\": \"../../sen-data/master.csv\"}]}");
    write("b/metadata.json", "[1, 2]");
    write("c/x.dcat.ttl", "đây không phải RDF");
    write("d/datapackage.json", "{");
    write("e/datapackage.json", "[".repeat(100_000));
    write("f/datapackage.json", "{\"name\": \"a\", \"name\": \"b\", \"resources\": []}");
    write("g/metadata.json", "{\"files\": [" + "\"a.csv\",".repeat(10_000) + "\"b.csv\"]}");

    harvest();

    assertThat(log.accepted()).isEmpty();
    assertThat(log.rejected().keySet())
        .containsExactlyInAnyOrder(
            "a/datapackage.json",
            "b/metadata.json",
            "c/x.dcat.ttl",
            "d/datapackage.json",
            "e/datapackage.json",
            "f/datapackage.json",
            "g/metadata.json");
    assertThat(log.rejected().values())
        .allSatisfy(m -> assertThat(m.en()).startsWith("Not usable: "));
  }

  @Test
  void whatIsMoreThanIsReadIsSaidAndNothingCountsAsGone() throws Exception {
    for (int i = 0; i < 12; i++) {
      put("bo_" + i, List.of("1"));
    }
    var small = new FolderConnector(List.of(machine), data, new Bounds(2, 10, 1000, 10));

    HarvestOutcome outcome = small.harvest(source(OptionalInt.empty()), log, log);

    assertThat(outcome).isInstanceOf(HarvestOutcome.Partial.class);
    assertThat(((HarvestOutcome.Partial) outcome).reason().en()).contains("10 files");
    write("to.csv", "so\n123456789\n");
    Fetched<Downloaded> large =
        small.download(
            source(OptionalInt.empty()),
            new vn.sen.harvest.PrivateName(new SourceId("thu-muc"), "to.csv"),
            scratch,
            Conditions.NONE);
    assertThat(((Fetched.Failure<Downloaded>) large).kind()).isEqualTo(Fetched.Kind.TOO_LARGE);
  }
}
