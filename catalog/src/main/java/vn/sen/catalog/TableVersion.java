package vn.sen.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vn.sen.vocab.Column;
import vn.sen.vocab.LangText;
import vn.sen.vocab.Scores;
import vn.sen.vocab.TableState;
import vn.sen.vocab.TableVersionId;
import vn.sen.vocab.Waived;

/**
 * A version of a table, immutable and judged on its own.
 *
 * @param title of the table
 * @param distribution the distribution it came from, IRI or blank node label in the description
 * @param received the bytes as they came
 * @param state what the gate decided, or has become of that: approved by a steward it is published
 *     with warnings, withdrawn it is blocked. The report keeps the gate's word, {@link TableEntry}
 *     the steward's.
 * @param parts the typed table as Parquet, in order
 * @param accounting rows received = rows + rejected + set aside
 * @param run the harvest that brought it
 * @param waived the waivers under which it passed the gate; none, and left out of JSON, where it
 *     needed none or did not pass
 */
public record TableVersion(
    TableVersionId id,
    LangText title,
    String distribution,
    Received received,
    TableState state,
    Scores scores,
    long rows,
    List<Column> columns,
    List<Part> parts,
    Accounting accounting,
    Instant judged,
    String run,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<Waived> waived) {

  public TableVersion {
    columns = List.copyOf(columns);
    parts = List.copyOf(parts);
    waived = List.copyOf(waived);
  }

  /** One that needed no waiver. */
  public TableVersion(
      TableVersionId id,
      LangText title,
      String distribution,
      Received received,
      TableState state,
      Scores scores,
      long rows,
      List<Column> columns,
      List<Part> parts,
      Accounting accounting,
      Instant judged,
      String run) {
    this(
        id,
        title,
        distribution,
        received,
        state,
        scores,
        rows,
        columns,
        parts,
        accounting,
        judged,
        run,
        List.of());
  }

  /**
   * Until when the waivers hold that let it through, the first that ends; absent where none was
   * needed.
   */
  public Optional<LocalDate> waivedUntil() {
    return waived.stream()
        .filter(Waived::decisive)
        .map(Waived::until)
        .min(Comparator.naturalOrder());
  }

  /** The same in another state. */
  public TableVersion in(TableState other) {
    return with(other, scores);
  }

  /** The same in another state, with other scores. */
  TableVersion with(TableState other, Scores rated) {
    return new TableVersion(
        id,
        title,
        distribution,
        received,
        other,
        rated,
        rows,
        columns,
        parts,
        accounting,
        judged,
        run,
        waived);
  }

  /** Whether the bytes and the parts may be seen by visitors. */
  public boolean isPublic() {
    return state.isPublic();
  }

  /**
   * What the source sent.
   *
   * @param url where it came from, without credentials
   * @param name file name, of the table within it behind {@code #} where there are several
   * @param sha256 of the bytes, hexadecimal
   * @param encoding such as {@code UTF-8} or {@code TCVN3}; empty where the format has none
   * @param format such as {@code csv} or {@code xlsx}
   */
  public record Received(
      String url, String name, String sha256, long byteSize, String encoding, String format) {}

  /** Where the rows of the file went. */
  public record Accounting(
      long headerRows, long preambleRows, long rejectedRows, long setAsideRows, long nulledCells) {}
}
