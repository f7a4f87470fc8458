package vn.sen.harvest.markup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vn.sen.harvest.ReadReport;
import vn.sen.vocab.Finding;
import vn.sen.vocab.Message;

/**
 * Gives an agency its own file back with what was found in it: a workbook with the failing cells
 * marked, a text unchanged in an archive with a list and a marked workbook of the same records, any
 * other file in an archive with a list. Corrected, each can be sent again as it is. Opens what was
 * received, so it is meant for a worker process.
 */
public final class MarkedReturn {
  private MarkedReturn() {}

  /** A table of the file and what was found in it, values masked where they must be. */
  public record Judged(ReadReport report, List<Finding> findings) {
    public Judged {
      findings = List.copyOf(findings);
    }

    boolean wasRead() {
      return report.status() == ReadReport.Status.CONVERTED;
    }
  }

  /** What became of the return. */
  public sealed interface Outcome {
    /** What to tell the agency. */
    Message message();

    /** It is in {@code file}, of which the extension says what it is. */
    record Written(Path file, Message message) implements Outcome {}

    /** There is none. */
    record Refused(Message message) implements Outcome {}
  }

  /**
   * Writes the return.
   *
   * @param received the bytes as they came; not changed
   * @param name of the file as the agency knows it
   * @param tables all that were read from it, in their order
   * @param directory where the return goes
   * @param temporary for what is needed in between
   * @throws IOException when the disk fails, not the file
   */
  public static Outcome write(
      Path received, String name, List<Judged> tables, Path directory, Path temporary)
      throws IOException {
    Optional<Judged> read = tables.stream().filter(Judged::wasRead).findFirst();
    if (read.isEmpty()) {
      return new Outcome.Refused(nothingRead(tables));
    }
    List<Remark> remarks = Remark.all(tables);
    return switch (read.get().report().format()) {
      case "xlsx", "xls" -> {
        Path target = directory.resolve("return." + read.get().report().format());
        yield switch (ReceivedWorkbook.open(received)) {
          case ReceivedWorkbook.Opened(var workbook) -> {
            try (workbook) {
              yield new Outcome.Written(target, workbook.mark(remarks, target));
            }
          }
          case ReceivedWorkbook.TooLarge _ ->
              unmarked(received, name, remarks, directory, "quá lớn", "too large");
          case ReceivedWorkbook.Unreadable _ ->
              unmarked(
                  received,
                  name,
                  remarks,
                  directory,
                  "có cấu trúc không chuẩn (lưu lại dạng XLSX thì được)",
                  "of an unusual structure (saved as XLSX it can be)");
        };
      }
      case "csv" -> text(received, name, tables, remarks, directory, temporary);
      default ->
          new Outcome.Written(
              ReturnArchive.write(received, name, remarks, Optional.empty(), directory), listed());
    };
  }

  /** A workbook that was read, but of which the cells cannot be marked: its list is not lost. */
  private static Outcome unmarked(
      Path received, String name, List<Remark> remarks, Path directory, String vi, String en)
      throws IOException {
    return new Outcome.Written(
        ReturnArchive.write(received, name, remarks, Optional.empty(), directory),
        new Message(
            "Không đánh dấu được từng ô: sổ Excel %s. Hãy dùng danh sách %s trong tệp ZIP."
                .formatted(vi, ReturnArchive.LIST),
            "The cells cannot be marked: the workbook is %s. Use the list %s in the ZIP."
                .formatted(en, ReturnArchive.LIST)));
  }

  private static Outcome text(
      Path received,
      String name,
      List<Judged> tables,
      List<Remark> remarks,
      Path directory,
      Path temporary)
      throws IOException {
    Path rendering = temporary.resolve("marked.xlsx");
    boolean rendered =
        TextRendering.write(
            received, tables.stream().map(Judged::report).toList(), remarks, temporary, rendering);
    Path archive =
        ReturnArchive.write(
            received,
            name,
            remarks,
            rendered ? Optional.of(rendering) : Optional.empty(),
            directory);
    Files.deleteIfExists(rendering);
    return new Outcome.Written(
        archive,
        rendered
            ? new Message(
                "Tệp ZIP có tệp đã gửi (giữ nguyên từng byte), danh sách lỗi và bản XLSX có đánh"
                    + " dấu. Sửa một trong hai bản rồi gửi lại.",
                "The ZIP holds the file as sent, byte for byte, the list of what was found, and a"
                    + " marked XLSX of it. Mend either and send it again.")
            : listed());
  }

  private static Message listed() {
    return new Message(
        "Tệp ZIP có tệp đã gửi (giữ nguyên từng byte) và danh sách lỗi "
            + ReturnArchive.LIST
            + "; không có bản đánh dấu từng ô.",
        "The ZIP holds the file as sent, byte for byte, and the list of what was found, "
            + ReturnArchive.LIST
            + "; no cells are marked.");
  }

  private static Message nothingRead(List<Judged> tables) {
    return tables.stream()
        .findFirst()
        .map(table -> table.report().message())
        .map(
            why ->
                new Message(
                    "Không có bảng nào để đánh dấu. " + why.vi(),
                    "There is no table to mark. " + why.en()))
        .orElse(new Message("Không có bảng nào để đánh dấu.", "There is no table to mark."));
  }
}
