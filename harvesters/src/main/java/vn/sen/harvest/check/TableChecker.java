package vn.sen.harvest.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.harvest.check.Tables.FailingCell;
import vn.sen.vocab.Finding.FailingRow;

/**
 * Judges a table version by every table rule. The rules' counts are taken in one pass over the text
 * table and one over the typed table, those of columns that repeat over their distinct values;
 * another pass fetches the first failing rows of those that failed.
 */
public final class TableChecker {
  private static final Logger LOG = LoggerFactory.getLogger(TableChecker.class);

  private final List<TableRule> rules;

  /** All table rules. */
  public TableChecker() {
    this(TableRules.ALL);
  }

  TableChecker(List<TableRule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * Judges {@code table}; a rule that cannot be run gives a result that says so, and the others go
   * on.
   *
   * @param session of which the temporary views {@code t} and {@code typed} are replaced
   * @return results by rule, in the order of the rules and columns
   * @throws DuckSession.SqlFailure when the Parquet files cannot be opened
   */
  public List<CheckResult> check(TableUnderCheck table, DuckSession session) {
    return check(table, session, Optional.empty());
  }

  /**
   * The same, with every failing row listed.
   *
   * @param failing of the same session
   */
  public List<CheckResult> check(TableUnderCheck table, DuckSession session, FailingRows failing) {
    return check(table, session, Optional.of(failing));
  }

  private List<CheckResult> check(
      TableUnderCheck table, DuckSession session, Optional<FailingRows> failing) {
    var tables =
        new Tables(
            session, table.text(), table.typed(), table.report().columns(), table.report().rows());
    var subject = Subject.of(table);
    var failures = new LinkedHashMap<String, String>();
    var inquiries = new LinkedHashMap<TableRule, List<Inquiry>>();
    for (TableRule rule : rules) {
      attempt(rule, failures, () -> inquiries.put(rule, rule.inquire(subject)));
    }
    Measured measured = measure(tables, inquiries, failures);
    var verdicts = new ArrayList<Verdict>();
    inquiries.forEach(
        (rule, asked) ->
            attempt(
                rule,
                failures,
                () -> {
                  var given = new ArrayList<Verdict>();
                  asked.forEach(inquiry -> given.addAll(inquiry.judge().judge(measured, tables)));
                  verdicts.addAll(given);
                }));
    var masks = new Masks(failures.containsKey(PersonalData.ID));
    verdicts.forEach(verdict -> verdict.mask().ifPresent(mask -> masks.put(verdict, mask)));
    var results = new ArrayList<CheckResult>(results(verdicts, tables, masks));
    failing.ifPresent(
        rows -> rows.add(table.report().table(), tables, listings(verdicts, results, masks)));
    failures.forEach((rule, reason) -> results.add(Verdict.notRun(rule, reason)));
    return results;
  }

  private static void attempt(TableRule rule, Map<String, String> failures, Runnable step) {
    if (failures.containsKey(rule.id())) {
      return;
    }
    try {
      step.run();
    } catch (RuntimeException | StackOverflowError e) {
      // Messages of the engine may repeat cells, so only the kind goes into the report.
      LOG.error("{} could not be run: {}", rule.id(), e.getClass().getSimpleName());
      failures.put(rule.id(), e.getClass().getSimpleName());
    }
  }

  /** One pass for all rules; should it fail, a pass for each, so that only the culprit falls. */
  private static Measured measure(
      Tables tables, Map<TableRule, List<Inquiry>> inquiries, Map<String, String> failures) {
    var text = new LinkedHashSet<String>();
    var typed = new LinkedHashSet<String>();
    inquiries.values().forEach(asked -> collect(asked, text, typed));
    try {
      return new Measured(tables.measureText(text), tables.measure("typed", typed));
    } catch (DuckSession.SqlFailure | StackOverflowError e) {
      LOG.warn("the common pass failed; each rule gets its own");
    }
    var textAnswers = new HashMap<String, @Nullable Object>();
    var typedAnswers = new HashMap<String, @Nullable Object>();
    inquiries.forEach(
        (rule, asked) ->
            attempt(
                rule,
                failures,
                () -> {
                  var ownText = new LinkedHashSet<String>();
                  var ownTyped = new LinkedHashSet<String>();
                  collect(asked, ownText, ownTyped);
                  textAnswers.putAll(tables.measureText(ownText));
                  typedAnswers.putAll(tables.measure("typed", ownTyped));
                }));
    return new Measured(textAnswers, typedAnswers);
  }

  private static void collect(
      List<Inquiry> asked, SequencedSet<String> text, SequencedSet<String> typed) {
    for (Inquiry inquiry : asked) {
      text.addAll(inquiry.text());
      typed.addAll(inquiry.typed());
    }
  }

  private static List<CheckResult> results(List<Verdict> verdicts, Tables tables, Masks masks) {
    List<Verdict> toFetch =
        verdicts.stream()
            .filter(v -> v.severity().isPresent() && v.evidence() instanceof Evidence.Where)
            .toList();
    Map<Verdict, List<FailingCell>> fetched = fetch(toFetch, tables);
    var results = new ArrayList<CheckResult>();
    for (Verdict verdict : verdicts) {
      UnaryOperator<String> mask = masks.of(verdict);
      results.add(
          switch (verdict.evidence()) {
            case Evidence.None _ -> verdict.result();
            case Evidence.Where where ->
                verdict.result(
                    rows(fetched.getOrDefault(verdict, List.of()), mask, where),
                    Optional.of(Sql.show(where.value(), where.predicate())));
            case Evidence.Found found -> verdict.result(masked(found.rows(), mask), found.sql());
          });
    }
    return results;
  }

  /** What was found, by the verdicts that each result comes of. */
  private static List<FailingRows.Listing> listings(
      List<Verdict> verdicts, List<CheckResult> results, Masks masks) {
    var listings = new ArrayList<FailingRows.Listing>();
    for (int i = 0; i < verdicts.size(); i++) {
      Verdict verdict = verdicts.get(i);
      results
          .get(i)
          .finding()
          .map(
              finding ->
                  new FailingRows.Listing(
                      finding.rule(),
                      finding.column(),
                      every(verdict.evidence()),
                      finding.rows(),
                      masks.isMasked(verdict)))
          .ifPresent(listings::add);
    }
    return listings;
  }

  private static Optional<String> every(Evidence evidence) {
    return switch (evidence) {
      case Evidence.None _ -> Optional.empty();
      case Evidence.Where where ->
          Optional.of(
              "SELECT _row, %s FROM t WHERE %s".formatted(where.value(), where.predicate()));
      case Evidence.Found found -> found.every();
    };
  }

  /** What is expected is derived from the masked value, or it would give the value away. */
  private static List<FailingRow> rows(
      List<FailingCell> cells, UnaryOperator<String> mask, Evidence.Where where) {
    return cells.stream()
        .map(
            cell -> {
              String shown = mask.apply(cell.value());
              return new FailingRow(cell.row(), shown, where.expected().apply(shown));
            })
        .toList();
  }

  private static List<FailingRow> masked(List<FailingRow> rows, UnaryOperator<String> mask) {
    return rows.stream()
        .map(row -> new FailingRow(row.row(), mask.apply(row.value()), row.expected()))
        .toList();
  }

  private static Map<Verdict, List<FailingCell>> fetch(List<Verdict> verdicts, Tables tables) {
    var fetched = new IdentityHashMap<Verdict, List<FailingCell>>();
    List<List<FailingCell>> cells =
        tables.firstCells(
            verdicts.stream().map(verdict -> (Evidence.Where) verdict.evidence()).toList());
    for (int i = 0; i < verdicts.size(); i++) {
      fetched.put(verdicts.get(i), cells.get(i));
    }
    return fetched;
  }

  /** How values may be shown: through the mask of their column, or a mask of their own. */
  private record Masks(boolean all, Map<String, UnaryOperator<String>> byColumn) {
    Masks(boolean all) {
      this(all, new HashMap<>());
    }

    /** Whether what a verdict of several columns shows is of one that is masked. */
    private boolean namesMasked(Verdict verdict) {
      String shown =
          switch (verdict.evidence()) {
            case Evidence.None _ -> "";
            case Evidence.Where where -> where.value();
            case Evidence.Found found -> found.every().orElse("");
          };
      return Sql.columns(shown)
          .anyMatch(
              name ->
                  byColumn.keySet().stream().map(DuckSession::identifier).anyMatch(name::equals));
    }

    void put(Verdict verdict, UnaryOperator<String> mask) {
      verdict.column().ifPresent(column -> byColumn.put(column, mask));
    }

    /** Whether no value of the verdict's column is shown as it stands. */
    boolean isMasked(Verdict verdict) {
      return all
          || verdict.column().filter(byColumn::containsKey).isPresent()
          || verdict.column().isEmpty() && namesMasked(verdict);
    }

    UnaryOperator<String> of(Verdict verdict) {
      if (all) {
        return Mask::all;
      }
      if (verdict.column().isEmpty() && namesMasked(verdict)) {
        return value -> value.isEmpty() ? value : Mask.ALL;
      }
      return verdict.column().map(byColumn::get).orElse(Mask::whatIsPersonal);
    }
  }
}
