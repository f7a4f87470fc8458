package vn.sen.harvest.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import vn.sen.harvest.check.CleanTables.Kind;
import vn.sen.harvest.check.CleanTables.Made;
import vn.sen.harvest.check.CleanTables.Role;
import vn.sen.harvest.contract.Contract;

/** One way to spoil a table as a whole, and the rule that says so. */
enum TableFault {
  OTHER_UNIT("ACC-11") {
    @Override
    boolean fits(Kind kind) {
      return Stream.of(NUMBERS).anyMatch(role -> kind.find(role).isPresent());
    }

    @Override
    Given spoiled(Kind kind, int seed) {
      int column = column(kind, NUMBERS);
      return given(kind, rows(kind, seed), cell -> times(cell, column))
          .after(kind, rows(kind, seed));
    }

    private List<String> times(List<String> row, int column) {
      var changed = new ArrayList<>(row);
      String cell = row.get(column);
      changed.set(column, cell.contains(".") ? cell.replace(".", "") + "0.00" : cell + "000");
      return changed;
    }

    @Override
    Given clean(Kind kind, int seed) {
      return given(kind, rows(kind, seed), row -> row).after(kind, rows(kind, seed + 1));
    }
  },
  WRONG_WHOLE("ACC-14") {
    @Override
    Given spoiled(Kind kind, int seed) {
      return wholes(kind, seed, 7);
    }

    @Override
    Given clean(Kind kind, int seed) {
      return wholes(kind, seed, 0);
    }

    private Given wholes(Kind kind, int seed, int off) {
      var rows = new ArrayList<List<String>>();
      for (int year = 2019; year < 2025; year++) {
        int sum = 0;
        for (int i = 0; i < 7; i++) {
          int value = 1_000 + (seed * 37 + year * 11 + i * 101 + kind.name().length()) % 900;
          rows.add(List.of(String.valueOf(year), "Tỉnh " + (char) ('A' + i), "" + value));
          sum += value;
        }
        rows.add(List.of(String.valueOf(year), "Cả nước", String.valueOf(sum + off)));
      }
      return new Given(file(List.of("nam", "tinh", "so_luong"), rows));
    }
  },
  CONSTANT("COM-06") {
    @Override
    Given spoiled(Kind kind, int seed) {
      int column = column(kind, Role.CATEGORY);
      return given(
          kind,
          rows(kind, seed),
          row -> {
            var same = new ArrayList<>(row);
            same.set(column, seed % 2 == 0 ? "" : "Như nhau");
            return same;
          });
    }
  },
  NO_ROWS("COM-07") {
    @Override
    Given spoiled(Kind kind, int seed) {
      return given(kind, List.of(), row -> row);
    }
  },
  FEWER_ROWS("COM-08") {
    @Override
    Given spoiled(Kind kind, int seed) {
      return given(kind, rows(kind, seed).subList(0, 300), row -> row)
          .after(kind, rows(kind, seed));
    }

    @Override
    Given clean(Kind kind, int seed) {
      return given(kind, rows(kind, seed), row -> row)
          .after(kind, rows(kind, seed).subList(0, 420));
    }
  },
  HOLE_IN_THE_GRID("COM-09") {
    @Override
    Given spoiled(Kind kind, int seed) {
      return grid(seed, (province, year) -> province == seed % 7 && year == 2016);
    }

    @Override
    Given clean(Kind kind, int seed) {
      return grid(seed, (_, _) -> false);
    }
  },
  MISSING_YEAR("COM-10") {
    @Override
    Given spoiled(Kind kind, int seed) {
      return grid(seed, (_, year) -> year == 2014 + seed % 9);
    }

    @Override
    Given clean(Kind kind, int seed) {
      return grid(seed, (_, _) -> false);
    }
  },
  CUT_IN_A_ROW("COM-11") {
    @Override
    Given spoiled(Kind kind, int seed) {
      byte[] whole = file(kind.header(), rows(kind, seed));
      String text = new String(whole, StandardCharsets.UTF_8);
      String last = text.strip().substring(text.strip().lastIndexOf('\n') + 1);
      int comma = last.indexOf(',', last.indexOf(',') + 1);
      String cut = text.strip();
      return new Given(
          cut.substring(0, cut.length() - last.length() + comma).getBytes(StandardCharsets.UTF_8));
    }
  },
  RENAMED("COM-12") {
    @Override
    Given spoiled(Kind kind, int seed) {
      var header = new ArrayList<>(kind.header());
      header.set(header.size() - 1, "cot_khac_han");
      return new Given(file(header, rows(kind, seed))).after(kind, rows(kind, seed));
    }

    @Override
    Given clean(Kind kind, int seed) {
      return given(kind, rows(kind, seed), row -> row).after(kind, rows(kind, seed));
    }
  },
  BLANK_HEADER("CLN-05") {
    @Override
    Given spoiled(Kind kind, int seed) {
      var header = new ArrayList<>(kind.header());
      header.set(3 + seed % 3, seed % 2 == 0 ? "" : header.getFirst());
      return new Given(file(header, rows(kind, seed)));
    }
  };

  final String rule;

  TableFault(String rule) {
    this.rule = rule;
  }

  /**
   * What is checked.
   *
   * @param previous the file of the last version
   */
  record Given(byte[] file, Optional<Contract> contract, Optional<byte[]> previous) {
    Given(byte[] file) {
      this(file, Optional.empty(), Optional.empty());
    }

    Given after(Kind kind, List<List<String>> rows) {
      return new Given(file, contract, Optional.of(TableFault.file(kind.header(), rows)));
    }
  }

  private static final Role[] NUMBERS = {Role.DECIMAL, Role.INTEGER, Role.MEN};

  /** Whether a kind of table can be spoiled so. */
  boolean fits(Kind kind) {
    return true;
  }

  abstract Given spoiled(Kind kind, int seed);

  /** The like without the fault. */
  Given clean(Kind kind, int seed) {
    return given(kind, rows(kind, seed), row -> row);
  }

  private static List<List<String>> rows(Kind kind, int seed) {
    return CleanTables.rows(kind, seed, 430);
  }

  private static Given given(
      Kind kind, List<List<String>> rows, java.util.function.UnaryOperator<List<String>> each) {
    return new Given(file(kind.header(), rows.stream().map(each).toList()));
  }

  private static byte[] file(List<String> header, List<List<String>> rows) {
    return CleanTables.csv(header, rows).getBytes(StandardCharsets.UTF_8);
  }

  /** The column of the first of these roles that there is. */
  private static int column(Kind kind, Role... roles) {
    for (Role role : roles) {
      Optional<Made> found = kind.find(role);
      if (found.isPresent()) {
        return kind.header().indexOf(found.get().name());
      }
    }
    throw new IllegalArgumentException(kind.name());
  }

  private static Given grid(int seed, java.util.function.BiPredicate<Integer, Integer> lacks) {
    List<String> codes = List.of("01", "79", "48", "46", "31", "92", "15");
    var rows = new ArrayList<List<String>>();
    for (int year = 2010; year < 2026; year++) {
      int of = year;
      IntStream.range(0, codes.size())
          .filter(province -> !lacks.test(province, of))
          .forEach(
              province ->
                  rows.add(
                      List.of(
                          codes.get(province),
                          String.valueOf(of),
                          String.valueOf(100 + (seed + of * 7 + province * 13) % 400))));
    }
    return new Given(file(List.of("ma_tinh", "nam", "gia_tri"), rows));
  }
}
