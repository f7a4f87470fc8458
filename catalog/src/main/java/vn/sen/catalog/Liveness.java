package vn.sen.catalog;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.sen.vocab.Dimension;
import vn.sen.vocab.Finding;
import vn.sen.vocab.Message;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.RuleCatalogue;
import vn.sen.vocab.Scores;
import vn.sen.vocab.Severity;
import vn.sen.vocab.TableState;

/**
 * How a dataset lives, on a day. It belongs to the dataset and ages; no version holds it, and
 * nothing of it is signed. What a version shows of it is put on at the doors ({@link #on}).
 *
 * @param at when it became so: the same is not said again
 * @param ruleSet version of the rule catalogue
 * @param live the petal, 0 to 1; absent where nothing applied
 * @param operations how well the agency's servers answer, 0 to 1; absent where none was asked
 * @param findings of the live rules, worst first
 * @param links that were tried; at most the first 500
 * @param assessment of the metadata (405 points)
 */
public record Liveness(
    Instant at,
    String ruleSet,
    Optional<Double> live,
    Optional<Double> operations,
    List<Finding> findings,
    List<Link> links,
    MetadataAssessment assessment) {

  public static final int MOST_LINKS = 500;

  private static final Set<String> BANNERS = Set.of("LIV-01", "LIV-04", "LIV-05");

  public Liveness {
    findings = List.copyOf(findings);
    links = links.stream().limit(MOST_LINKS).toList();
  }

  /**
   * A link that was tried.
   *
   * @param url as people may see it
   * @param use what it is for, such as {@code file}
   * @param failingSince since when it has not answered as it should; absent while it does
   * @param fault what was wrong the last time; absent while it answers
   */
  public record Link(
      String url, String use, Optional<Instant> failingSince, Optional<Message> fault) {}

  /** Whether {@code other} says the same, whenever and in whatever words. */
  public boolean says(Liveness other) {
    return ruleSet.equals(other.ruleSet)
        && live.equals(other.live)
        && operations.equals(other.operations)
        && said().equals(other.said())
        && failing().equals(other.failing())
        && answering().equals(other.answering())
        && assessment.equals(other.assessment);
  }

  private Set<Said> said() {
    return findings.stream()
        .map(f -> new Said(f.rule(), f.severity(), f.failed()))
        .collect(Collectors.toSet());
  }

  private Set<String> failing() {
    return links.stream()
        .filter(link -> link.failingSince().isPresent())
        .map(Link::url)
        .collect(Collectors.toSet());
  }

  /** The links that answer as they should. */
  public Set<String> answering() {
    return links.stream()
        .filter(link -> link.failingSince().isEmpty())
        .map(Link::url)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** What stands in a banner: data that are late, links that are dead. */
  public List<Finding> banners() {
    return findings.stream()
        .filter(
            finding ->
                BANNERS.contains(finding.rule())
                    && (finding.rule().equals("LIV-01")
                        || finding.severity().compareTo(Severity.ERROR) >= 0))
        .toList();
  }

  /** What is about the data, and not about the agency's servers. */
  public List<Finding> ofData() {
    return findings.stream().filter(finding -> !isOperations(finding)).toList();
  }

  private static boolean isOperations(Finding finding) {
    return RuleCatalogue.find(finding.rule()).filter(rule -> rule.operations()).isPresent();
  }

  private Optional<Severity> worst() {
    return ofData().stream().map(Finding::severity).max(Comparator.naturalOrder());
  }

  /** A version as it is today. */
  public TableVersion on(TableVersion version) {
    Severity judged =
        switch (version.state()) {
          case PUBLISHED -> Severity.WARNING;
          case PUBLISHED_WITH_WARNINGS -> Severity.ERROR;
          case QUARANTINED -> Severity.QUARANTINE;
          case BLOCKED -> Severity.BLOCK;
        };
    Severity worst = worst().filter(severity -> severity.compareTo(judged) > 0).orElse(judged);
    Scores today = version.scores().withLive(live, Optional.of(worst));
    return version.with(on(version.state()), version.waived().isEmpty() ? today : today.withoutA());
  }

  /** What visitors get does not change; that something is wrong with it may. */
  private TableState on(TableState state) {
    return state == TableState.PUBLISHED
            && worst().filter(severity -> severity.compareTo(Severity.ERROR) >= 0).isPresent()
        ? TableState.PUBLISHED_WITH_WARNINGS
        : state;
  }

  /**
   * The report on a version as it is today: what it found of the live rules then, it found then.
   */
  public QualityReport on(QualityReport report, TableVersion version) {
    TableVersion today = on(version);
    return report.judged(
        report.state() == version.state() ? today.state() : report.state(),
        today.scores(),
        Stream.concat(
                report.findings().stream().filter(finding -> finding.dimension() != Dimension.LIVE),
                ofData().stream())
            .sorted(
                Comparator.comparing(Finding::severity)
                    .reversed()
                    .thenComparing(Finding::rule)
                    .thenComparing(finding -> finding.column().orElse("")))
            .toList());
  }

  private record Said(String rule, Severity severity, long failed) {}
}
