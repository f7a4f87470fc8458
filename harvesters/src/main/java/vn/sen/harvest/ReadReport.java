package vn.sen.harvest;

import java.util.List;
import java.util.Optional;
import vn.sen.vocab.Column;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Message;

/**
 * What reading one file gave: the line that {@code sen convert --report} prints, one per table.
 * Rows received = rows + rejectedRows + setAsideRows, headers and preambles apart.
 *
 * @param input name of the file
 * @param table name of the sheet or entry, absent when the file is one table
 * @param encoding such as {@code UTF-8}, {@code UTF-16LE}, {@code TCVN3}; empty where the format
 *     has none. A workbook of which some cells are in old letters has all that its cells are in,
 *     the most frequent first: {@code TCVN3, Unicode}
 * @param format such as {@code csv}, {@code xlsx}, {@code xls}
 * @param delimiter, quote empty where the format has none
 * @param headerRows records that make the header; 0 when it has none and columns are named {@code
 *     column1} ...
 * @param preambleRows records before the header
 * @param nulledCells cells that did not fit their column's type and became null
 * @param output name of the file written, empty when rejected
 * @param sha256 of the input, hexadecimal
 * @param message why it was rejected, or what was done to read it; in both languages
 * @param notes what the reader saw that rules on form want to know
 */
public record ReadReport(
    String input,
    Optional<String> table,
    Status status,
    String encoding,
    String format,
    String delimiter,
    String quote,
    int headerRows,
    int preambleRows,
    List<Column> columns,
    long rows,
    long rejectedRows,
    long setAsideRows,
    long nulledCells,
    String output,
    String sha256,
    Message message,
    Notes notes) {

  public ReadReport {
    columns = List.copyOf(columns);
  }

  /** The same under another name within its file. */
  public ReadReport named(Optional<String> name) {
    return with(name, output, message, notes);
  }

  /** The same, written to {@code file}. */
  public ReadReport writtenTo(String file) {
    return with(table, file, message, notes);
  }

  /**
   * The same, of a workbook with sheets that nobody sees.
   *
   * @param said what there is to say of them, behind the rest
   */
  public ReadReport hiding(List<String> sheets, Message said) {
    return with(
        table,
        output,
        new Message(message.vi() + " " + said.vi(), message.en() + " " + said.en()),
        notes.hiding(sheets));
  }

  /** The same of some of its columns. */
  public ReadReport of(List<Column> some) {
    return with(some, table, output, message, notes);
  }

  private ReadReport with(Optional<String> name, String file, Message said, Notes noted) {
    return with(columns, name, file, said, noted);
  }

  private ReadReport with(
      List<Column> some, Optional<String> name, String file, Message said, Notes noted) {
    return new ReadReport(
        input,
        name,
        status,
        encoding,
        format,
        delimiter,
        quote,
        headerRows,
        preambleRows,
        some,
        rows,
        rejectedRows,
        setAsideRows,
        nulledCells,
        file,
        sha256,
        said,
        noted);
  }

  /** Whether a table came out. */
  public enum Status {
    CONVERTED,
    REJECTED;

    @com.fasterxml.jackson.annotation.JsonValue
    public String key() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Records that were received: written, rejected, set aside, and those before the rows. */
  public long records() {
    return preambleRows + (long) headerRows + rows + rejectedRows + setAsideRows;
  }

  /**
   * What the reader saw of the form.
   *
   * @param encodingConfidence 0 to 1
   * @param undecodableCells cells that no encoding decodes
   * @param replacementCells cells with U+FFFD
   * @param mojibakeCells cells that look doubly encoded
   * @param raggedRows record numbers with another count of cells than the header, the first 100
   * @param raggedTotal how many there are
   * @param strayQuotes records with quotes that are not balanced or not at the edge
   * @param mixedLineEnds whether line ends differ within the file
   * @param delimiters other delimiters that would have fitted nearly as well
   * @param truncated why the file seems cut, absent when it doesn't
   * @param headerFaults columns whose header is blank, repeated, broken over lines or merged
   * @param typedNulls per column that has any, how many cells did not fit its type
   * @param ambiguousColumns columns that stayed text because their numbers or dates have two
   *     readings
   * @param nearlyTyped columns that stayed text because too many of their cells, yet few, do not
   *     fit the type of the rest
   * @param surplusColumns columns at the end that are none of the table, but hold what single
   *     records have too much; only where every cell is kept as text
   * @param hiddenSheets sheets of the workbook with something in them that nobody sees, and that
   *     were not read
   * @param raggedCells how many cells each of {@code raggedRows} has
   * @param blankRows numbers of blank records with others below them in delimited text, the first
   *     100; they are set aside
   * @param blankTotal how many there are
   */
  public record Notes(
      double encodingConfidence,
      long undecodableCells,
      long replacementCells,
      long mojibakeCells,
      List<Long> raggedRows,
      long raggedTotal,
      long strayQuotes,
      boolean mixedLineEnds,
      List<String> delimiters,
      Optional<Message> truncated,
      List<String> headerFaults,
      List<TypedNull> typedNulls,
      List<String> ambiguousColumns,
      List<Nearly> nearlyTyped,
      int surplusColumns,
      List<String> hiddenSheets,
      List<Integer> raggedCells,
      List<Long> blankRows,
      long blankTotal) {

    /** Nothing to note. */
    public static final Notes NONE =
        new Notes(
            1,
            0,
            0,
            0,
            List.of(),
            0,
            0,
            false,
            List.of(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            0,
            List.of(),
            List.of(),
            List.of(),
            0);

    /** Without cells of ragged rows, or blank rows. */
    public Notes(
        double encodingConfidence,
        long undecodableCells,
        long replacementCells,
        long mojibakeCells,
        List<Long> raggedRows,
        long raggedTotal,
        long strayQuotes,
        boolean mixedLineEnds,
        List<String> delimiters,
        Optional<Message> truncated,
        List<String> headerFaults,
        List<TypedNull> typedNulls,
        List<String> ambiguousColumns,
        List<Nearly> nearlyTyped,
        int surplusColumns,
        List<String> hiddenSheets) {
      this(
          encodingConfidence,
          undecodableCells,
          replacementCells,
          mojibakeCells,
          raggedRows,
          raggedTotal,
          strayQuotes,
          mixedLineEnds,
          delimiters,
          truncated,
          headerFaults,
          typedNulls,
          ambiguousColumns,
          nearlyTyped,
          surplusColumns,
          hiddenSheets,
          List.of(),
          List.of(),
          0);
    }

    /** Without ambiguous, nearly typed or surplus columns, or hidden sheets. */
    public Notes(
        double encodingConfidence,
        long undecodableCells,
        long replacementCells,
        long mojibakeCells,
        List<Long> raggedRows,
        long raggedTotal,
        long strayQuotes,
        boolean mixedLineEnds,
        List<String> delimiters,
        Optional<Message> truncated,
        List<String> headerFaults,
        List<TypedNull> typedNulls) {
      this(
          encodingConfidence,
          undecodableCells,
          replacementCells,
          mojibakeCells,
          raggedRows,
          raggedTotal,
          strayQuotes,
          mixedLineEnds,
          delimiters,
          truncated,
          headerFaults,
          typedNulls,
          List.of(),
          List.of(),
          0,
          List.of());
    }

    /** The same, of a workbook with sheets that nobody sees. */
    public Notes hiding(List<String> sheets) {
      return new Notes(
          encodingConfidence,
          undecodableCells,
          replacementCells,
          mojibakeCells,
          raggedRows,
          raggedTotal,
          strayQuotes,
          mixedLineEnds,
          delimiters,
          truncated,
          headerFaults,
          typedNulls,
          ambiguousColumns,
          nearlyTyped,
          surplusColumns,
          sheets,
          raggedCells,
          blankRows,
          blankTotal);
    }

    public Notes {
      raggedRows = List.copyOf(raggedRows);
      delimiters = List.copyOf(delimiters);
      headerFaults = List.copyOf(headerFaults);
      typedNulls = List.copyOf(typedNulls);
      ambiguousColumns = List.copyOf(ambiguousColumns);
      nearlyTyped = List.copyOf(nearlyTyped);
      hiddenSheets = List.copyOf(hiddenSheets);
      raggedCells = List.copyOf(raggedCells);
      blankRows = List.copyOf(blankRows);
    }
  }

  /**
   * A column of text that is nearly of a type.
   *
   * @param misfits cells that do not fit it
   * @param cells all with a value
   */
  public record Nearly(String column, ColumnType type, long misfits, long cells) {}

  /** Cells of a column that did not fit its type. */
  public record TypedNull(String column, long cells) {}
}
