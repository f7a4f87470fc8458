package vn.sen.vocab;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.sen.vocab.AdministrativeUnit.Level;
import vn.sen.vocab.CodeListReading.Fault;
import vn.sen.vocab.CodeListText.Row;

/** Looks for faults in a list of administrative units of good form: cells, periods, references. */
final class UnitListCheck {
  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2200, 12, 31);
  private static final String LEVELS =
      Arrays.stream(Level.values()).map(Level::name).collect(Collectors.joining(", "));

  private final CodeListText text;
  private final List<Fault> faults = new ArrayList<>();
  private final Map<String, List<Stated>> byCode = new HashMap<>();

  /** A unit, and the line that states it. */
  private record Stated(int line, AdministrativeUnit unit) {}

  UnitListCheck(CodeListText text) {
    this.text = text;
  }

  /** Everything that is wrong; empty when nothing is. */
  List<Fault> faults() {
    for (Row row : text.rows("units")) {
      if (cellsAreFit(row)) {
        AdministrativeUnit unit = AdministrativeUnits.unit(row.cells());
        byCode
            .computeIfAbsent(key(unit.level(), unit.code()), _ -> new ArrayList<>())
            .add(new Stated(row.line(), unit));
      }
    }
    byCode.values().forEach(this::periods);
    if (byCode.isEmpty()) {
      fault(
          1,
          "Danh mục không có đơn vị nào. Nhập toàn bộ danh mục, không chỉ phần thay đổi.",
          "The list has no units. Import all of the list, not what changed alone.");
    }
    if (faults.isEmpty()) {
      // References to lines that are themselves wrong would only say the same again.
      byCode.values().forEach(each -> each.forEach(this::parent));
      Set<String> seen = new HashSet<>();
      text.rows("changes").forEach(row -> change(row, seen));
    }
    return faults;
  }

  static LocalDate first(AdministrativeUnit unit) {
    return unit.validFrom().orElse(LocalDate.MIN);
  }

  static LocalDate last(AdministrativeUnit unit) {
    return unit.validTo().orElse(LocalDate.MAX);
  }

  private static String key(Level level, String code) {
    return level + code;
  }

  private boolean cellsAreFit(Row row) {
    int before = faults.size();
    String[] cells = row.cells();
    for (String cell : cells) {
      if (!cell.equals(cell.strip())) {
        fault(
            row.line(),
            "Ô \"%s\" có khoảng trắng ở đầu hoặc cuối. Xoá khoảng trắng.".formatted(cell),
            "The cell '%s' begins or ends with blanks. Delete them.".formatted(cell));
      }
    }
    level(row.line(), cells[0]).ifPresent(level -> code(row.line(), level, cells[1]));
    if (cells[2].isBlank()) {
      fault(
          row.line(),
          "Đơn vị %s không có tên. Ghi tên đầy đủ, như \"Xã Tân Lập\".".formatted(cells[1]),
          "Unit %s has no name. Give it in full, such as 'Xã Tân Lập'.".formatted(cells[1]));
    }
    Optional<LocalDate> from = cells[4].isEmpty() ? Optional.empty() : date(row.line(), cells[4]);
    Optional<LocalDate> to = cells[5].isEmpty() ? Optional.empty() : date(row.line(), cells[5]);
    if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
      fault(
          row.line(),
          "%s có hiệu lực từ %s đến %s: ngày cuối đứng trước ngày đầu. Sửa một trong hai ngày."
              .formatted(cells[1], from.get(), to.get()),
          "%s is valid from %s to %s: its last day is before its first. Mend one of the days."
              .formatted(cells[1], from.get(), to.get()));
    }
    return faults.size() == before;
  }

  private Optional<Level> level(int line, String cell) {
    Optional<Level> level =
        Arrays.stream(Level.values()).filter(each -> each.name().equals(cell)).findFirst();
    if (level.isEmpty()) {
      fault(
          line,
          "Cấp \"%s\" không có; các cấp là %s.".formatted(cell, LEVELS),
          "There is no level '%s'; the levels are %s.".formatted(cell, LEVELS));
    }
    return level;
  }

  private void code(int line, Level level, String code) {
    if (!code.matches("\\d{" + level.digits() + "}")) {
      fault(
          line,
          "Mã \"%s\" sai; mã cấp %s gồm %d chữ số, kể cả số 0 ở đầu."
              .formatted(code, level, level.digits()),
          "The code '%s' is wrong; a code of level %s has %d digits, leading zeros and all."
              .formatted(code, level, level.digits()));
    }
  }

  private Optional<LocalDate> date(int line, String cell) {
    try {
      LocalDate date = LocalDate.parse(cell);
      if (!date.isBefore(EARLIEST) && !date.isAfter(LATEST)) {
        return Optional.of(date);
      }
    } catch (DateTimeParseException e) {
      // Said below.
    }
    fault(
        line,
        "\"%s\" không phải ngày; cần dạng 2027-01-01, từ năm 1900 đến 2200.".formatted(cell),
        "'%s' is no date; write it as 2027-01-01, between 1900 and 2200.".formatted(cell));
    return Optional.empty();
  }

  /** A code names one unit a day. */
  private void periods(List<Stated> ofCode) {
    ofCode.sort(Comparator.comparing(stated -> first(stated.unit())));
    for (int i = 1; i < ofCode.size(); i++) {
      AdministrativeUnit before = ofCode.get(i - 1).unit();
      AdministrativeUnit after = ofCode.get(i).unit();
      if (!first(after).isAfter(last(before))) {
        int line = Math.max(ofCode.get(i).line(), ofCode.get(i - 1).line());
        int other = Math.min(ofCode.get(i).line(), ofCode.get(i - 1).line());
        fault(
            line,
            "Mã %s (%s) trùng thời gian với dòng %d (%s). Mỗi ngày một mã chỉ có một đơn vị: sửa validFrom, validTo hoặc mã."
                .formatted(after.code(), named(after), other, named(before)),
            "Code %s (%s) overlaps in time with line %d (%s). A code names one unit a day: mend validFrom, validTo or the code."
                .formatted(after.code(), named(after), other, named(before)));
      }
    }
  }

  private void parent(Stated stated) {
    AdministrativeUnit unit = stated.unit();
    if (unit.level() == Level.PROVINCE) {
      if (unit.parent().isPresent()) {
        fault(
            stated.line(),
            "Tỉnh %s ghi cấp trên \"%s\"; tỉnh không có cấp trên. Để trống ô parent."
                .formatted(unit.code(), unit.parent().get()),
            "Province %s states the parent '%s'; a province has none. Leave the cell blank."
                .formatted(unit.code(), unit.parent().get()));
      }
      return;
    }
    String code = unit.parent().orElse("");
    Optional<Level> level =
        Arrays.stream(Level.values())
            .filter(above -> above.digits() == code.length() && above.compareTo(unit.level()) < 0)
            .findFirst();
    if (level.isEmpty()) {
      fault(
          stated.line(),
          "Cấp trên của %s ghi \"%s\"; cần mã tỉnh (2 chữ số)%s."
              .formatted(
                  unit.code(), code, unit.level() == Level.COMMUNE ? " hoặc huyện (3 chữ số)" : ""),
          "The parent of %s is given as '%s'; it is the code of a province (2 digits)%s."
              .formatted(
                  unit.code(),
                  code,
                  unit.level() == Level.COMMUNE ? " or of a district (3 digits)" : ""));
    } else if (!stands(byCode.getOrDefault(key(level.get(), code), List.of()), unit)) {
      fault(
          stated.line(),
          "Cấp trên %s của %s không có trong suốt thời gian %s. Thêm đơn vị đó, hoặc sửa mã hay ngày."
              .formatted(code, unit.code(), period(unit)),
          "The parent %s of %s does not stand all the time from %s. Add it, or mend the code or the days."
              .formatted(code, unit.code(), period(unit)));
    }
  }

  /** Whether units that follow each other stand all the time that {@code unit} does. */
  private static boolean stands(List<Stated> above, AdministrativeUnit unit) {
    LocalDate open = first(unit);
    for (Stated stated : above) {
      if (first(stated.unit()).isAfter(open)) {
        return false;
      }
      if (!last(stated.unit()).isBefore(last(unit))) {
        return true;
      }
      if (!last(stated.unit()).isBefore(open)) {
        open = last(stated.unit()).plusDays(1);
      }
    }
    return false;
  }

  /** What a unit became: it ended the day before, and the other stands that day. */
  private void change(Row row, Set<String> seen) {
    String[] cells = row.cells();
    Optional<LocalDate> day = date(row.line(), cells[0]);
    Optional<Level> levelBefore = level(row.line(), cells[1]);
    Optional<Level> levelAfter = level(row.line(), cells[3]);
    if (!seen.add(String.join("|", cells))) {
      fault(
          row.line(),
          "Dòng này đã có ở trên. Xoá bớt một dòng.",
          "The line stands above already. Delete one.");
    }
    if (day.isEmpty() || levelBefore.isEmpty() || levelAfter.isEmpty()) {
      return;
    }
    List<Stated> before = byCode.getOrDefault(key(levelBefore.get(), cells[2]), List.of());
    if (before.stream().noneMatch(s -> last(s.unit()).equals(day.get().minusDays(1)))) {
      fault(
          row.line(),
          "Không có %s %s hết hiệu lực ngày %s. Ghi validTo %s cho đơn vị đó, hoặc sửa dòng này."
              .formatted(cells[1], cells[2], day.get().minusDays(1), day.get().minusDays(1)),
          "No %s %s ends on %s. State its validTo %s, or mend this line."
              .formatted(cells[1], cells[2], day.get().minusDays(1), day.get().minusDays(1)));
    }
    List<Stated> after = byCode.getOrDefault(key(levelAfter.get(), cells[4]), List.of());
    if (after.stream().noneMatch(s -> s.unit().isValidOn(day.get()))) {
      fault(
          row.line(),
          "Không có %s %s vào ngày %s. Thêm đơn vị đó vào [units], hoặc sửa dòng này."
              .formatted(cells[3], cells[4], day.get()),
          "There is no %s %s on %s. Add it to [units], or mend this line."
              .formatted(cells[3], cells[4], day.get()));
    }
  }

  private static String named(AdministrativeUnit unit) {
    return unit.name() + ", " + period(unit);
  }

  private static String period(AdministrativeUnit unit) {
    return "%s – %s"
        .formatted(
            unit.validFrom().map(Object::toString).orElse("…"),
            unit.validTo().map(Object::toString).orElse("…"));
  }

  private void fault(int line, String vi, String en) {
    faults.add(Fault.at(line, vi, en));
  }
}
