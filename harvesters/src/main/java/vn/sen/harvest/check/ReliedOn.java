package vn.sen.harvest.check;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.harvest.check.CheckResult.Basis;
import vn.sen.harvest.check.CheckResult.Outcome;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.Contract.FieldsMatch;
import vn.sen.harvest.contract.Contract.PromisedFile;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.harvest.contract.Contract.Reference;
import vn.sen.harvest.contract.Freshness;
import vn.sen.vocab.Column;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.ConsumerOutcome;
import vn.sen.vocab.ConsumerOutcome.BrokenPromise;
import vn.sen.vocab.ConsumerOutcome.Standing;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.Message;
import vn.sen.vocab.RuleCatalogue;

/**
 * Holds what consumers rely on against a table: their contracts, by the rules that the contracts of
 * agencies are held by. Only what a contract names is looked at. A consumer has no tolerance: a
 * promise of which one item fails is not kept.
 */
public final class ReliedOn {
  /** Those by which any contract says something. */
  private static final List<TableRule> ALWAYS =
      List.of(
          new TypeConformance(),
          new DeclaredLimits(),
          new References(),
          new BlankCells(),
          new SchemaDrift(),
          new DuplicateKeys());

  /** Those that are asked where a contract names them. */
  private static final List<TableRule> WHERE_NAMED =
      List.of(
          new ListedCodes(),
          new Agreement(),
          new Outliers(),
          new Dependencies(),
          new RowCount(),
          new CoverageGrid(),
          new SeriesGaps());

  /** Whose messages quote cells, which may be those of people, or of a table that is held back. */
  private static final Set<String> QUOTING = Set.of(CoverageGrid.ID, SeriesGaps.ID);

  private static final Set<ColumnType> TIMES =
      Set.of(
          ColumnType.DATE,
          ColumnType.TIMESTAMP,
          ColumnType.YEAR,
          ColumnType.YEAR_MONTH,
          ColumnType.YEAR_QUARTER);

  private static final long CANCEL_EVERY_MILLIS = 200;

  private ReliedOn() {}

  /**
   * What one consumer relies on.
   *
   * @param consumer what it is called in the outcome
   */
  public record Relying(String consumer, Contract contract) {}

  /**
   * What of a contract no version is held against: SQL, tables beside, the file's bytes, rules that
   * are none of columns. Where a consumer relies on nothing else, it relies on nothing.
   */
  public static List<Message> unheld(Contract contract) {
    var unheld = new ArrayList<>(contract.unheld());
    contract
        .queries()
        .forEach(q -> unheld.add(of("câu SQL: " + q.sql(), "a query in SQL: " + q.sql())));
    contract.references().stream()
        .filter(reference -> !isHeld(contract, reference))
        .forEach(r -> unheld.add(of("tham chiếu đến " + r.table(), "a reference to " + r.table())));
    contract.rules().stream()
        .map(PromisedRule::rule)
        .filter(rule -> !isHeld(rule))
        .distinct()
        .forEach(rule -> unheld.add(of("quy tắc " + rule, "the rule " + rule)));
    if (!contract.file().equals(PromisedFile.NONE)) {
      unheld.add(of("dung lượng, mã băm của tệp", "the size and checksum of the file"));
    }
    return unheld;
  }

  private static Message of(String vi, String en) {
    return new Message(vi, en);
  }

  private static boolean isHeld(String rule) {
    return rule.equals(Freshness.OF_COLUMN)
        || rule.equals(Freshness.OF_CONTENT)
        || Stream.of(ALWAYS, WHERE_NAMED)
            .flatMap(List::stream)
            .anyMatch(held -> held.id().equals(rule));
  }

  private static boolean isHeld(Contract contract, Reference reference) {
    return reference.table().isEmpty()
        || contract.other(reference.table()).filter(Contract.OtherTable::isInline).isPresent();
  }

  /**
   * How each of {@code all} fares with a table; those for whom the time does not suffice are
   * unknown.
   *
   * @param session of which the temporary views {@code t} and {@code typed} are replaced
   */
  public static List<ConsumerOutcome> hold(
      List<Relying> all, TableUnderCheck table, DuckSession session, Duration longest) {
    var outcomes = new ArrayList<ConsumerOutcome>();
    Map<Contract, ConsumerOutcome> known = new HashMap<>();
    long end = System.nanoTime() + longest.toNanos();
    try (var clock = Executors.newSingleThreadScheduledExecutor()) {
      clock.scheduleAtFixedRate(
          session::cancel,
          Math.max(0, longest.toMillis()),
          CANCEL_EVERY_MILLIS,
          TimeUnit.MILLISECONDS);
      for (Relying one : all) {
        ConsumerOutcome outcome =
            known.containsKey(one.contract())
                ? known.get(one.contract())
                : System.nanoTime() < end ? hold(one, table, session) : unknown(one.consumer());
        known.putIfAbsent(one.contract(), outcome);
        outcomes.add(outcome.of(one.consumer()));
      }
      clock.shutdownNow();
    }
    return outcomes;
  }

  /** A consumer of whom nothing can be said. */
  public static ConsumerOutcome unknown(String consumer) {
    return ConsumerOutcome.of(consumer, Standing.UNKNOWN, List.of(), Optional.empty());
  }

  private static ConsumerOutcome hold(Relying one, TableUnderCheck table, DuckSession session) {
    Contract contract = held(one.contract());
    TableUnderCheck named = named(contract, table);
    Set<String> rules =
        contract.rules().stream().map(PromisedRule::rule).collect(Collectors.toSet());
    List<TableRule> asked =
        Stream.concat(
                ALWAYS.stream(), WHERE_NAMED.stream().filter(rule -> rules.contains(rule.id())))
            .toList();
    var results = new ArrayList<CheckResult>();
    var ages = new ArrayList<Age>();
    try {
      results.addAll(new TableChecker(asked).check(named, session));
      results.addAll(counted(one.contract(), table, session));
      for (Freshness fresh : Freshness.of(contract)) {
        age(fresh, named, session).ifPresent(ages::add);
      }
    } catch (DuckSession.SqlFailure e) {
      return unknown(one.consumer());
    }
    List<BrokenPromise> breaks =
        results.stream()
            .filter(result -> result.basis() == Basis.DECLARED && result.failed() > 0)
            .map(ReliedOn::broken)
            .collect(Collectors.toCollection(ArrayList::new));
    boolean missing = ages.stream().anyMatch(age -> age.until().isEmpty());
    Standing standing =
        !breaks.isEmpty() || missing
            ? Standing.BROKEN
            : results.stream().anyMatch(result -> result.outcome() == Outcome.NOT_RUN)
                ? Standing.UNKNOWN
                : ages.stream().anyMatch(age -> age.broken().isPresent())
                    ? Standing.STALE
                    : Standing.KEPT;
    ages.forEach(age -> age.broken().ifPresent(breaks::add));
    return ConsumerOutcome.of(
        one.consumer(),
        standing,
        breaks,
        ages.stream().flatMap(age -> age.until().stream()).min(LocalDate::compareTo));
  }

  /** How many columns there are is asked of the whole table, not of those that are named. */
  private static List<CheckResult> counted(
      Contract contract, TableUnderCheck table, DuckSession session) {
    return contract.rules(SchemaDrift.ID).isEmpty()
        ? List.of()
        : new TableChecker(List.of(new SchemaDrift()))
            .check(
                under(
                    new Contract(List.of(), List.of(), List.of(), contract.rules(SchemaDrift.ID)),
                    table,
                    table.report().columns()),
                session);
  }

  /** Other columns may come and go, and nothing of it is run that others wrote. */
  private static Contract held(Contract given) {
    return new Contract(
        given.columns(),
        given.primaryKey(),
        given.references().stream().filter(reference -> isHeld(given, reference)).toList(),
        given.rules().stream().filter(rule -> !rule.rule().equals(SchemaDrift.ID)).toList(),
        List.of(),
        List.of(),
        FieldsMatch.SUBSET,
        PromisedFile.NONE,
        given.others());
  }

  /** The table as far as the contract speaks of it, with nothing known of it but the day. */
  private static TableUnderCheck named(Contract contract, TableUnderCheck table) {
    List<String> texts =
        Stream.concat(
                contract.rules().stream()
                    .flatMap(rule -> rule.parameters().values().stream())
                    .flatMap(List::stream),
                contract.references().stream()
                    .flatMap(r -> Stream.concat(r.columns().stream(), r.referenced().stream())))
            .toList();
    List<Column> all = table.report().columns();
    List<Column> columns =
        all.stream()
            .filter(
                c ->
                    contract.find(c).isPresent()
                        || texts.stream()
                            .anyMatch(
                                text -> text.contains(c.name()) || text.contains(c.original())))
            .toList();
    // Of no column at all nothing would be said, not even that they are gone.
    return under(contract, table, columns.isEmpty() ? all : columns);
  }

  private static TableUnderCheck under(
      Contract contract, TableUnderCheck table, List<Column> columns) {
    return new TableUnderCheck(
        table.name(),
        table.sha256(),
        table.report().of(columns),
        table.text(),
        table.typed(),
        Optional.of(contract),
        Circumstances.unknown(table.circumstances().judgedOn()),
        table.units());
  }

  private static BrokenPromise broken(CheckResult result) {
    Message title = RuleCatalogue.rule(result.rule()).title();
    Message said =
        result
            .finding()
            .filter(finding -> !QUOTING.contains(finding.rule()))
            .map(finding -> finding.message())
            .orElseGet(
                () ->
                    new Message(
                        "%s: %s trong %s không đạt."
                            .formatted(
                                title.vi(),
                                Figures.vi(result.failed()),
                                Figures.vi(result.evaluated())),
                        "%s: %s of %s fail."
                            .formatted(
                                title.en(),
                                Figures.en(result.failed()),
                                Figures.en(result.evaluated()))));
    return new BrokenPromise(
        result.rule(),
        result.column(),
        result.failed(),
        result.finding().stream()
            .flatMap(finding -> finding.rows().stream())
            .mapToLong(FailingRow::row)
            .findFirst(),
        new Message(Mask.whatIsPersonal(said.vi()), Mask.whatIsPersonal(said.en())));
  }

  /**
   * How long a column is fresh.
   *
   * @param until the last day of that; absent where the column is none of times, or empty
   */
  private record Age(Optional<LocalDate> until, Optional<BrokenPromise> broken) {}

  /** Absent where the content's own age counts, which no table tells. */
  private static Optional<Age> age(Freshness fresh, TableUnderCheck table, DuckSession session) {
    if (fresh.column().isEmpty()) {
      return Optional.empty();
    }
    String name = fresh.column().get();
    Optional<Cells> cells =
        Subject.of(table).named(name).filter(found -> TIMES.contains(found.type()));
    Optional<LocalDate> newest =
        cells.flatMap(
            found ->
                session
                    .query(
                        "SELECT max(%1$s)::VARCHAR FROM read_parquet(%2$s)"
                            .formatted(found.sql(), DuckSession.literal(table.typed().toString())),
                        row -> Optional.ofNullable(row.getString(1)))
                    .getFirst()
                    .flatMap(TimeColumns::lastDay));
    LocalDate today = table.circumstances().judgedOn();
    if (newest.isEmpty()) {
      return Optional.of(
          new Age(
              Optional.empty(),
              Optional.of(
                  aged(
                      name,
                      "Không có cột \"%s\" với ngày tháng để biết dữ liệu mới đến đâu."
                          .formatted(name),
                      "There is no column \"%s\" with times that would tell how fresh the data are."
                          .formatted(name)))));
    }
    LocalDate until = fresh.until(newest.get());
    return Optional.of(
        new Age(
            Optional.of(until),
            today.isAfter(until)
                ? Optional.of(
                    aged(
                        name,
                        "Cột \"%s\": giá trị mới nhất là của ngày %s; cần không cũ quá %s, tức còn mới đến ngày %s."
                            .formatted(name, newest.get(), fresh.longest(), until),
                        "Column \"%s\": the newest value is of %s; it may be no older than %s, which ended on %s."
                            .formatted(name, newest.get(), fresh.longest(), until)))
                : Optional.empty()));
  }

  private static BrokenPromise aged(String column, String vi, String en) {
    return new BrokenPromise(
        Freshness.OF_COLUMN, Optional.of(column), 1, OptionalLong.empty(), new Message(vi, en));
  }
}
