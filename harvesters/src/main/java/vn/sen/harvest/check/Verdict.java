package vn.sen.harvest.check;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import vn.sen.harvest.check.CheckResult.Basis;
import vn.sen.harvest.check.CheckResult.Outcome;
import vn.sen.vocab.CodeListVersion;
import vn.sen.vocab.Finding;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.Finding.Scope;
import vn.sen.vocab.Message;
import vn.sen.vocab.Rule;
import vn.sen.vocab.RuleCatalogue;
import vn.sen.vocab.Severity;

/**
 * What a rule says of a column or of the whole table, before its evidence is fetched. A rule builds
 * it in one expression and lets go of it.
 */
final class Verdict {
  /** A column that a contract speaks of counts three times. */
  private static final double PROMISED_WEIGHT = 3;

  private final Rule rule;
  private final long evaluated;
  private final long failed;
  private Optional<Severity> severity;
  private Message message;
  private Optional<String> column = Optional.empty();
  private double columnWeight = 1;
  private Scope scope = Scope.TABLE;
  private Basis basis = Basis.RULE;
  private boolean untyped;
  private OptionalLong groups = OptionalLong.empty();
  private Optional<Double> score = Optional.empty();
  private Optional<CodeListVersion> codeList = Optional.empty();
  private Evidence evidence = new Evidence.None();
  private Optional<UnaryOperator<String>> mask = Optional.empty();

  private Verdict(String id, long evaluated, long failed) {
    this.rule = RuleCatalogue.rule(id);
    this.evaluated = evaluated;
    this.failed = failed;
    this.severity = failed == 0 ? Optional.empty() : rule.reached(evaluated, failed);
    this.message = rule.title();
  }

  /** A verdict on the table, its severity as the catalogue's thresholds say. */
  static Verdict count(String rule, long evaluated, long failed) {
    return new Verdict(rule, evaluated, failed);
  }

  /** The result of a rule that could not be run: an error, never a pass. */
  static CheckResult notRun(String rule, String reason) {
    return count(rule, 0, 0)
        .reaching(Severity.ERROR)
        .saying(
            "Quy tắc %s không chạy được nên chưa biết dữ liệu có đạt hay không (%s). Hãy kiểm tra lại; nếu vẫn vậy, báo cho người vận hành."
                .formatted(rule, reason),
            "Rule %s could not be run, so nobody knows whether the data pass (%s). Check again; if it persists, tell the operator."
                .formatted(rule, reason))
        .result(Outcome.NOT_RUN, List.of(), Optional.empty());
  }

  /** What a contract promises by way of a rule cannot be judged as it is written: an error. */
  static Verdict badPromise(String rule, List<String> lacking, String needsVi, String needsEn) {
    String names = String.join(", ", lacking);
    return count(rule, 1, 1)
        .reaching(Severity.ERROR)
        .declared()
        .saying(
            lacking.isEmpty()
                ? "Cam kết %s cần %s.".formatted(rule, needsVi)
                : "Cam kết %s nhắc đến cột mà bảng không có: %s.".formatted(rule, names),
            lacking.isEmpty()
                ? "The contract's %s needs %s.".formatted(rule, needsEn)
                : "The contract's %s names columns that the table lacks: %s."
                    .formatted(rule, names));
  }

  /** About one column. */
  Verdict on(Cells cells) {
    column = Optional.of(cells.name());
    columnWeight = cells.promised().isPresent() ? PROMISED_WEIGHT : 1;
    scope = Scope.COLUMN;
    return this;
  }

  /** About something else than the table or one of its columns. */
  Verdict about(Scope other) {
    scope = other;
    return this;
  }

  /** By parameters that a contract or the metadata declare. */
  Verdict declared() {
    basis = Basis.DECLARED;
    return this;
  }

  /** By parameters read off the data. */
  Verdict inferred() {
    basis = Basis.INFERRED;
    return this;
  }

  /** About a column of which not one cell can be typed. */
  Verdict untypedAtAll() {
    untyped = true;
    return this;
  }

  /** By this version of a code list. */
  Verdict by(CodeListVersion version) {
    codeList = Optional.of(version);
    return this;
  }

  /** Of rows that violate together, in so many groups. */
  Verdict inGroups(long violating) {
    groups = OptionalLong.of(violating);
    return this;
  }

  /** With the severity that the rule itself decides. */
  Verdict reaching(Severity reached) {
    return reaching(Optional.of(reached));
  }

  Verdict reaching(Optional<Severity> reached) {
    severity = reached;
    return this;
  }

  /** With a score that does not follow from the failed share. */
  Verdict scoring(double given) {
    score = Optional.of(given);
    return this;
  }

  Verdict saying(String vi, String en) {
    message = new Message(vi, en);
    return this;
  }

  Verdict showing(Evidence shown) {
    evidence = shown;
    return this;
  }

  /** From here on, no value of this column is shown but through {@code how}. */
  Verdict masking(UnaryOperator<String> how) {
    mask = Optional.of(how);
    return this;
  }

  Optional<String> column() {
    return column;
  }

  Optional<Severity> severity() {
    return severity;
  }

  Evidence evidence() {
    return evidence;
  }

  Optional<UnaryOperator<String>> mask() {
    return mask;
  }

  /** The result, without any rows. */
  CheckResult result() {
    return result(List.of(), Optional.empty());
  }

  /** The result, with the evidence that was asked for. */
  CheckResult result(List<FailingRow> rows, Optional<String> sql) {
    return result(Outcome.JUDGED, rows, sql);
  }

  private CheckResult result(Outcome outcome, List<FailingRow> rows, Optional<String> sql) {
    boolean cut = !(evidence instanceof Evidence.None) && failed > rows.size();
    Optional<Finding> finding =
        severity.map(
            reached ->
                new Finding(
                    rule.id(),
                    rule.dimension(),
                    reached,
                    scope,
                    column,
                    evaluated,
                    failed,
                    cut,
                    rows,
                    groups,
                    message,
                    sql));
    double tolerated = rule.tolerance().share();
    return new CheckResult(
        rule.id(),
        rule.dimension(),
        column,
        outcome,
        basis,
        gates(),
        evaluated,
        failed,
        severity,
        score.orElseGet(() -> Scoring.check(evaluated, failed, tolerated, severity)),
        tolerated,
        rule.weight(),
        columnWeight,
        codeList,
        finding);
  }

  private boolean gates() {
    return switch (rule.gating()) {
      case NEVER -> false;
      case DECLARED -> basis == Basis.DECLARED;
      case DECLARED_OR_UNTYPED -> basis == Basis.DECLARED || untyped;
      case ALWAYS -> basis != Basis.INFERRED;
    };
  }
}
