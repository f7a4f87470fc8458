package vn.sen.publish.demo;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import vn.sen.vocab.LangText;

/**
 * A file of a sample dataset.
 *
 * @param name with its extension, unique within the dataset
 * @param dictionary the table whose columns the schema describes; absent when none is offered
 * @param link what its address answers
 * @param rows of the table; 0 for none
 * @param rules that should have found something
 * @param why what is special about it; empty for an ordinary file
 */
record SampleFile(
    String name,
    LangText title,
    Format format,
    byte[] bytes,
    Optional<Grid> dictionary,
    Link link,
    Expected expected,
    int rows,
    List<String> rules,
    String why) {

  /** What the address of a file answers. */
  enum Link {
    /** The file. */
    FILE,
    /** 404. */
    NOTHING,
    /** 200, with a page that asks to sign in. */
    LOGIN_PAGE
  }

  SampleFile {
    rules = List.copyOf(rules);
  }

  /** A good table in a file that holds {@code bytes}. */
  static SampleFile table(String name, Format format, Grid grid, byte[] bytes) {
    return new SampleFile(
        name + "." + format.extension(),
        Office.words("Bảng " + name, "Table " + name),
        format,
        bytes,
        Optional.of(grid),
        Link.FILE,
        Expected.PUBLISHED,
        grid.rows().size(),
        List.of(),
        "");
  }

  /** A good table in a CSV file as it should be: UTF-8, commas, header first. */
  static SampleFile csv(String name, Grid grid) {
    return table(name, Format.CSV, grid, grid.delimited(',').getBytes(StandardCharsets.UTF_8));
  }

  SampleFile titled(String vietnamese, String english) {
    return new SampleFile(
        name,
        Office.words(vietnamese, english),
        format,
        bytes,
        dictionary,
        link,
        expected,
        rows,
        rules,
        why);
  }

  /** The same file, special in the way {@code why} says. */
  SampleFile expecting(Expected outcome, String reason, String... found) {
    return new SampleFile(
        name, title, format, bytes, dictionary, link, outcome, rows, List.of(found), reason);
  }

  SampleFile withoutDictionary() {
    return new SampleFile(
        name, title, format, bytes, Optional.empty(), link, expected, rows, rules, why);
  }

  SampleFile answering(Link other) {
    return new SampleFile(
        name, title, format, bytes, dictionary, other, expected, rows, rules, why);
  }

  /** The same file with {@code count} rows of a table that is not its dictionary's. */
  SampleFile holding(int count) {
    return new SampleFile(
        name, title, format, bytes, dictionary, link, expected, count, rules, why);
  }
}
