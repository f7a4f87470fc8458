package vn.sen.harvest.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.sen.harvest.check.ColumnProfile.Value;
import vn.sen.harvest.check.PersonalDetector.Detection;
import vn.sen.vocab.Severity;

/**
 * CLN-15: open data hold no personal data. Columns are picked by shape in the common pass; of those
 * few, the distinct values that may be personal are looked at one by one, or all, where the header
 * says that they are. Values are masked everywhere, also in the findings of other rules.
 */
final class PersonalData implements TableRule {
  static final String ID = "CLN-15";

  /** Distinct people from which a table is blocked. */
  private static final int MANY = 20;

  /** In a column of twice as many cells, about this many are looked at, picked by their hash. */
  private static final int LOOKED_AT = 250_000;

  /** Digits with signs between them: papers, telephones, cards, where there are ten and more. */
  private static final String LONG_NUMBER = "'?\\(?\\+?\\d[\\d .()-]{7,30}";

  private static final int FEWEST_DIGITS = 10;

  /** What most cells of a column of numbers are, told apart at one look. */
  private static final String SHORT_NUMBER = "-?\\d{0,9}";

  /** What stands between several of them in a cell. */
  private static final String BETWEEN_PARTS = "[;,/|\\n]| - | và ";

  private static final String PLATE = "(?i)\\d{2}[A-Z]{1,2}\\d?[- ]?\\d{3}\\.?\\d{1,2}";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    List<Cells> columns =
        subject.columns().stream()
            .filter(
                cells -> !subject.circumstances().permittedPersonalColumns().contains(cells.name()))
            .toList();
    var asked = new ArrayList<String>();
    for (Cells cells : columns) {
      asked.add(cells.filled());
      asked.add(Sql.count(isCandidate(cells)));
    }
    return List.of(
        Inquiry.ofText(
            asked,
            (measured, tables) -> {
              var profiles = new ArrayList<ColumnProfile>();
              for (Cells cells : columns) {
                long filled = measured.text(cells.filled());
                if (filled > 0 && isSaid(cells)) {
                  profiles.add(ofAll(cells, filled, tables));
                } else if (measured.text(Sql.count(isCandidate(cells))) > 0) {
                  profiles.add(ofCandidates(cells, filled, tables));
                }
              }
              return judge(columns, profiles, measured, tables);
            }));
  }

  /** Whether a cell may be personal where its header says nothing of it. */
  private static String isCandidate(Cells cells) {
    String text = cells.trimmed();
    return Sql.andThen(
        "NOT " + Sql.matches(cells.sql(), SHORT_NUMBER),
        Sql.or(
            List.of(
                "contains(%s, '@')".formatted(cells.sql()),
                Sql.andThen(
                    "length(%s) > 12".formatted(cells.sql()),
                    Sql.contains(cells.sql(), PersonalDetector.WITHIN_TEXT)),
                Sql.andThen(
                    Sql.matches(text, LONG_NUMBER),
                    "length(regexp_replace(%s, '\\D', '', 'g')) >= %d"
                        .formatted(cells.sql(), FEWEST_DIGITS)),
                Sql.matches(text, PLATE),
                Sql.andThen(
                    Sql.contains(cells.sql(), BETWEEN_PARTS), Sql.contains(cells.sql(), PLATE)))));
  }

  /** Whether the header makes every value worth a look. */
  private static boolean isSaid(Cells cells) {
    if (Grain.isOfInterest(cells.header())) {
      return true;
    }
    for (PersonalKind kind : PersonalKind.values()) {
      if (kind.isSaidBy(cells.header())) {
        return true;
      }
    }
    return false;
  }

  private static ColumnProfile ofAll(Cells cells, long filled, Tables tables) {
    return new ColumnProfile(
        cells, filled, values(cells, sampled(cells, filled), tables), ColumnProfile.Others.NONE);
  }

  private static ColumnProfile ofCandidates(Cells cells, long filled, Tables tables) {
    String sampled = sampled(cells, filled);
    String others = Sql.and(sampled, "NOT (%s)".formatted(isCandidate(cells)));
    ColumnProfile.Others left =
        tables
            .query(
                "SELECT count(*), approx_count_distinct(%s) FROM t WHERE %s"
                    .formatted(cells.sql(), others),
                row -> new ColumnProfile.Others(row.getLong(1), row.getLong(2)))
            .getFirst();
    return new ColumnProfile(
        cells, filled, values(cells, Sql.and(sampled, isCandidate(cells)), tables), left);
  }

  private static String sampled(Cells cells, long filled) {
    long every = every(filled);
    return every == 1
        ? cells.isFilled()
        : Sql.and(cells.isFilled(), "hash(%s) %% %d = 0".formatted(cells.sql(), every));
  }

  private static List<Value> values(Cells cells, String which, Tables tables) {
    return tables.query(
        "SELECT left(%s, 200), count(*) FROM t WHERE %s GROUP BY 1 ORDER BY 1 LIMIT %d"
            .formatted(cells.trimmed(), which, 4 * LOOKED_AT),
        row -> new Value(row.getString(1), row.getLong(2)));
  }

  /** One in how many values is looked at; equal values are picked or left together. */
  private static long every(long filled) {
    return Math.max(1, filled / LOOKED_AT);
  }

  private static List<Verdict> judge(
      List<Cells> columns, List<ColumnProfile> profiles, Measured measured, Tables tables) {
    var detector = new PersonalDetector(Grain.of(profiles));
    var verdicts = new ArrayList<Verdict>();
    for (Cells cells : columns) {
      long filled = measured.text(cells.filled());
      if (filled == 0) {
        continue;
      }
      Optional<ColumnProfile> profile =
          profiles.stream().filter(p -> p.cells().equals(cells)).findFirst();
      Optional<Detection> detection = profile.flatMap(detector::detect);
      verdicts.add(
          detection.isPresent()
              ? personal(cells, filled, detection.get(), tables)
              : none(cells, filled, profile.isPresent() ? every(filled) : 1));
    }
    return verdicts;
  }

  private static Verdict none(Cells cells, long filled, long every) {
    Verdict verdict = Verdict.count(ID, filled / every, 0).on(cells);
    return every == 1
        ? verdict
        : verdict
            .reaching(Severity.INFO)
            .saying(
                "Cột \"%s\" có %s ô; đã xem một phần %d số giá trị khác nhau và không thấy dữ liệu cá nhân."
                    .formatted(cells.name(), Figures.vi(filled), every),
                "Column \"%s\" has %s cells; one in %d of its distinct values was looked at, and none is personal."
                    .formatted(cells.name(), Figures.en(filled), every));
  }

  private static Verdict personal(Cells cells, long filled, Detection found, Tables tables) {
    PersonalKind kind = found.kind();
    String predicate = predicate(cells, kind);
    long failed = Math.clamp(tables.count(predicate), 1, filled);
    boolean block = found.people() >= MANY || (found.said() && kind.isSensitive());
    return Verdict.count(ID, filled, failed)
        .on(cells)
        .reaching(block ? Severity.BLOCK : Severity.QUARANTINE)
        .masking(kind.mask())
        .showing(new Evidence.Where(predicate, cells.sql(), _ -> ""))
        .saying(
            "Cột \"%s\" chứa %s (%s ô). Dữ liệu mở không được có dữ liệu cá nhân: bỏ cột này, hoặc tổng hợp theo nhóm, rồi gửi lại. Nếu luật cho phép công khai, nêu căn cứ pháp lý."
                .formatted(cells.name(), kind.label().vi(), Figures.vi(failed)),
            "Column \"%s\" holds %s (%s cells). Open data may hold no personal data: drop the column, or aggregate by group, and send it again. If a law lets it be public, name that law."
                .formatted(cells.name(), kind.label().en(), Figures.en(failed)));
  }

  private static String predicate(Cells cells, PersonalKind kind) {
    String text = cells.trimmed();
    return switch (kind) {
      case PHONE, CARD, BANK_ACCOUNT -> Sql.contains(text, "\\d{3}[\\d .()-]{2,}\\d");
      case CITIZEN_NUMBER -> Sql.contains(text, "[A-Z]?\\d{7,12}");
      case PERSONAL_TAX_CODE -> Sql.matches(text, "\\d{10}|\\d{12}");
      case EMAIL -> Sql.contains(text, "\\S@\\S");
      case PLATE -> Sql.contains(text, PLATE);
      case DRIVING_LICENCE, INSURANCE_NUMBER -> Sql.contains(text, "\\d{6}");
      case BIRTH_DATE, FAMILY, ONLINE_ACCOUNT, SENSITIVE -> cells.isFilled();
    };
  }
}
