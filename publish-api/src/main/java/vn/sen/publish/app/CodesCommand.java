package vn.sen.publish.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.sen.catalog.CodeListEntry;
import vn.sen.catalog.CodeShelf;
import vn.sen.catalog.CodesImport;
import vn.sen.vocab.AdministrativeUnit;
import vn.sen.vocab.AdministrativeUnit.Level;
import vn.sen.vocab.AdministrativeUnits;
import vn.sen.vocab.CodeList;
import vn.sen.vocab.CodeLists;
import vn.sen.vocab.Json;
import vn.sen.vocab.UnitChanges;
import vn.sen.vocab.UnitChanges.Became;
import vn.sen.vocab.problem.InvalidRequestException;

@Command(
    name = "codes",
    description = "Code lists in time: which versions there are, what they say, newer ones.",
    synopsisSubcommandLabel = "import|list|show",
    subcommands = {CodesCommand.Import.class, CodesCommand.ListAll.class, CodesCommand.Show.class})
@NullUnmarked // picocli fills the fields
final class CodesCommand extends SenCommand {
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  @Override
  public Integer call() {
    spec.commandLine().usage(err());
    return Exit.WRONG_USE;
  }

  private static String named(AdministrativeUnit unit) {
    return unit.code() + " " + unit.name();
  }

  private static String period(AdministrativeUnit unit) {
    return "%10s – %s"
        .formatted(
            unit.validFrom().map(LocalDate::toString).orElse("…"),
            unit.validTo().map(LocalDate::toString).orElse(""));
  }

  @Command(
      name = "import",
      description = "Takes in a newer version of a code list, or says why it can't.")
  @NullUnmarked
  static final class Import extends CatalogCommand {
    private static final int SHOWN = 20;

    @Parameters(paramLabel = "FILE", description = "The whole list; docs/code-lists.md says how.")
    Path file;

    @Option(
        names = "--why",
        defaultValue = "",
        description = "The reason, such as the decree; kept in the journal.")
    String why;

    @Option(names = "--json", description = "Print what changed, or the faults, as JSON.")
    boolean json;

    @Override
    List<String> words() {
      return words(spec.commandLine().getParseResult().matchedPositional(0), file);
    }

    @Override
    boolean needsData() {
      return false;
    }

    @Override
    int run(Program program) throws Exception {
      CodesImport outcome =
          program.intake().importCodes(CodesFile.bytes(file), why, Steward.name());
      if (json) {
        out().println(Json.write(outcome));
      }
      return switch (outcome) {
        case CodesImport.Imported imported -> {
          if (!json) {
            print(imported);
          }
          yield Exit.DONE;
        }
        case CodesImport.Unchanged(var version) -> {
          err()
              .printf(
                  "%s %s đã có với đúng nội dung này; không có gì thay đổi.%n"
                      + "%s %s is there already and says the same; nothing changed.%n",
                  version.list(), version.version(), version.list(), version.version());
          yield Exit.DONE;
        }
        case CodesImport.Refused(var faults) -> {
          if (!json) {
            err().println(CodesFile.text(faults));
          }
          err()
              .printf(
                  "Không nhập %s (%d lỗi); danh mục đang dùng giữ nguyên.%n"
                      + "%s was not imported (%d faults); the list in force stays.%n",
                  file.getFileName(), faults.size(), file.getFileName(), faults.size());
          yield Exit.FAILED;
        }
      };
    }

    private void print(CodesImport.Imported imported) {
      UnitChanges changes = imported.changes();
      out()
          .printf(
              "%s: %s -> %s (SHA-256 %s)%n",
              imported.now().list(),
              imported.before().version(),
              imported.now().version(),
              imported.now().sha256());
      print("thêm / added", changes.added(), unit -> named(unit) + ", " + period(unit).strip());
      print("hết hiệu lực / ended", changes.ended(), unit -> named(unit) + ", " + last(unit));
      print("đổi tên, đổi mã / renamed", changes.renamed(), Import::became);
      print("chia / split", changes.split(), Import::became);
      print("nhập / merged", changes.merged(), Import::became);
      print("sửa / corrected", changes.corrected(), Import::corrected);
    }

    private <T> void print(String title, List<T> all, Function<T, String> words) {
      if (all.isEmpty()) {
        return;
      }
      out().printf("  %s: %d%n", title, all.size());
      all.stream().limit(SHOWN).forEach(each -> out().println("    " + words.apply(each)));
      if (all.size() > SHOWN) {
        out().printf("    ... %d nữa / more (--json)%n", all.size() - SHOWN);
      }
    }

    private static String last(AdministrativeUnit unit) {
      return unit.validTo().map(LocalDate::toString).orElse("");
    }

    private static String became(Became became) {
      return all(became.before()) + " -> " + all(became.after());
    }

    private static String corrected(Became became) {
      AdministrativeUnit before = became.before().getFirst();
      AdministrativeUnit after = became.after().getFirst();
      return "%s (%s; %s) -> %s (%s; %s)"
          .formatted(
              named(before),
              before.parent().orElse("-"),
              period(before).strip(),
              named(after),
              after.parent().orElse("-"),
              period(after).strip());
    }

    private static String all(List<AdministrativeUnit> units) {
      return units.stream().map(CodesCommand::named).collect(Collectors.joining(" + "));
    }
  }

  /** What can be told without a data directory: what ships. */
  @NullUnmarked
  abstract static class Telling extends CatalogCommand {
    abstract int tell(CodeShelf shelf);

    @Override
    int run(Program program) {
      return tell(program.catalog().codes());
    }

    @Override
    public Integer call() throws Exception {
      return Files.isDirectory(data)
          ? super.call()
          : Integer.valueOf(tell(new CodeShelf(CodeShelf.Imports.NONE)));
    }
  }

  @Command(name = "list", description = "Prints the lists and their versions, the newest first.")
  @NullUnmarked
  static final class ListAll extends Telling {
    @Option(names = "--json", description = "Print them as JSON.")
    boolean json;

    @Override
    int tell(CodeShelf shelf) {
      List<CodeListEntry> versions = shelf.versions();
      if (json) {
        out().println(Json.write(versions));
        return Exit.DONE;
      }
      for (CodeListEntry entry : versions) {
        out()
            .printf(
                "%-22s %-14s %s  %s%n",
                entry.version().list(),
                entry.version().version(),
                entry
                    .imported()
                    .map(i -> "%s %s".formatted(LocalDate.ofInstant(i.at(), VIETNAM), i.by()))
                    .orElse("ships with Sen"),
                entry.source());
        entry
            .imported()
            .filter(imported -> !imported.why().isEmpty())
            .ifPresent(imported -> out().printf("%-22s %s%n", "", imported.why()));
      }
      return Exit.DONE;
    }
  }

  @Command(
      name = "show",
      description = "Prints a list as it is written, or what its codes name on a day.")
  @NullUnmarked
  static final class Show extends Telling {
    @Parameters(
        index = "0",
        paramLabel = "LIST[@VERSION]",
        description = "Such as administrative-units (the version in force, where none is named).")
    String asked;

    @Parameters(
        index = "1",
        arity = "0..1",
        paramLabel = "CODE",
        description = "A unit's code: everything it ever named, and what became of that.")
    @Nullable String code;

    @Option(
        names = "--at",
        paramLabel = "DATE",
        description = "Only what stands on that day, such as 2025-06-30.")
    @Nullable LocalDate day;

    @Override
    int tell(CodeShelf shelf) {
      int at = asked.indexOf('@');
      String list = at < 0 ? asked : asked.substring(0, at);
      Optional<String> version = at < 0 ? Optional.empty() : Optional.of(asked.substring(at + 1));
      if (CodeLists.find(list).isEmpty()) {
        throw new InvalidRequestException(
            "There is no code list '%s'; there are %s."
                .formatted(
                    list,
                    CodeLists.all().stream()
                        .map(CodeLists.Known::key)
                        .collect(Collectors.joining(", "))));
      }
      CodeList found =
          shelf
              .find(list, version)
              .orElseThrow(
                  () ->
                      new InvalidRequestException(
                          "There is no version '%s' of %s; 'sen codes list' tells those there are."
                              .formatted(version.orElse(""), list)));
      if (code == null && day == null) {
        out().print(found.text());
        out().flush();
        return Exit.DONE;
      }
      if (!list.equals(CodeLists.UNITS)) {
        throw new InvalidRequestException(
            "Only %s knows of days; 'sen codes show %s' prints all of this list."
                .formatted(CodeLists.UNITS, list));
      }
      return tell(AdministrativeUnits.of(found));
    }

    private int tell(AdministrativeUnits units) {
      List<AdministrativeUnit> told =
          code == null
              ? units.all()
              : Arrays.stream(Level.values())
                  .flatMap(level -> units.history(code, level).stream())
                  .toList();
      told = told.stream().filter(unit -> day == null || unit.isValidOn(day)).toList();
      if (told.isEmpty()) {
        err()
            .printf(
                "Phiên bản %s không có %s. Version %s has no %s.%n",
                units.version().version(), what(), units.version().version(), what());
        return Exit.FOUND;
      }
      for (AdministrativeUnit unit : told) {
        out()
            .printf(
                "%-8s %-5s %s  %s%s%n",
                unit.level().name().toLowerCase(java.util.Locale.ROOT),
                unit.code(),
                period(unit),
                unit.name(),
                unit.parent().map(parent -> " (" + parent + ")").orElse(""));
        if (code != null) {
          relatives(units, unit);
        }
      }
      return Exit.DONE;
    }

    private String what() {
      return (code == null ? "*" : code) + (day == null ? "" : " " + day);
    }

    private void relatives(AdministrativeUnits units, AdministrativeUnit unit) {
      Map<String, List<AdministrativeUnit>> relatives = new LinkedHashMap<>();
      relatives.put("<-", units.predecessors(unit));
      relatives.put("->", units.successors(unit));
      relatives.forEach(
          (arrow, others) ->
              others.forEach(other -> out().printf("         %s %s%n", arrow, named(other))));
    }
  }
}
