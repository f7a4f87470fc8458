package vn.sen.publish.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.sen.publish.demo.Sample.Frequency;
import vn.sen.publish.demo.Sample.Period;
import vn.sen.vocab.LangText;

/** A sample dataset as it is written down, one statement after the other. */
final class Draft {
  private final Office owner;
  private final String identifier;
  private String vietnameseTitle = "";
  private String englishTitle = "";
  private String vietnamese = "";
  private String english = "";
  private String theme = "GOVE";
  private List<String> keywords = List.of();
  private Frequency frequency = Frequency.ANNUAL;
  private Optional<Period> period = Optional.empty();
  private String place = Sample.VIET_NAM;
  private LocalDate modified = LocalDate.EPOCH;
  private final List<SampleFile> files = new ArrayList<>();

  private Draft(Office owner, String identifier) {
    this.owner = owner;
    this.identifier = identifier;
  }

  static Draft of(Office owner, String identifier) {
    return new Draft(owner, identifier);
  }

  Draft title(String vi, String en) {
    vietnameseTitle = vi;
    englishTitle = en;
    return this;
  }

  Draft about(String vi, String en) {
    vietnamese = (vietnamese + " " + vi).strip();
    english = (english + " " + en).strip();
    return this;
  }

  /** Says that the figures are made up. */
  Draft madeUp() {
    return about(
        "Đây là dữ liệu mẫu do Sen sinh ra để trình diễn, không phải số liệu thật; mỗi lần sinh đều"
            + " cho cùng một kết quả.",
        "This is sample data that Sen generates for its demonstration, not real figures; it comes"
            + " out the same every time.");
  }

  /** Names the source of administrative units. */
  Draft fromUnitLists() {
    return about(
        "Nguồn: danh mục đơn vị hành chính của cơ quan thống kê, theo hai bản chép"
            + " thanglequoc/vietnamese-provinces-database và tranngocminhhieu/vietnamadminunits"
            + " (giấy phép MIT).",
        "Source: the statistics office's list of administrative units, after the copies"
            + " thanglequoc/vietnamese-provinces-database and tranngocminhhieu/vietnamadminunits"
            + " (MIT licence).");
  }

  /** Names the source of figures about digital government. */
  Draft fromFoundingDocuments() {
    return about(
        "Nguồn: những con số về chính phủ số mà các tài liệu thành lập Sen nêu, ghi lại ở đây.",
        "Source: the figures on digital government that Sen's founding documents name, restated"
            + " here.");
  }

  Draft theme(String code, String... words) {
    theme = code;
    keywords = List.of(words);
    return this;
  }

  Draft every(Frequency promised, LocalDate lastChange) {
    frequency = promised;
    modified = lastChange;
    return this;
  }

  Draft covering(LocalDate start, LocalDate end) {
    period = Optional.of(new Period(start, end));
    return this;
  }

  Draft in(String placeIri) {
    place = placeIri;
    return this;
  }

  Draft file(SampleFile file) {
    files.add(file);
    return this;
  }

  Sample done() {
    LocalDate twoYearsBefore = modified.minusYears(2);
    return new Sample(
        identifier,
        owner,
        vietnameseTitle.isEmpty() ? LangText.EMPTY : Office.words(vietnameseTitle, englishTitle),
        Office.words(vietnamese, english),
        theme,
        keywords,
        frequency,
        Optional.of(Sample.CC_BY),
        period,
        place,
        twoYearsBefore,
        modified,
        files,
        Optional.empty());
  }
}
