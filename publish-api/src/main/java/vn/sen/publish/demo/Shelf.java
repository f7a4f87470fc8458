package vn.sen.publish.demo;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.sen.publish.demo.Site.Answer;
import vn.sen.vocab.LangText;

/** What every portal serves besides its catalogue: files, data dictionaries, a page per dataset. */
final class Shelf {
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="vi">
      <head><meta charset="utf-8"><title>%1$s</title></head>
      <body><h1>%1$s</h1><p>%2$s</p></body>
      </html>
      """;
  private static final String LOGIN =
      """
      <!doctype html>
      <html lang="vi">
      <head><meta charset="utf-8"><title>Đăng nhập</title></head>
      <body><h1>Đăng nhập</h1><form method="post"><label>Tên đăng nhập <input name="user"></label>
      <label>Mật khẩu <input name="password" type="password"></label></form></body>
      </html>
      """;

  private final URI base;
  private final Map<String, Answer> answers = new HashMap<>();
  private final Map<String, Content> contents = new HashMap<>();

  Shelf(URI base, LangText name, List<Sample> samples) {
    this.base = base;
    Instant newest = newest(samples);
    put("", page(text(name), "Cổng dữ liệu mẫu của Sen: %d bộ.".formatted(samples.size()), newest));
    for (Sample sample : samples) {
      Instant modified = instant(sample.modified());
      String title = sample.title().isEmpty() ? sample.identifier() : text(sample.title());
      put(landingPath(sample), page(title, text(sample.description()), modified));
      for (SampleFile file : sample.files()) {
        switch (file.link()) {
          case FILE -> {
            var content = new Content(file.format().mediaType(), file.bytes(), modified);
            put(path(sample, file), content);
            contents.put(path(sample, file), content);
          }
          case LOGIN_PAGE -> put(path(sample, file), Content.text("text/html", LOGIN, modified));
          case NOTHING -> {}
        }
        file.dictionary()
            .ifPresent(
                grid ->
                    put(
                        schemaPath(sample, file),
                        Content.text("application/json", grid.tableSchema(), modified)));
      }
    }
  }

  /** The answer at {@code path}, or a page that says it isn't there. */
  Answer answer(String path) {
    return Optional.ofNullable(answers.get(path.substring(1)))
        .orElseGet(
            () -> new Answer(404, page("Không tìm thấy", "Không có gì ở đây.", Instant.EPOCH)));
  }

  String url(Sample sample, SampleFile file) {
    return base + path(sample, file);
  }

  /** Where the data dictionary is, absent for a file without one. */
  Optional<String> schemaUrl(Sample sample, SampleFile file) {
    return file.dictionary().map(grid -> base + schemaPath(sample, file));
  }

  String landingPage(Sample sample) {
    return base + landingPath(sample);
  }

  /** What the address of the file really answers, absent for a broken link or a login page. */
  Optional<Content> content(Sample sample, SampleFile file) {
    return Optional.ofNullable(contents.get(path(sample, file)));
  }

  /** Offices publish at nine in the morning. */
  static Instant instant(LocalDate day) {
    return day.atTime(LocalTime.of(2, 0)).toInstant(ZoneOffset.UTC);
  }

  static Instant newest(List<Sample> samples) {
    return samples.stream()
        .map(Sample::modified)
        .max(LocalDate::compareTo)
        .map(Shelf::instant)
        .orElse(Instant.EPOCH);
  }

  private void put(String path, Content content) {
    answers.put(path, new Answer(200, content));
  }

  private static Content page(String title, String text, Instant modified) {
    return new Content(
        "text/html; charset=utf-8",
        PAGE.formatted(escaped(title), escaped(text)).getBytes(StandardCharsets.UTF_8),
        modified);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  private static String text(LangText text) {
    return text.in("vi").orElse("");
  }

  private static String path(Sample sample, SampleFile file) {
    return "files/" + sample.identifier() + "/" + file.name();
  }

  private static String schemaPath(Sample sample, SampleFile file) {
    return "schema/" + sample.identifier() + "/" + file.name() + ".json";
  }

  private static String landingPath(Sample sample) {
    return "dataset/" + sample.identifier();
  }
}
