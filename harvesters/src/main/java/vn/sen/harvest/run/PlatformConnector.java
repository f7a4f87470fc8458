package vn.sen.harvest.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.VCARD4;
import vn.sen.harvest.Connector;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.Known;
import vn.sen.harvest.PrivateName;
import vn.sen.harvest.RecordSink;
import vn.sen.harvest.Source;
import vn.sen.harvest.net.Answer;
import vn.sen.harvest.net.Conditions;
import vn.sen.harvest.net.Downloaded;
import vn.sen.harvest.net.Fetched;
import vn.sen.harvest.net.FileSupply;
import vn.sen.vocab.Agency;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Sha256;

/** The platform as a source of its own: it offers the {@link AttestationList}. */
final class PlatformConnector implements Connector, FileSupply {
  static final String IDENTIFIER = "xac-nhan-an-toan-thong-tin";

  private static final String FILE = "attestations.csv";
  private static final String EU = "http://publications.europa.eu/resource/authority/";

  private final AttestationList list;
  private final Agency operator;
  private final Optional<String> contact;

  /**
   * @param operator whose list it is
   * @param contact a mailbox or an address of the web; absent for none
   */
  PlatformConnector(AttestationList list, Agency operator, Optional<String> contact) {
    this.list = list;
    this.operator = operator;
    this.contact = contact;
  }

  @Override
  public String name() {
    return AttestationList.KIND;
  }

  @Override
  public HarvestOutcome harvest(Source source, Known known, RecordSink sink) {
    sink.accept(record(source), source.url());
    return new HarvestOutcome.Complete(1);
  }

  @Override
  public Fetched<Downloaded> download(
      Source source, PrivateName name, Path directory, Conditions conditions) {
    byte[] content = list.csv();
    String sha256 = Sha256.of(content);
    try {
      Path file = Files.write(Files.createTempFile(directory, "own-", ".part"), content);
      return new Fetched.Body<>(
          new Downloaded(file, content.length, sha256, Optional.empty()),
          new Answer(
              name.uri(),
              Optional.empty(),
              Optional.empty(),
              Optional.of("text/csv"),
              name.fileName(),
              Optional.empty(),
              content.length,
              sha256));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CatalogRecord record(Source source) {
    URI today = source.url();
    URI file = new PrivateName(source.id(), FILE).uri();
    Model model = ModelFactory.createDefaultModel();
    Resource licence = model.createResource(EU + "licence/CC_BY_4_0");
    Resource publisher = model.createResource(FOAF.Organization);
    both(publisher, FOAF.name, operator.name().in("vi"), operator.name().in("en"));
    Resource distribution =
        model
            .createResource(DCAT.Distribution)
            .addProperty(DCAT.downloadURL, model.createResource(file.toString()))
            .addProperty(DCAT.accessURL, model.createResource(today.toString()))
            .addProperty(DCTerms.format, model.createResource(EU + "file-type/CSV"))
            .addProperty(
                DCAT.mediaType,
                model.createResource("https://www.iana.org/assignments/media-types/text/csv"))
            .addProperty(DCTerms.license, licence);
    both(
        distribution,
        DCTerms.title,
        Optional.of("Xác nhận an toàn thông tin của các nguồn"),
        Optional.of("Security attestations of sources"));
    Resource dataset =
        model
            .createResource(file + "#dataset", DCAT.Dataset)
            .addProperty(DCTerms.identifier, IDENTIFIER)
            .addProperty(DCTerms.publisher, publisher)
            .addProperty(DCTerms.license, licence)
            .addProperty(DCTerms.accessRights, model.createResource(EU + "access-right/PUBLIC"))
            .addProperty(DCTerms.language, model.createResource(EU + "language/VIE"))
            .addProperty(DCTerms.spatial, model.createResource(EU + "country/VNM"))
            .addProperty(
                DCTerms.accrualPeriodicity, model.createResource(EU + "frequency/AS_NEEDED"))
            .addProperty(DCAT.theme, model.createResource(EU + "data-theme/GOVE"))
            .addProperty(DCAT.distribution, distribution);
    both(
        dataset,
        DCTerms.title,
        Optional.of("Nguồn dữ liệu và xác nhận an toàn thông tin: nguồn còn thiếu, nguồn đã có"),
        Optional.of("Sources of data and their security attestations: who lacks one, who has one"));
    both(
        dataset,
        DCTerms.description,
        Optional.of(
            "Mỗi dòng là một nguồn mà nền tảng thu thập dữ liệu: cơ quan, loại, máy chủ công khai,"
                + " cấp độ an toàn hệ thống thông tin đã được phê duyệt (Nghị định 85/2016/NĐ-CP),"
                + " ngày quyết định, ngày hết hạn và tình trạng hôm nay: missing (chưa có), expired"
                + " (đã hết hạn), expiring (còn không quá 30 ngày), valid (còn hiệu lực), disabled"
                + " (ngừng thu thập). Nguồn chưa có xác nhận còn hiệu lực đứng đầu. Danh sách được"
                + " công bố lại khi có thay đổi."),
        Optional.of(
            "Each row is a source that the platform harvests: agency, kind, public host, approved"
                + " level of information system security (Decree 85/2016/NĐ-CP), day of the"
                + " decision, last day, and how that stands today: missing, expired, expiring (30"
                + " days or less are left), valid or disabled. Sources without a valid attestation"
                + " come first. The list is published again when something in it changes."));
    both(
        dataset,
        DCAT.keyword,
        Optional.of("an toàn thông tin"),
        Optional.of("information security"));
    both(dataset, DCAT.keyword, Optional.of("cấp độ an toàn"), Optional.of("security level"));
    both(dataset, DCAT.keyword, Optional.of("nguồn dữ liệu"), Optional.of("data sources"));
    contact.ifPresent(address -> dataset.addProperty(DCAT.contactPoint, contact(model, address)));
    return new CatalogRecord(IDENTIFIER, dataset);
  }

  private Resource contact(Model model, String address) {
    Resource point = model.createResource(VCARD4.Organization);
    both(point, VCARD4.fn, operator.name().in("vi"), operator.name().in("en"));
    return address.contains("@")
        ? point.addProperty(
            VCARD4.hasEmail,
            model.createResource("mailto:" + address.replaceFirst("(?i)^mailto:", "")))
        : address.matches("https?://[^\\s<>\"{}|\\\\^`]+")
            ? point.addProperty(VCARD4.hasURL, model.createResource(address))
            : point;
  }

  private static void both(
      Resource subject, Property property, Optional<String> vi, Optional<String> en) {
    vi.ifPresent(text -> subject.addProperty(property, text, "vi"));
    en.ifPresent(text -> subject.addProperty(property, text, "en"));
  }
}
