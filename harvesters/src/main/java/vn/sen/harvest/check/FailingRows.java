package vn.sen.harvest.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.harvest.ReadReport;
import vn.sen.vocab.Finding;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.Severity;

/**
 * Every row that failed, of all tables of a file, where findings show the first hundred. One row
 * for each rule, column and row: {@code table} (null for a file that is one table), {@code rule},
 * {@code column} (null where it is about more than one), {@code row} (as in findings, from 1), and
 * {@code value}, at most its first 200 characters; null where it is or may be personal.
 */
public final class FailingRows {
  private static final Logger LOG = LoggerFactory.getLogger(FailingRows.class);

  private static final int AT_ONCE = 50;

  /**
   * An address or a number as long as those that people have; looked for in columns of any kind.
   */
  private static final String MAY_BE_PERSONAL = "@|\\d(?:[ .-]?\\d){8}";

  private static final String NO_ROWS =
      "SELECT ''::VARCHAR AS \"table\", ''::VARCHAR AS rule, ''::VARCHAR AS \"column\","
          + " 0::BIGINT AS \"row\", ''::VARCHAR AS value LIMIT 0";

  private final DuckSession session;
  private final Path directory;
  private final List<Path> parts = new ArrayList<>();

  /**
   * @param session that tables are checked in
   * @param directory for what is needed in between; the caller's to delete
   */
  public FailingRows(DuckSession session, Path directory) {
    this.session = session;
    this.directory = directory;
  }

  /**
   * The rows of a finding.
   *
   * @param every the query that gives them all, number and value; absent where only those shown are
   *     known
   * @param shown values masked
   * @param withheld whether no value of the column may be shown
   */
  record Listing(
      String rule,
      Optional<String> column,
      Optional<String> every,
      List<FailingRow> shown,
      boolean withheld) {

    private Listing withoutQuery() {
      return new Listing(rule, column, Optional.empty(), shown, withheld);
    }

    private String sql(Optional<String> table) {
      String value =
          withheld
              ? "NULL::VARCHAR"
              : "CASE WHEN %s THEN NULL ELSE left(value::VARCHAR, %d) END"
                  .formatted(
                      Sql.contains("value::VARCHAR", MAY_BE_PERSONAL), Tables.LONGEST_VALUE_SHOWN);
      return "SELECT %s AS \"table\", %s AS rule, %s AS \"column\", _row::BIGINT AS \"row\", %s AS value FROM (%s) AS listed(_row, value)"
          .formatted(
              nullable(table),
              DuckSession.literal(rule),
              nullable(column),
              value,
              every.orElseGet(this::values));
    }

    private String values() {
      return shown.stream()
          .map(row -> "(%d, %s)".formatted(row.row(), DuckSession.literal(row.value())))
          .collect(Collectors.joining(", ", "VALUES ", ""));
    }
  }

  /**
   * Lists what was found in a table when it was judged, by what its findings say of it: those with
   * a query whole, others as far as they show.
   *
   * @param text as in {@link TableUnderCheck#text}
   * @param typed as in {@link TableUnderCheck#typed}
   * @param findings in which values are masked, as reports hold them
   */
  public void add(ReadReport report, Path text, Path typed, List<Finding> findings) {
    var tables = new Tables(session, text, typed, report.columns(), report.rows());
    List<Finding> personal =
        findings.stream().filter(finding -> finding.rule().equals(PersonalData.ID)).toList();
    boolean unknown = personal.stream().anyMatch(finding -> finding.column().isEmpty());
    Set<String> masked =
        personal.stream()
            .filter(finding -> finding.severity().compareTo(Severity.QUARANTINE) >= 0)
            .flatMap(finding -> finding.column().stream())
            .map(DuckSession::identifier)
            .collect(Collectors.toSet());
    add(
        report.table(),
        tables,
        findings.stream()
            // What shows no rows is not about rows, whatever its query gives.
            .filter(finding -> !finding.rows().isEmpty())
            .map(
                finding ->
                    new Listing(
                        finding.rule(),
                        finding.column(),
                        finding.sql(),
                        finding.rows(),
                        unknown || isOf(finding, masked)))
            .toList());
  }

  private static boolean isOf(Finding finding, Set<String> masked) {
    return Stream.concat(
            finding.column().map(DuckSession::identifier).stream(),
            finding.sql().stream().flatMap(Sql::columns))
        .anyMatch(masked::contains);
  }

  /**
   * Lists what was found in a table, while its views stand.
   *
   * @param table its name within the file
   */
  void add(Optional<String> table, Tables tables, List<Listing> listings) {
    var bySelect = new LinkedHashMap<String, Listing>();
    listings.stream()
        .filter(listing -> listing.every().isPresent() || !listing.shown().isEmpty())
        .forEach(listing -> bySelect.put(listing.sql(table), listing));
    for (List<String> together : tables.passes(List.copyOf(bySelect.keySet()), AT_ONCE)) {
      if (!isWritten(tables, String.join(" UNION ALL ", together))) {
        for (String select : together) {
          addAlone(table, tables, select, Objects.requireNonNull(bySelect.get(select)));
        }
      }
    }
  }

  /** A list that cannot be had is no reason to lose the verdict. */
  private void addAlone(Optional<String> table, Tables tables, String select, Listing listing) {
    if (!isWritten(tables, select)) {
      LOG.warn("{} is listed as far as its finding shows", listing.rule());
      if (!listing.shown().isEmpty()) {
        isWritten(tables, listing.withoutQuery().sql(table));
      }
    }
  }

  private boolean isWritten(Tables tables, String select) {
    Path part = directory.resolve("failing-" + parts.size());
    try {
      tables.execute(copy(select, part));
    } catch (DuckSession.SqlFailure e) {
      return false;
    }
    parts.add(part);
    return true;
  }

  /** Writes what was listed as Parquet; the file has no rows where nothing was. */
  public void write(Path target) {
    String all = parts.isEmpty() ? NO_ROWS : "SELECT * FROM " + Sql.parquet(parts);
    session.execute(copy(all, target));
  }

  /**
   * Rows of a finding that are listed in a file.
   *
   * @param most the first so many of them
   */
  public static List<FailingRow> of(
      Finding finding, Optional<String> table, Path file, DuckSession session, long most) {
    // Where all that are shown say the same, so do the others.
    List<String> expected = finding.rows().stream().map(FailingRow::expected).distinct().toList();
    return session.query(
        "SELECT \"row\", coalesce(value, '%s') FROM %s WHERE \"table\" IS NOT DISTINCT FROM %s AND rule = %s AND \"column\" IS NOT DISTINCT FROM %s ORDER BY \"row\" LIMIT %d"
            .formatted(
                Mask.ALL,
                Sql.parquet(List.of(file)),
                nullable(table),
                DuckSession.literal(finding.rule()),
                nullable(finding.column()),
                most),
        row ->
            new FailingRow(
                row.getLong(1), row.getString(2), expected.size() == 1 ? expected.getFirst() : ""));
  }

  private static String nullable(Optional<String> text) {
    return text.map(DuckSession::literal).orElse("NULL") + "::VARCHAR";
  }

  private static String copy(String select, Path target) {
    return "COPY (%s) TO %s (FORMAT parquet, COMPRESSION zstd)"
        .formatted(select, DuckSession.literal(target.toString()));
  }
}
