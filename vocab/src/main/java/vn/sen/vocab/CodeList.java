package vn.sen.vocab;

import java.util.List;

/**
 * A code list in one of its versions, as its file says it ({@code docs/code-lists.md}).
 *
 * @param version which list it is, and which version of it
 * @param source who says so, in the file's words
 * @param text the whole file: UTF-8, NFC, lines ending in a line feed
 */
public record CodeList(CodeListVersion version, String source, String text) {

  /** A cell that holds several values, separated by semicolons; none when it is empty. */
  static List<String> values(String cell) {
    return cell.isBlank() ? List.of() : List.of(cell.strip().split(" *; *"));
  }
}
