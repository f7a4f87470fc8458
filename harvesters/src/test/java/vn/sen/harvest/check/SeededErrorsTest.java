package vn.sen.harvest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.Contract.Bound;
import vn.sen.harvest.contract.Contract.Limits;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.harvest.read.ReadOptions;
import vn.sen.harvest.read.ReadRequest;
import vn.sen.harvest.read.ReadTable;
import vn.sen.harvest.read.TableReader;
import vn.sen.vocab.AdministrativeUnits;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.VietnameseText;

/**
 * Clean tables, spoiled in known cells in one way at a time, read and checked as any file is: each
 * rule finds exactly the rows that were spoiled, and no rule finds anything in a clean one.
 */
class SeededErrorsTest {
  private static final List<String> HEADER =
      List.of(
          "ma",
          "ma_tinh",
          "ten_tinh",
          "ngay",
          "so_luong",
          "don_gia_nghin_dong",
          "so_nam",
          "so_nu",
          "tong_so",
          "loai",
          "ma_so_thue",
          "vi_do",
          "kinh_do",
          "ghi_chu");

  private static final String[][] PROVINCES = {
    {"01", "Thành phố Hà Nội"},
    {"79", "Thành phố Hồ Chí Minh"},
    {"48", "Thành phố Đà Nẵng"},
    {"46", "Thành phố Huế"},
    {"31", "Thành phố Hải Phòng"},
    {"92", "Thành phố Cần Thơ"},
    {"15", "Tỉnh Lào Cai"},
  };

  private static final String[] KINDS = {
    "Lúa gạo", "Cà phê", "Hồ tiêu", "Thủy sản", "Cao su", "Hạt điều"
  };

  private static final String[] NOTES = {
    "Theo báo cáo của sở",
    "Số liệu điều tra mẫu",
    "Ước tính từ hồ sơ hành chính",
    "Thu thập tại cơ sở",
  };

  /** One way to spoil a table, and the rule that says so. */
  private enum Way {
    UNTYPED("ACC-01", "so_luong") {
      @Override
      String spoil(String cell, Random random) {
        return "khoảng " + cell;
      }
    },
    OUT_OF_RANGE("ACC-02", "so_luong") {
      @Override
      String spoil(String cell, Random random) {
        return String.valueOf(20_000 + random.nextInt(70_000));
      }
    },
    UNKNOWN_UNIT("ACC-04", "ma_tinh") {
      @Override
      String spoil(String cell, Random random) {
        return "03";
      }
    },
    WRONG_SUM("ACC-05", "tong_so") {
      @Override
      String spoil(String cell, Random random) {
        return String.valueOf(Integer.parseInt(cell) + 1 + random.nextInt(9));
      }
    },
    WRONG_CHECK_DIGIT("ACC-07", "ma_so_thue") {
      @Override
      String spoil(String cell, Random random) {
        return cell.substring(0, 9) + (cell.charAt(9) - '0' + 1 + random.nextInt(8)) % 10;
      }
    },
    IN_THE_SEA("ACC-08", "vi_do") {
      @Override
      String spoil(String cell, Random random) {
        return "-" + cell;
      }
    },
    FUTURE("ACC-12", "ngay") {
      @Override
      String spoil(String cell, Random random) {
        return "2" + (1 + random.nextInt(8)) + cell.substring(2);
      }
    },
    BLANK("COM-04", "so_luong") {
      @Override
      String spoil(String cell, Random random) {
        return "";
      }
    },
    DISGUISED("COM-05", "loai") {
      @Override
      String spoil(String cell, Random random) {
        return new String[] {"N/A", "-", "đang cập nhật", "không rõ"}[random.nextInt(4)];
      }
    },
    EXTRA_CELL("CLN-01", "ghi_chu") {
      @Override
      String spoil(String cell, Random random) {
        return cell + ",x";
      }
    },
    MOJIBAKE("CLN-02", "ten_tinh") {
      @Override
      String spoil(String cell, Random random) {
        return "ThÃ nh phá»‘ HÃ  Ná»™i";
      }
    },
    DECOMPOSED("CLN-03", "ghi_chu") {
      @Override
      String spoil(String cell, Random random) {
        return Normalizer.normalize(cell, Normalizer.Form.NFD);
      }
    },
    STRAY_BLANK("CLN-04", "loai") {
      @Override
      String spoil(String cell, Random random) {
        return new String[] {cell + "\u00a0", " " + cell, cell + "\u200b"}[random.nextInt(3)];
      }
    },
    OTHER_NUMBERS("CLN-09", "don_gia_nghin_dong") {
      @Override
      String spoil(String cell, Random random) {
        return '"' + cell.replace('.', ',') + '"';
      }
    },
    OTHER_DATES("CLN-10", "ngay") {
      @Override
      String spoil(String cell, Random random) {
        LocalDate date = LocalDate.parse(cell);
        return "%02d/%02d/%d".formatted(date.getDayOfMonth(), date.getMonthValue(), date.getYear());
      }
    },
    OTHER_SPELLING("CLN-11", "loai") {
      @Override
      String spoil(String cell, Random random) {
        return random.nextBoolean() ? cell.toUpperCase(Locale.ROOT) : cell.replace(" ", "  ");
      }
    },
    POWER_OF_TEN("CLN-12", "ma_so_thue") {
      @Override
      String spoil(String cell, Random random) {
        return cell.charAt(1) + "." + cell.substring(2, 5) + "E+09";
      }
    },
    COPY("CLN-06", "ghi_chu") {
      @Override
      boolean isOfAnotherRow() {
        return true;
      }

      @Override
      String spoil(String cell, Random random) {
        return cell;
      }
    },
    NEAR_COPY("CLN-08", "ghi_chu") {
      @Override
      boolean isOfAnotherRow() {
        return true;
      }

      @Override
      String spoil(String cell, Random random) {
        return switch (random.nextInt(3)) {
          case 0 -> cell.toUpperCase(Locale.ROOT);
          case 1 -> cell.replace(" ", "  ");
          default -> VietnameseText.fold(cell);
        };
      }
    },
    FORMULA("CLN-13", "ghi_chu") {
      @Override
      String spoil(String cell, Random random) {
        return "=SUM(A1:A" + random.nextInt(9) + ")";
      }
    };

    private final String rule;
    private final String column;

    Way(String rule, String column) {
      this.rule = rule;
      this.column = column;
    }

    abstract String spoil(String cell, Random random);

    /** Whether the rest of the row is that of one of the first rows, which stay as they are. */
    boolean isOfAnotherRow() {
      return false;
    }

    /** Rows that are never spoiled. */
    int kept(int rows) {
      return isOfAnotherRow() ? rows / 2 : 0;
    }
  }

  private static String taxCode(Random random) {
    int[] weights = {31, 29, 23, 19, 17, 13, 7, 5, 3};
    while (true) {
      String nine = "0%08d".formatted(random.nextInt(100_000_000));
      int sum = IntStream.range(0, 9).map(i -> weights[i] * (nine.charAt(i) - '0')).sum();
      int check = 10 - sum % 11;
      if (check >= 0 && check <= 9) {
        return nine + check;
      }
    }
  }

  private static List<List<String>> clean(int seed, int rows) {
    var random = new Random(seed);
    return IntStream.range(0, rows)
        .mapToObj(
            i -> {
              String[] province = PROVINCES[random.nextInt(PROVINCES.length)];
              int men = 100 + random.nextInt(900);
              int women = 100 + random.nextInt(900);
              return List.of(
                  "H%d%05d".formatted(seed, i),
                  province[0],
                  province[1],
                  LocalDate.of(2025, 7, 1).plusDays(random.nextInt(400)).toString(),
                  String.valueOf(1_000 + random.nextInt(9_000)),
                  String.format(
                      Locale.ROOT, "%d.%02d", 10 + random.nextInt(90), random.nextInt(100)),
                  String.valueOf(men),
                  String.valueOf(women),
                  String.valueOf(men + women),
                  KINDS[random.nextInt(KINDS.length)],
                  taxCode(random),
                  String.format(Locale.ROOT, "%.5f", 10 + 11 * random.nextDouble()),
                  String.format(Locale.ROOT, "%.5f", 105 + 3 * random.nextDouble()),
                  NOTES[random.nextInt(NOTES.length)] + " kỳ " + random.nextInt(2_000));
            })
        .toList();
  }

  private static final Contract CONTRACT =
      new Contract(
          HEADER.stream()
              .map(
                  name ->
                      new PromisedColumn(
                          name,
                          name.equals("so_luong")
                              ? Optional.of(ColumnType.INTEGER)
                              : Optional.empty(),
                          name.equals("so_luong"),
                          false,
                          Optional.empty(),
                          Optional.of("Mô tả của " + name),
                          name.equals("so_luong")
                              ? new Limits(
                                  Optional.of(new Bound("0", true)),
                                  Optional.of(new Bound("10000", true)),
                                  OptionalInt.empty(),
                                  OptionalInt.empty(),
                                  Optional.empty(),
                                  List.of())
                              : Limits.NONE))
              .toList(),
          List.of("ma"),
          List.of(),
          List.of(
              new PromisedRule(
                  "ACC-05",
                  Map.of("parts", List.of("so_nam", "so_nu"), "total", List.of("tong_so"))),
              new PromisedRule(
                  "ACC-10",
                  Map.of("determinant", List.of("ma_tinh"), "dependent", List.of("ten_tinh")))));

  @TempDir private Path directory;

  private List<CheckResult> check(List<List<String>> rows) throws IOException {
    Path file = directory.resolve("t.csv");
    Files.writeString(
        file,
        Stream.concat(Stream.of(HEADER), rows.stream())
            .map(row -> String.join(",", row))
            .collect(Collectors.joining("\n", "", "\n")));
    Path results = Files.createTempDirectory(directory, "r");
    try (var reader = new TableReader()) {
      ReadTable table =
          reader
              .read(
                  new ReadRequest(file, "t.csv", results, Map.of(), ReadOptions.TYPED),
                  Files.createTempDirectory(directory, "w"))
              .getFirst();
      return new TableChecker()
          .check(
              new TableUnderCheck(
                  "t.csv",
                  table.report().sha256(),
                  table.report(),
                  table.text().orElseThrow(),
                  table.typed().orElseThrow(),
                  Optional.of(CONTRACT),
                  Circumstances.unknown(TestTable.TODAY),
                  AdministrativeUnits::shipped),
              TestTable.session());
    }
  }

  private void isFound(Way way, int seed, int rows, double rate) throws IOException {
    var random = new Random(31L * seed + way.ordinal());
    var spoiled = new ArrayList<>(clean(seed, rows).stream().map(ArrayList::new).toList());
    int column = HEADER.indexOf(way.column);
    Set<Long> truth = new HashSet<>();
    int wanted = Math.max(1, (int) Math.round(rate * rows));
    while (truth.size() < wanted) {
      int kept = way.kept(rows);
      int row = kept + random.nextInt(rows - kept);
      if (truth.add(row + 2L)) {
        if (way.isOfAnotherRow()) {
          spoiled.set(row, new ArrayList<>(spoiled.get(random.nextInt(kept))));
        }
        spoiled.get(row).set(column, way.spoil(spoiled.get(row).get(column), random));
      }
    }

    List<CheckResult> results =
        check(List.copyOf(spoiled)).stream()
            .filter(result -> result.rule().equals(way.rule))
            .filter(result -> result.failed() > 0)
            .toList();

    String name = "%s, seed %d, %s of %d rows".formatted(way, seed, rate, rows);
    assertThat(results.stream().mapToLong(CheckResult::failed).sum())
        .as(name)
        .isEqualTo(truth.size());
    assertThat(
            results.stream()
                .flatMap(result -> result.finding().stream())
                .flatMap(finding -> finding.rows().stream())
                .map(FailingRow::row))
        .as(name)
        .isSubsetOf(truth);
  }

  private static Stream<Arguments> sample() {
    return Stream.of(Way.values())
        .flatMap(way -> Stream.of(0.001, 0.2).map(rate -> Arguments.of(way, rate)));
  }

  @ParameterizedTest
  @MethodSource("sample")
  void eachRuleFindsTheRowsThatWereSpoiled(Way way, double rate) throws IOException {
    isFound(way, 7, 1_000, rate);
  }

  @Test
  void nothingIsFoundInCleanTables() throws IOException {
    for (int seed = 1; seed <= 5; seed++) {
      assertThat(check(clean(seed, 1_000)).stream().filter(r -> r.severity().isPresent()))
          .as("seed " + seed)
          .extracting(CheckResult::rule)
          .containsOnly("COM-11"); // A thousand rows exactly.
    }
  }

  /** 40 tables, every way, five rates: 4,000 cases, an hour. */
  @Test
  @Tag("longest")
  void eachRuleFindsTheRowsThatWereSpoiledInEveryTableAtEveryRate() throws IOException {
    for (int seed = 1; seed <= 40; seed++) {
      for (Way way : Way.values()) {
        for (double rate : new double[] {0.0005, 0.001, 0.01, 0.05, 0.2}) {
          isFound(way, seed, 10_000 + 7 * seed, rate);
        }
      }
    }
  }
}
