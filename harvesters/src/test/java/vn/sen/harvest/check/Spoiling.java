package vn.sen.harvest.check;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import vn.sen.harvest.check.CleanTables.Kind;
import vn.sen.harvest.check.CleanTables.Made;
import vn.sen.harvest.check.CleanTables.Role;
import vn.sen.vocab.VietnameseText;

/** One way to spoil cells of a table, and the rule that says so. */
enum Spoiling {
  UNTYPED("ACC-01", Role.INTEGER) {
    @Override
    String spoil(String cell, Random random) {
      return "khoảng " + cell;
    }
  },
  OUT_OF_RANGE("ACC-02", Role.INTEGER) {
    @Override
    String spoil(String cell, Random random) {
      return String.valueOf(200_000 + random.nextInt(70_000));
    }
  },
  UNLISTED("ACC-03", Role.CATEGORY) {
    @Override
    String spoil(String cell, Random random) {
      return cell + "x";
    }
  },
  UNKNOWN_UNIT("ACC-04", Role.PROVINCE_CODE) {
    @Override
    String spoil(String cell, Random random) {
      return "03";
    }
  },
  WRONG_SUM("ACC-05", Role.SUM) {
    @Override
    String spoil(String cell, Random random) {
      return String.valueOf(Integer.parseInt(cell) + 1 + random.nextInt(9));
    }
  },
  NO_SUCH_PARENT("ACC-06", Role.PARENT) {
    @Override
    String spoil(String cell, Random random) {
      return cell.replaceFirst("^\\D+", "KHONGCO");
    }
  },
  WRONG_CHECK_DIGIT("ACC-07", Role.TAX_CODE) {
    @Override
    String spoil(String cell, Random random) {
      return cell.substring(0, 9) + (cell.charAt(9) - '0' + 1 + random.nextInt(8)) % 10;
    }
  },
  IN_THE_SEA("ACC-08", Role.LATITUDE) {
    @Override
    String spoil(String cell, Random random) {
      return "-" + cell;
    }
  },
  /** A fifth of the values is no outlier any more. */
  OUTLIER("ACC-09", Role.DECIMAL, 0.01) {
    @Override
    String spoil(String cell, Random random) {
      return cell.replace(".", "") + "000.00";
    }
  },
  /** All rows of the province disagree then. */
  OTHER_NAME("ACC-10", Role.PROVINCE) {
    @Override
    String spoil(String cell, Random random) {
      return "Tỉnh Khác";
    }

    @Override
    Set<Integer> truth(Kind kind, List<List<String>> rows, Set<Integer> spoiled) {
      int code = kind.header().indexOf(kind.find(Role.PROVINCE_CODE).orElseThrow().name());
      var codes = new HashSet<String>();
      spoiled.forEach(row -> codes.add(rows.get(row).get(code)));
      var all = new HashSet<Integer>();
      for (int i = 0; i < rows.size(); i++) {
        if (codes.contains(rows.get(i).get(code))) {
          all.add(i);
        }
      }
      return all;
    }
  },
  FUTURE("ACC-12", Role.DATE) {
    @Override
    String spoil(String cell, Random random) {
      return "2" + (1 + random.nextInt(8)) + cell.substring(2);
    }
  },
  BLANK("COM-04", Role.INTEGER) {
    @Override
    String spoil(String cell, Random random) {
      return "";
    }
  },
  DISGUISED("COM-05", Role.CATEGORY) {
    @Override
    String spoil(String cell, Random random) {
      return new String[] {"N/A", "-", "đang cập nhật", "không rõ"}[random.nextInt(4)];
    }
  },
  EXTRA_CELL("CLN-01", Role.NOTE) {
    @Override
    String spoil(String cell, Random random) {
      return cell;
    }

    @Override
    List<String> spoil(List<String> row, int column, Random random) {
      var longer = new ArrayList<>(row);
      longer.add("x");
      return longer;
    }
  },
  MOJIBAKE("CLN-02", Role.PROVINCE, 0.2, 0.99, 0.98) {
    @Override
    String spoil(String cell, Random random) {
      byte[] utf8 = cell.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      return new String(utf8, java.nio.charset.Charset.forName("windows-1252"));
    }
  },
  OLD_LETTERS("CLN-02", Role.PROVINCE, 0.2, 0.97, 0.95) {
    @Override
    String spoil(String cell, Random random) {
      return "Hµ Néi";
    }
  },
  LOST_LETTERS("CLN-02", Role.NOTE) {
    @Override
    String spoil(String cell, Random random) {
      return cell.substring(0, 3) + "\uFFFD" + cell.substring(4);
    }
  },
  DECOMPOSED("CLN-03", Role.NOTE) {
    @Override
    String spoil(String cell, Random random) {
      return Normalizer.normalize("Ở đây: " + cell, Normalizer.Form.NFD);
    }
  },
  STRAY_BLANK("CLN-04", Role.CATEGORY) {
    @Override
    String spoil(String cell, Random random) {
      return new String[] {cell + "\u00a0", " " + cell, cell + "\u200b"}[random.nextInt(3)];
    }
  },
  COPY("CLN-06", Role.NOTE) {
    @Override
    boolean isOfAnotherRow() {
      return true;
    }

    @Override
    String spoil(String cell, Random random) {
      return cell;
    }
  },
  SAME_KEY("CLN-07", Role.KEY) {
    @Override
    boolean isOfAnotherRow() {
      return true;
    }

    @Override
    String spoil(String cell, Random random) {
      return cell;
    }

    @Override
    List<String> spoil(List<String> row, List<String> other, int column, Random random) {
      var spoiled = new ArrayList<>(row);
      spoiled.set(column, other.get(column));
      return spoiled;
    }

    @Override
    Set<Integer> truth(Kind kind, List<List<String>> rows, Set<Integer> spoiled) {
      int key = kind.header().indexOf(kind.find(Role.KEY).orElseThrow().name());
      var keys = new HashSet<String>();
      spoiled.forEach(row -> keys.add(rows.get(row).get(key)));
      var all = new HashSet<Integer>();
      for (int i = 0; i < rows.size(); i++) {
        if (keys.contains(rows.get(i).get(key))) {
          all.add(i);
        }
      }
      return all;
    }
  },
  NEAR_COPY("CLN-08", Role.NOTE, 0.2, 0.90, 0.80) {
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
  OTHER_NUMBERS("CLN-09", Role.DECIMAL) {
    @Override
    String spoil(String cell, Random random) {
      return cell.replace('.', ',');
    }
  },
  OTHER_DATES("CLN-10", Role.DATE) {
    @Override
    String spoil(String cell, Random random) {
      LocalDate date = LocalDate.parse(cell);
      return "%02d/%02d/%d".formatted(date.getDayOfMonth(), date.getMonthValue(), date.getYear());
    }
  },
  OTHER_SPELLING("CLN-11", Role.CATEGORY) {
    @Override
    String spoil(String cell, Random random) {
      String upper = cell.toUpperCase(Locale.ROOT);
      return !upper.equals(cell) && random.nextBoolean() || !cell.contains(" ")
          ? upper
          : cell.replace(" ", "  ");
    }

    @Override
    boolean isSpoilt(String cell, String spoiled) {
      return !cell.equals(spoiled);
    }
  },
  POWER_OF_TEN("CLN-12", Role.TAX_CODE) {
    @Override
    String spoil(String cell, Random random) {
      return cell.charAt(1) + "." + cell.substring(2, 5) + "E+09";
    }
  },
  FORMULA("CLN-13", Role.NOTE) {
    @Override
    String spoil(String cell, Random random) {
      return "=SUM(A1:A" + random.nextInt(9) + ")";
    }
  },
  SCRIPT("CLN-14", Role.NOTE) {
    @Override
    String spoil(String cell, Random random) {
      return cell + "<script>alert(" + random.nextInt(9) + ")</script>";
    }
  },
  TOTAL_ROW("CLN-16", Role.PROVINCE, 0.2) {
    @Override
    String spoil(String cell, Random random) {
      return new String[] {"Cả nước", "Toàn tỉnh", "Toàn quốc"}[random.nextInt(3)];
    }
  },
  SMALL_COUNT("CLN-19", Role.WOMEN) {
    @Override
    String spoil(String cell, Random random) {
      return String.valueOf(1 + random.nextInt(2));
    }
  };

  final String rule;
  private final Role role;

  /** Of all rows; beyond it the fault is no longer one of few. */
  final double most;

  final double recall;
  final double precision;

  Spoiling(String rule, Role role) {
    this(rule, role, 0.2);
  }

  Spoiling(String rule, Role role, double most) {
    this(rule, role, most, rule.equals("ACC-09") ? 0 : 1, rule.equals("ACC-09") ? 0.70 : 0.999);
  }

  Spoiling(String rule, Role role, double most, double recall, double precision) {
    this.rule = rule;
    this.role = role;
    this.most = most;
    this.recall = recall;
    this.precision = precision;
  }

  abstract String spoil(String cell, Random random);

  /** Whether the spoiled cell differs in what the rule looks for. */
  boolean isSpoilt(String cell, String spoiled) {
    return true;
  }

  List<String> spoil(List<String> row, int column, Random random) {
    var spoiled = new ArrayList<>(row);
    spoiled.set(column, spoil(row.get(column), random));
    return spoiled;
  }

  /** What a row becomes that is made of another one. */
  List<String> spoil(List<String> row, List<String> other, int column, Random random) {
    return spoil(other, column, random);
  }

  /** Whether the rest of the row is that of one of the first rows, which stay as they are. */
  boolean isOfAnotherRow() {
    return false;
  }

  /** Numbers of the rows, from 0, that the rule should show. */
  Set<Integer> truth(Kind kind, List<List<String>> rows, Set<Integer> spoiled) {
    return spoiled;
  }

  Optional<Made> column(Kind kind) {
    return kind.find(role);
  }
}
