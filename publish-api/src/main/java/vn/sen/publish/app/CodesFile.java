package vn.sen.publish.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.sen.harvest.run.UnitList;
import vn.sen.vocab.AdministrativeUnits;
import vn.sen.vocab.CodeList;
import vn.sen.vocab.CodeListReading;
import vn.sen.vocab.CodeListReading.Fault;
import vn.sen.vocab.CodeLists;
import vn.sen.vocab.problem.InvalidRequestException;

/** The file of a code list that somebody named. */
final class CodesFile {
  private static final int FAULTS_SHOWN = 50;

  private CodesFile() {}

  /**
   * The bytes of a file, or enough of them to see that they are too many.
   *
   * @throws InvalidRequestException when there is no such file
   */
  static byte[] bytes(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidRequestException("There is no file " + file + ".");
    }
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(CodeLists.LARGEST_BYTES + 1);
    }
  }

  /** The units of a file; of the list that ships where none is named. */
  static AdministrativeUnits units(@Nullable Path file) throws IOException {
    return file == null ? AdministrativeUnits.shipped() : AdministrativeUnits.of(read(file));
  }

  /**
   * The same as workers are handed it.
   *
   * @param directory for the text in the form in which it is hashed
   */
  static UnitList unitList(@Nullable Path file, Path directory) throws IOException {
    if (file == null) {
      return UnitList.shipped();
    }
    CodeList list = read(file);
    Path text = Files.writeString(directory.resolve("codes"), list.text());
    return new UnitList(list.version(), Optional.of(text));
  }

  private static CodeList read(Path file) throws IOException {
    return switch (CodeLists.read(bytes(file))) {
      case CodeListReading.Read(CodeList list) -> list;
      case CodeListReading.Invalid(List<Fault> faults) ->
          throw new InvalidRequestException(
              "%s is no code list that can be used:%n%s".formatted(file, text(faults)));
    };
  }

  /** Faults for people, in both languages; those beyond the first fifty are counted. */
  static String text(List<Fault> faults) {
    String shown =
        faults.stream()
            .limit(FAULTS_SHOWN)
            .map(
                fault -> {
                  String where =
                      fault.line().isPresent() ? "%d: ".formatted(fault.line().getAsInt()) : "";
                  return "  %s%s%n  %s%s"
                      .formatted(
                          where, fault.why().vi(), " ".repeat(where.length()), fault.why().en());
                })
            .collect(Collectors.joining("\n"));
    return faults.size() <= FAULTS_SHOWN
        ? shown
        : "%s%n  ... và %d lỗi nữa / and %d more"
            .formatted(shown, faults.size() - FAULTS_SHOWN, faults.size() - FAULTS_SHOWN);
  }
}
