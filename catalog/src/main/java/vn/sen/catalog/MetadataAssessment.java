package vn.sen.catalog;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.Distribution;
import vn.sen.vocab.FileType;
import vn.sen.vocab.FileTypes;
import vn.sen.vocab.Licences;
import vn.sen.vocab.Message;
import vn.sen.vocab.rdf.Shapes;

/**
 * The European Metadata Quality Assessment of a dataset: 405 points over indicators that are met or
 * not. It judges what the source says, not what Sen makes of it.
 *
 * <p>Source: the methodology of data.europa.eu (metadata quality), with interoperability counted on
 * the best distribution.
 *
 * @param met the indicators that are met, in the order of {@link Indicator}
 */
public record MetadataAssessment(@JsonValue List<Indicator> met) {
  /** Of all indicators together. */
  public static final int MOST = 405;

  private static final String FILE_TYPES =
      "http://publications.europa.eu/resource/authority/file-type/";
  private static final String ACCESS_RIGHTS =
      "http://publications.europa.eu/resource/authority/access-right/";
  private static final String IANA = "www.iana.org/assignments/media-types/";

  @com.fasterxml.jackson.annotation.JsonCreator(
      mode = com.fasterxml.jackson.annotation.JsonCreator.Mode.DELEGATING)
  public MetadataAssessment {
    met = met.stream().distinct().sorted().toList();
  }

  /** What is looked for, and what it is worth. */
  public enum Indicator {
    KEYWORD(Area.FINDABILITY, 30, "Từ khóa", "Keyword"),
    THEME(Area.FINDABILITY, 30, "Chủ đề", "Theme"),
    SPATIAL(Area.FINDABILITY, 20, "Phạm vi không gian", "Spatial coverage"),
    TEMPORAL(Area.FINDABILITY, 20, "Phạm vi thời gian", "Temporal coverage"),
    ACCESS_URL_ANSWERS(Area.ACCESSIBILITY, 50, "Địa chỉ truy cập trả lời", "Access URL answers"),
    DOWNLOAD_URL(Area.ACCESSIBILITY, 20, "Có địa chỉ tải về", "Download URL"),
    DOWNLOAD_URL_ANSWERS(Area.ACCESSIBILITY, 30, "Địa chỉ tải về trả lời", "Download URL answers"),
    FORMAT(Area.INTEROPERABILITY, 20, "Định dạng", "Format"),
    MEDIA_TYPE(Area.INTEROPERABILITY, 10, "Kiểu nội dung", "Media type"),
    FORMAT_VOCABULARY(
        Area.INTEROPERABILITY,
        10,
        "Định dạng và kiểu nội dung theo bộ từ vựng",
        "Format and media type from the vocabulary"),
    NON_PROPRIETARY(Area.INTEROPERABILITY, 20, "Định dạng mở", "Non-proprietary format"),
    MACHINE_READABLE(Area.INTEROPERABILITY, 20, "Máy đọc được", "Machine-readable format"),
    DCAT_AP(Area.INTEROPERABILITY, 30, "Theo DCAT-AP", "Conforms to DCAT-AP"),
    LICENCE(Area.REUSABILITY, 20, "Giấy phép", "Licence"),
    KNOWN_LICENCE(Area.REUSABILITY, 10, "Giấy phép đã biết", "Known licence"),
    ACCESS_RIGHTS(Area.REUSABILITY, 10, "Quyền truy cập", "Access rights"),
    ACCESS_RIGHTS_VOCABULARY(
        Area.REUSABILITY, 5, "Quyền truy cập theo bộ từ vựng", "Access rights from the vocabulary"),
    CONTACT_POINT(Area.REUSABILITY, 20, "Đầu mối liên hệ", "Contact point"),
    PUBLISHER(Area.REUSABILITY, 10, "Cơ quan công bố", "Publisher"),
    RIGHTS(Area.CONTEXTUALITY, 5, "Quyền khai thác", "Rights"),
    BYTE_SIZE(Area.CONTEXTUALITY, 5, "Dung lượng", "Byte size"),
    ISSUED(Area.CONTEXTUALITY, 5, "Ngày công bố", "Date of issue"),
    MODIFIED(Area.CONTEXTUALITY, 5, "Ngày sửa đổi", "Date of modification");

    private final Area area;
    private final int points;
    private final Message label;

    Indicator(Area area, int points, String vi, String en) {
      this.area = area;
      this.points = points;
      this.label = new Message(vi, en);
    }

    public Area area() {
      return area;
    }

    public int points() {
      return points;
    }

    public Message label() {
      return label;
    }

    /** The name in JSON and in IRIs: {@code access-url-answers}. */
    @JsonValue
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** A dimension of the assessment. */
  public enum Area {
    FINDABILITY("Dễ tìm", "Findability"),
    ACCESSIBILITY("Dễ truy cập", "Accessibility"),
    INTEROPERABILITY("Liên thông", "Interoperability"),
    REUSABILITY("Dễ dùng lại", "Reusability"),
    CONTEXTUALITY("Ngữ cảnh", "Contextuality");

    private final Message label;

    Area(String vi, String en) {
      this.label = new Message(vi, en);
    }

    public Message label() {
      return label;
    }

    /** The points of all its indicators. */
    public int most() {
      return Arrays.stream(Indicator.values())
          .filter(indicator -> indicator.area() == this)
          .mapToInt(Indicator::points)
          .sum();
    }

    @JsonValue
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The points in words. */
  public enum Rating {
    EXCELLENT(351, "Xuất sắc", "Excellent"),
    GOOD(221, "Tốt", "Good"),
    SUFFICIENT(121, "Đạt", "Sufficient"),
    BAD(0, "Kém", "Bad");

    private final int from;
    private final Message label;

    Rating(int from, String vi, String en) {
      this.from = from;
      this.label = new Message(vi, en);
    }

    static Rating of(int points) {
      return Arrays.stream(values()).filter(r -> points >= r.from).findFirst().orElseThrow();
    }

    public Message label() {
      return label;
    }

    @JsonValue
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public int points() {
    return met.stream().mapToInt(Indicator::points).sum();
  }

  public int points(Area area) {
    return met.stream()
        .filter(indicator -> indicator.area() == area)
        .mapToInt(Indicator::points)
        .sum();
  }

  public Rating rating() {
    return Rating.of(points());
  }

  /**
   * Assesses a description.
   *
   * @param answers whether a link is known to answer; one that was never tried is not
   */
  public static MetadataAssessment of(
      CatalogRecord record, Dataset dataset, Predicate<String> answers) {
    Set<Indicator> met = EnumSet.noneOf(Indicator.class);
    List<Distribution> distributions = dataset.distributions();
    Resource subject = record.subject();
    when(!dataset.keywords().isEmpty(), Indicator.KEYWORD, met);
    when(!dataset.themes().isEmpty(), Indicator.THEME, met);
    when(!dataset.spatial().isEmpty(), Indicator.SPATIAL, met);
    when(
        dataset.temporal().filter(p -> p.start().isPresent() || p.end().isPresent()).isPresent(),
        Indicator.TEMPORAL,
        met);
    List<String> downloads = distributions.stream().flatMap(d -> d.downloadUrl().stream()).toList();
    when(
        distributions.stream().flatMap(d -> d.accessUrl().stream()).anyMatch(answers),
        Indicator.ACCESS_URL_ANSWERS,
        met);
    when(!downloads.isEmpty(), Indicator.DOWNLOAD_URL, met);
    when(downloads.stream().anyMatch(answers), Indicator.DOWNLOAD_URL_ANSWERS, met);
    met.addAll(bestFormat(distributions));
    when(
        Shapes.profile("dcat-ap-3").validate(record.description()).results().stream()
            .noneMatch(r -> r.level() == vn.sen.vocab.Severity.ERROR),
        Indicator.DCAT_AP,
        met);
    List<String> licences =
        Stream.concat(
                dataset.license().stream(),
                distributions.stream().flatMap(d -> d.license().stream()))
            .toList();
    when(!licences.isEmpty(), Indicator.LICENCE, met);
    when(
        licences.stream().anyMatch(words -> Licences.find(words).isPresent()),
        Indicator.KNOWN_LICENCE,
        met);
    when(dataset.accessRights().isPresent(), Indicator.ACCESS_RIGHTS, met);
    when(
        dataset.accessRights().filter(iri -> iri.startsWith(ACCESS_RIGHTS)).isPresent(),
        Indicator.ACCESS_RIGHTS_VOCABULARY,
        met);
    when(dataset.contactPoint().isPresent(), Indicator.CONTACT_POINT, met);
    when(dataset.publisher().isPresent(), Indicator.PUBLISHER, met);
    when(
        Stream.concat(Stream.of(subject), described(subject))
            .anyMatch(resource -> resource.hasProperty(DCTerms.rights)),
        Indicator.RIGHTS,
        met);
    when(distributions.stream().anyMatch(d -> d.byteSize().isPresent()), Indicator.BYTE_SIZE, met);
    when(
        dataset.issued().isPresent()
            || described(subject).anyMatch(d -> d.hasProperty(DCTerms.issued)),
        Indicator.ISSUED,
        met);
    when(
        dataset.modified().isPresent()
            || distributions.stream().anyMatch(d -> d.modified().isPresent()),
        Indicator.MODIFIED,
        met);
    return new MetadataAssessment(List.copyOf(met));
  }

  private static void when(boolean holds, Indicator indicator, Set<Indicator> met) {
    if (holds) {
      met.add(indicator);
    }
  }

  private static Stream<Resource> described(Resource dataset) {
    return dataset.listProperties(DCAT.distribution).toList().stream()
        .filter(statement -> statement.getObject().isResource())
        .map(statement -> statement.getResource());
  }

  /** What the distribution that does best in it has. */
  private static List<Indicator> bestFormat(List<Distribution> distributions) {
    return distributions.stream()
        .map(MetadataAssessment::format)
        .max(Comparator.comparingInt(all -> all.stream().mapToInt(Indicator::points).sum()))
        .orElse(List.of());
  }

  private static List<Indicator> format(Distribution distribution) {
    var met = new ArrayList<Indicator>();
    Optional<FileType> type =
        distribution
            .format()
            .flatMap(FileTypes::find)
            .or(() -> distribution.mediaType().flatMap(FileTypes::find));
    distribution.format().ifPresent(_ -> met.add(Indicator.FORMAT));
    distribution.mediaType().ifPresent(_ -> met.add(Indicator.MEDIA_TYPE));
    if (distribution.format().filter(iri -> iri.startsWith(FILE_TYPES)).isPresent()
        && distribution.mediaType().filter(iri -> iri.contains(IANA)).isPresent()) {
      met.add(Indicator.FORMAT_VOCABULARY);
    }
    type.filter(FileType::isOpen).ifPresent(_ -> met.add(Indicator.NON_PROPRIETARY));
    type.filter(FileType::isMachineReadable).ifPresent(_ -> met.add(Indicator.MACHINE_READABLE));
    return met;
  }
}
