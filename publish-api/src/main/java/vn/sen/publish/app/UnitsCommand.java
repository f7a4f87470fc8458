package vn.sen.publish.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.harvest.ReadReport;
import vn.sen.harvest.read.ReadOptions;
import vn.sen.harvest.read.ReadRequest;
import vn.sen.harvest.read.ReadTable;
import vn.sen.harvest.run.ReadJob;
import vn.sen.harvest.units.UnitMigration;
import vn.sen.harvest.units.UnitMigration.Outcome;
import vn.sen.harvest.units.UnitMigration.Placed;
import vn.sen.vocab.AdministrativeUnits;
import vn.sen.vocab.Column;
import vn.sen.vocab.problem.InvalidRequestException;

@Command(
    name = "units",
    description = "Administrative units in time.",
    synopsisSubcommandLabel = "migrate",
    subcommands = UnitsCommand.Migrate.class)
@NullUnmarked // picocli fills the fields
final class UnitsCommand extends SenCommand {
  @Override
  public Integer call() {
    spec.commandLine().usage(err());
    return Exit.WRONG_USE;
  }

  @Command(
      name = "migrate",
      description =
          "Says of each row of a table to which unit it belongs on another day than that of its"
              + " codes, or why that cannot be said.")
  @NullUnmarked
  static final class Migrate extends SenCommand {
    private static final long MEMORY = 200L << 20;
    private static final int REASONS_SHOWN = 5;

    @Parameters(paramLabel = "FILE")
    Path file;

    @Option(
        names = "--from",
        paramLabel = "DATE",
        required = true,
        description = "The day whose units the codes name, such as 2025-06-30.")
    LocalDate from;

    @Option(
        names = "--to",
        paramLabel = "DATE",
        required = true,
        description = "The day whose units are asked for, such as 2025-07-01.")
    LocalDate to;

    @Option(
        names = "--column",
        paramLabel = "NAME",
        description =
            "A column that holds codes, by its header (default: those whose headers and cells say"
                + " so).")
    List<String> columns = new ArrayList<>();

    @Option(
        names = "--codes",
        paramLabel = "FILE",
        description =
            "The list of units, as 'sen codes show administrative-units' prints it (default: the"
                + " one that ships with Sen).")
    @Nullable Path codes;

    @Option(
        names = "--out",
        paramLabel = "FILE.csv",
        description = "Where to write (default: the file's name with the day, beside you).")
    @Nullable Path out;

    @Override
    public Integer call() throws Exception {
      if (!Files.isRegularFile(file)) {
        throw new InvalidRequestException("There is no file " + file + ".");
      }
      Path target = out == null ? Path.of(stem(file) + "-" + to + ".csv") : out;
      if (Files.exists(target) && Files.isSameFile(target, file)) {
        throw new InvalidRequestException(
            "What is written cannot take the place of the file: name another for --out.");
      }
      Path results = Files.createTempDirectory("sen-units-");
      try (Workers workers = Workers.start(1)) {
        List<ReadTable> tables =
            ReadJob.read(
                workers.pool(),
                "units",
                new ReadRequest(file, file.toString(), results, Map.of(), ReadOptions.TYPED));
        AdministrativeUnits units = CodesFile.units(codes);
        Stream.of(from, to).distinct().forEach(day -> sayIfUnknown(day, units));
        int worst = Exit.DONE;
        int index = 0;
        for (ReadTable table : tables) {
          index++;
          Path place = index == 1 ? target : numbered(target, index);
          worst = Math.max(worst, migrate(table, units, place, results));
        }
        return worst;
      } finally {
        PathUtils.deleteDirectory(results);
      }
    }

    /** The list answers for any day; how well it knows that day, it does not say. */
    private void sayIfUnknown(LocalDate day, AdministrativeUnits units) {
      units
          .firstKnownDay()
          .filter(day::isBefore)
          .ifPresent(
              first ->
                  err()
                      .printf(
                          "Danh mục chỉ biết đơn vị từ ngày %1$s: đơn vị đã bỏ trước đó không có,"
                              + " nên kết quả cho ngày %2$s có thể thiếu. Dùng --codes nếu có danh"
                              + " mục cũ hơn.%nThe list knows units from %1$s on; those abolished"
                              + " before are not in it, so for %2$s some may be missing. Give an"
                              + " older list with --codes.%n",
                          first, day));
      String version = units.version().version();
      if (version.compareTo(day.toString()) < 0) {
        err()
            .printf(
                "Danh mục lập ngày %1$s: thay đổi từ đó đến ngày %2$s không có trong danh mục.%n"
                    + "The list is of %1$s: what changed between then and %2$s it does not know.%n",
                version, day);
      }
    }

    private int migrate(ReadTable table, AdministrativeUnits units, Path target, Path results) {
      ReadReport report = table.report();
      String name = report.table().map(t -> report.input() + "#" + t).orElse(report.input());
      if (table.text().isEmpty()) {
        err().printf("%s: refused. %s%n", name, report.message().en());
        return Exit.FAILED;
      }
      demandColumns(report);
      try (DuckSession session = DuckSession.open(results.resolve("spill"), MEMORY, 2)) {
        var migration = new UnitMigration(units, from, to);
        return switch (migration.migrate(
            session, table.text().get(), report.columns(), columns, target)) {
          case Outcome.NoCodes _ -> {
            err()
                .printf(
                    "%s: không có cột nào chứa mã đơn vị hành chính của ngày %s. Nêu tên cột bằng"
                        + " --column.%n%s: no column holds codes of administrative units of %s."
                        + " Name it with --column.%n",
                    name, from, name, from);
            yield Exit.FOUND;
          }
          case Outcome.Written(List<Placed> placed) -> {
            err()
                .printf(
                    "%s: %,d rows -> %s. %s%n", name, report.rows(), target, report.message().en());
            placed.forEach(this::print);
            yield placed.stream().allMatch(each -> each.unplaced() == 0) ? Exit.DONE : Exit.FOUND;
          }
        };
      }
    }

    private void demandColumns(ReadReport report) {
      List<String> there =
          report.columns().stream()
              .flatMap(column -> Stream.of(column.name(), column.original().strip()))
              .distinct()
              .toList();
      if (!there.containsAll(columns)) {
        throw new InvalidRequestException(
            "--column names a column of the table; it has "
                + String.join(", ", report.columns().stream().map(Column::name).toList())
                + ".");
      }
    }

    private void print(Placed column) {
      err()
          .printf(
              "  %s (%s): %,d placed, %,d of which it cannot be said%n",
              column.column(),
              column.level().name().toLowerCase(Locale.ROOT),
              column.placed(),
              column.unplaced());
      column.why().entrySet().stream()
          .limit(REASONS_SHOWN)
          .forEach(
              why ->
                  err()
                      .printf(
                          "    %s: %s%n      %s%n",
                          why.getKey(), why.getValue().vi(), why.getValue().en()));
      if (column.why().size() > REASONS_SHOWN) {
        err().printf("    ... the note beside each row says why%n");
      }
    }

    private static String stem(Path file) {
      String name = file.getFileName().toString();
      int dot = name.lastIndexOf('.');
      return dot > 0 ? name.substring(0, dot) : name;
    }

    private static Path numbered(Path target, int index) {
      return target.resolveSibling(stem(target) + "-" + index + ".csv");
    }
  }
}
