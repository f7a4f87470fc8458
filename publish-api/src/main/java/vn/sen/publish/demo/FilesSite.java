package vn.sen.publish.demo;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import vn.sen.vocab.LangText;

/** A portal that is nothing but a list of its files, as CSV: a row per file. */
final class FilesSite implements Site {
  /** Of the list, relative to the portal. */
  static final String PATH = "danh-sach.csv";

  private static final List<Field> COLUMNS =
      List.of(
          Field.text("url", "Địa chỉ tệp", "Address of the file"),
          Field.text("title", "Tên", "Title"),
          Field.text("title_en", "Tên tiếng Anh", "English title"),
          Field.text("description", "Mô tả", "Description"),
          Field.text("description_en", "Mô tả tiếng Anh", "English description"),
          Field.text("identifier", "Mã bộ dữ liệu", "Identifier of the dataset"),
          Field.text("publisher", "Cơ quan", "Agency"),
          Field.text("publisher_code", "Mã cơ quan", "Code of the agency"),
          Field.text("contact", "Thư liên hệ", "Contact"),
          Field.text("license", "Giấy phép", "Licence"),
          Field.text("keywords", "Từ khóa", "Keywords"),
          Field.text("theme", "Chủ đề", "Theme"),
          Field.text("frequency", "Tần suất", "Frequency"),
          Field.text("format", "Định dạng", "Format"),
          Field.text("issued", "Ngày phát hành", "Issued"),
          Field.text("modified", "Ngày cập nhật", "Modified"),
          Field.text("temporal", "Thời kỳ, ngày đầu/ngày cuối", "Period, first day/last day"),
          Field.text("spatial", "Địa bàn", "Place"),
          Field.text("language", "Ngôn ngữ", "Language"),
          Field.text("landing_page", "Trang giới thiệu", "Landing page"),
          Field.text("schema", "Từ điển dữ liệu", "Data dictionary"),
          Field.text("byte_size", "Số byte", "Bytes"),
          Field.text("sha256", "SHA-256", "SHA-256"));

  private final Shelf shelf;
  private final Answer list;

  FilesSite(URI base, LangText name, List<Sample> samples) {
    this.shelf = new Shelf(base, name, samples);
    var rows = new ArrayList<List<String>>();
    for (Sample sample : samples) {
      for (SampleFile file : sample.files()) {
        rows.add(row(sample, file));
      }
    }
    String text = new Grid(COLUMNS, List.of("url"), rows).delimited(',');
    this.list = new Answer(200, Content.text("text/csv", text, Shelf.newest(samples)));
  }

  @Override
  public Answer answer(Request request) {
    return request.path().equals("/" + PATH) ? list : shelf.answer(request.path());
  }

  private List<String> row(Sample sample, SampleFile file) {
    return List.of(
        shelf.url(sample, file),
        sample.title().in("vi").orElse(""),
        sample.title().in("en").orElse(""),
        sample.description().in("vi").orElse(""),
        sample.description().in("en").orElse(""),
        sample.identifier(),
        sample.owner().name().in("vi").orElse(""),
        sample.owner().code().value(),
        sample.owner().email(),
        sample.license().orElse(""),
        String.join("; ", sample.keywords()),
        sample.themeIri(),
        sample.frequency().iri(),
        file.format().name(),
        sample.issued().toString(),
        sample.modified().toString(),
        sample.period().map(period -> period.start() + "/" + period.end()).orElse(""),
        sample.place(),
        "vi",
        shelf.landingPage(sample),
        shelf.schemaUrl(sample, file).orElse(""),
        shelf.content(sample, file).map(content -> "" + content.bytes().length).orElse(""),
        shelf.content(sample, file).map(Content::sha256).orElse(""));
  }
}
