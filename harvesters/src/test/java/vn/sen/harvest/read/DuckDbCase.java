package vn.sen.harvest.read;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A case of DuckDB's tests that says which rows a whole file has.
 *
 * @param name of the test file, and the number of the query in it
 * @param file under the data
 * @param count how many rows there are, where only that is asked
 * @param rows as they stand in the case
 * @param ordered whether the rows stand in the order of the file
 */
record DuckDbCase(
    String name, String file, Optional<Long> count, List<List<String>> rows, boolean ordered) {

  /** All columns of one file or how many rows it has, without a condition or a limit. */
  private static final Pattern WHOLE_FILE =
      Pattern.compile(
          "(?is)\\s*(select\\s+\\*\\s+from|from|select\\s+count\\(\\*\\)\\s+from)\\s+"
              + "(?:'\\{DATA_DIR}/([^'*\\[?]+)'"
              + "|read_csv(?:_auto)?\\s*\\(\\s*'\\{DATA_DIR}/([^'*\\[?]+)'\\s*((?:,[^()]*)?)\\))"
              + "\\s*(order by all)?\\s*;?\\s*");

  private static final Pattern OPTION = Pattern.compile("(?:^|,)\\s*([a-zA-Z_]+)\\s*=");

  /**
   * Options that leave the rows what a reader without any should find: the dialect, which Sen has
   * to find, how DuckDB goes about it, and what Sen does anyway. All others (rows to skip, columns
   * and types, texts for null, formats of dates) ask for something else than what is in the file.
   */
  private static final Set<String> NO_MATTER =
      Set.of(
          "delim",
          "sep",
          "quote",
          "escape",
          "header",
          "new_line",
          "auto_detect",
          "sample_size",
          "buffer_size",
          "parallel",
          "max_line_size",
          "maximum_line_size",
          "strict_mode",
          "null_padding",
          "all_varchar",
          "normalize_names",
          "compression",
          "allow_quoted_nulls");

  /** The cases under a folder whose file there is, by the rule of the two lists above. */
  static List<DuckDbCase> all(Path cases, Path data) throws IOException {
    var found = new ArrayList<DuckDbCase>();
    try (Stream<Path> files = Files.walk(cases)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        int number = 0;
        for (List<String> block : blocks(file)) {
          if (block.getFirst().startsWith("query")) {
            String name = cases.relativize(file) + " " + ++number;
            of(name, block)
                .filter(test -> Files.exists(data.resolve(test.file)))
                .ifPresent(found::add);
          }
        }
      }
    }
    return found;
  }

  private static List<List<String>> blocks(Path file) throws IOException {
    var blocks = new ArrayList<List<String>>();
    var block = new ArrayList<String>();
    for (String line : (Files.readString(file) + "\n\n").lines().toList()) {
      if (line.isBlank()) {
        if (!block.isEmpty()) {
          blocks.add(List.copyOf(block));
          block.clear();
        }
      } else if (!line.startsWith("#")) {
        block.add(line);
      }
    }
    return blocks;
  }

  private static Optional<DuckDbCase> of(String name, List<String> block) {
    int end = block.indexOf("----");
    if (end < 0) {
      return Optional.empty();
    }
    Matcher query = WHOLE_FILE.matcher(String.join(" ", block.subList(1, end)));
    if (!query.matches()) {
      return Optional.empty();
    }
    @Nullable String alone = query.group(2);
    String file = alone != null ? alone : query.group(3);
    String options = alone != null ? "" : query.group(4);
    boolean matters =
        OPTION
            .matcher(options)
            .results()
            .map(option -> option.group(1).toLowerCase(Locale.ROOT))
            .anyMatch(option -> !NO_MATTER.contains(option));
    if (matters || options.contains("[") || options.contains("{")) {
      return Optional.empty();
    }
    List<String> result = block.subList(end + 1, block.size());
    boolean counts = query.group(1).toLowerCase(Locale.ROOT).contains("count");
    return Optional.of(
        new DuckDbCase(
            name,
            file,
            counts ? Optional.of(Long.parseLong(result.getFirst().strip())) : Optional.empty(),
            counts ? List.of() : result.stream().map(line -> cells(line)).toList(),
            query.group(5) == null && !block.getFirst().contains("sort")));
  }

  private static List<String> cells(String line) {
    return Arrays.asList(line.split("\t", -1));
  }

  boolean isEmpty() {
    return count.map(n -> n == 0).orElse(rows.isEmpty());
  }

  /** Whether these are the rows, as they stand or typed. */
  boolean fits(List<List<@Nullable String>> text, List<List<@Nullable String>> typed) {
    if (count.isPresent()) {
      return count.get() == typed.size();
    }
    if (rows.size() != typed.size()) {
      return false;
    }
    var left = new ArrayList<Integer>();
    for (int i = 0; i < rows.size(); i++) {
      left.add(i);
    }
    for (List<String> row : rows) {
      Optional<Integer> same =
          (ordered ? left.subList(0, 1) : left)
              .stream().filter(i -> fits(row, text.get(i), typed.get(i))).findFirst();
      if (same.isEmpty()) {
        return false;
      }
      left.remove(same.get());
    }
    return true;
  }

  private static boolean fits(
      List<String> expected, List<@Nullable String> text, List<@Nullable String> typed) {
    if (expected.size() != typed.size()) {
      return false;
    }
    for (int i = 0; i < typed.size(); i++) {
      if (!fits(expected.get(i), text.get(i)) && !fits(expected.get(i), typed.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(String expected, @Nullable String cell) {
    if (cell == null) {
      return expected.equals("NULL") || expected.equals("(empty)");
    }
    String wanted = expected.strip();
    String has = cell.strip();
    return wanted.equals(has)
        || wanted.equals(has.replaceFirst("\\.0$", ""))
        || isSameNumber(wanted, has);
  }

  /** Equal in the digits that a binary number has. */
  private static boolean isSameNumber(String a, String b) {
    try {
      var digits = new MathContext(15);
      return new BigDecimal(a).round(digits).compareTo(new BigDecimal(b).round(digits)) == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
