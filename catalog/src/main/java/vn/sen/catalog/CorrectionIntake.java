package vn.sen.catalog;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Frequencies;
import vn.sen.vocab.Frequency;
import vn.sen.vocab.LangText;
import vn.sen.vocab.Licence;
import vn.sen.vocab.Licences;
import vn.sen.vocab.Theme;
import vn.sen.vocab.Themes;
import vn.sen.vocab.problem.ConflictException;
import vn.sen.vocab.problem.InvalidRequestException;
import vn.sen.vocab.problem.NotFoundException;

/** Takes in corrections of metadata, and undoes them. Under the intake's lock. */
final class CorrectionIntake {
  private static final int LONGEST = 10_000;
  private static final String RIGHTS =
      "http://publications.europa.eu/resource/authority/access-right/";
  private static final List<String> ALL_RIGHTS = List.of("PUBLIC", "RESTRICTED", "NON_PUBLIC");

  private final Journal journal;

  CorrectionIntake(Journal journal) {
    this.journal = journal;
  }

  Correction correct(DatasetEntry entry, Correcting wanted, String why, String by) {
    Correctable property =
        Correctable.find(wanted.property())
            .orElseThrow(
                () ->
                    new InvalidRequestException(
                        "Không đính chính được '%s'; các thuộc tính: %s. '%s' cannot be corrected; the properties are: %s."
                            .formatted(
                                wanted.property(),
                                Correctable.names(),
                                wanted.property(),
                                Correctable.names())));
    Optional<String> language = language(property, wanted.language());
    demandNumber(property, wanted.values());
    List<String> values =
        wanted.values().stream().map(value -> checked(property, value)).distinct().toList();
    Optional<Correction> known = find(entry, property, language);
    List<String> shown = property.read(entry.dataset(), language);
    if (shown.equals(values)) {
      throw new ConflictException(
          "%s đã ghi đúng như vậy. %s says that already."
              .formatted(property.label().vi(), property.label().en()));
    }
    String id = UUID.randomUUID().toString().substring(0, 8);
    journal.append(
        List.of(
            new Event.MetadataCorrected(
                entry.id(),
                id,
                property.iri(),
                language,
                known.map(Correction::now).orElse(shown),
                values,
                why,
                by)));
    return find(journal.find(entry.id()).orElseThrow(), property, language).orElseThrow();
  }

  DatasetId undo(String id, String why, String by) {
    DatasetId dataset =
        journal
            .findCorrected(id)
            .orElseThrow(
                () ->
                    new NotFoundException(
                        "Không có đính chính %s; 'sen correct list TẬP' liệt kê. There is no correction %s; 'sen correct list DATASET' lists them."
                            .formatted(id, id)));
    journal.append(List.of(new Event.CorrectionUndone(dataset, id, why, by)));
    return dataset;
  }

  private static Optional<Correction> find(
      DatasetEntry entry, Correctable property, Optional<String> language) {
    return entry.corrections().stream()
        .filter(c -> c.property().equals(property.iri()) && c.language().equals(language))
        .findFirst();
  }

  private static Optional<String> language(Correctable property, Optional<String> given) {
    if (!property.hasLanguage()) {
      given.ifPresent(
          tag -> {
            throw new InvalidRequestException(
                "Chỉ tên và mô tả có ngôn ngữ; '%s' thì không. Only title and description have a language; '%s' has none."
                    .formatted(property.key(), property.key()));
          });
      return Optional.empty();
    }
    String tag = LangText.tag(given.orElse("vi").strip());
    if (!tag.matches("[a-z]{2,3}(-[a-z0-9]{2,8})*")) {
      throw new InvalidRequestException(
          "'%s' không phải mã ngôn ngữ như vi, en. '%s' is no language tag such as vi, en."
              .formatted(tag, tag));
    }
    return Optional.of(tag);
  }

  private static void demandNumber(Correctable property, List<String> values) {
    if (values.isEmpty() || (values.size() > 1 && !property.hasMany())) {
      throw new InvalidRequestException(
          property.hasMany()
              ? "'%s' cần ít nhất một giá trị. '%s' needs at least one value."
                  .formatted(property.key(), property.key())
              : "'%s' có đúng một giá trị, không phải %d. '%s' has exactly one value, not %d."
                  .formatted(property.key(), values.size(), property.key(), values.size()));
    }
  }

  /** The value as it is kept: a code as its IRI, an agency as its code. */
  private String checked(Correctable property, String given) {
    String value = given.strip();
    if (value.isEmpty() || value.length() > LONGEST || !PublicLink.isHarmless(value)) {
      throw new InvalidRequestException(
          "Giá trị gồm 1 đến %d ký tự, không phải mã lệnh hay liên kết nội bộ. A value has 1 to %d characters, and is neither script nor a private link."
              .formatted(LONGEST, LONGEST));
    }
    return switch (property) {
      case TITLE, DESCRIPTION, KEYWORD -> value;
      case THEME ->
          Themes.find(value)
              .map(Theme::iri)
              .orElseThrow(() -> unknown(property, value, listed(Themes.all(), Theme::code)));
      case LICENCE ->
          Licences.find(value)
              .map(Licence::iri)
              .orElseThrow(() -> unknown(property, value, listed(Licences.all(), Licence::code)));
      case FREQUENCY ->
          Frequencies.find(value)
              .flatMap(Frequency::iri)
              .orElseThrow(
                  () -> unknown(property, value, listed(Frequencies.all(), Frequency::code)));
      case ACCESS_RIGHTS -> {
        String code = value.startsWith(RIGHTS) ? value.substring(RIGHTS.length()) : value;
        if (!ALL_RIGHTS.contains(code)) {
          throw unknown(property, value, String.join(", ", ALL_RIGHTS));
        }
        yield RIGHTS + code;
      }
      case PUBLISHER ->
          journal.agencies().stream()
              .map(agency -> agency.code().value())
              .filter(value::equals)
              .findFirst()
              .orElseThrow(
                  () ->
                      unknown(
                          property,
                          value,
                          listed(journal.agencies(), agency -> agency.code().value())));
      case LANDING_PAGE -> {
        if (!value.matches("https?://.+") || !PublicLink.isPublic(value)) {
          throw unknown(property, value, "https://...");
        }
        yield value;
      }
      case ISSUED -> {
        if (!isDate(value)) {
          throw unknown(property, value, "2026, 2026-03, 2026-03-31");
        }
        yield value;
      }
    };
  }

  private static boolean isDate(String value) {
    try {
      switch (value.length()) {
        case 4 -> Year.parse(value);
        case 7 -> YearMonth.parse(value);
        default -> LocalDate.parse(value);
      }
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static <T> String listed(List<T> all, Function<T, String> code) {
    return all.stream().map(code).collect(Collectors.joining(", "));
  }

  private static InvalidRequestException unknown(
      Correctable property, String value, String allowed) {
    return new InvalidRequestException(
        "%s: không nhận '%s'; được phép: %s. %s: '%s' is not accepted; allowed are: %s."
            .formatted(
                property.label().vi(), value, allowed, property.label().en(), value, allowed));
  }
}
