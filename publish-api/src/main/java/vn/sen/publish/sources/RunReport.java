package vn.sen.publish.sources;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.sen.catalog.Operations.Run;
import vn.sen.vocab.Json;
import vn.sen.vocab.Message;

/**
 * A run's report ({@code sen harvest --json}) as its page shows it.
 *
 * @param isReported whether there is a report: there is none while the run goes on
 * @param problemCount how many problems there are, also where they are left out
 */
public record RunReport(
    boolean isReported,
    String kind,
    Records records,
    long removed,
    long held,
    Tables tables,
    List<Fault> problems,
    int problemCount,
    List<Message> notices) {

  /** What became of the records. */
  public record Records(long offered, long added, long changed, long unchanged, long rejected) {
    /** Whether the counts add up. */
    public boolean isReconciled() {
      return offered == added + changed + unchanged + rejected;
    }
  }

  /** What became of the tables. */
  public record Tables(
      long seen,
      long published,
      long publishedWithWarnings,
      long quarantined,
      long blocked,
      long unchanged,
      long failed) {
    /** Whether the counts add up. */
    public boolean isReconciled() {
      return seen == published + publishedWithWarnings + quarantined + blocked + unchanged + failed;
    }
  }

  /** Something that could not be used. */
  public record Fault(
      String record,
      Optional<String> table,
      String stage,
      Optional<String> rule,
      String severity,
      Message message) {}

  static RunReport of(Run run) {
    JsonNode json =
        run.report().isBlank()
            ? Json.mapper().createObjectNode()
            : Json.read(run.report(), JsonNode.class);
    JsonNode records = json.path("records");
    JsonNode tables = json.path("tables");
    var faults = new ArrayList<Fault>();
    for (JsonNode problem : json.path("problems")) {
      faults.add(
          new Fault(
              problem.path("record").asText(""),
              text(problem, "table"),
              problem.path("stage").asText(""),
              text(problem, "rule"),
              problem.path("severity").asText(""),
              message(problem.path("message"))));
    }
    var notices = new ArrayList<Message>();
    json.path("notices").forEach(notice -> notices.add(message(notice)));
    return new RunReport(
        !run.report().isBlank(),
        json.path("kind").asText(""),
        new Records(
            records.path("offered").asLong(),
            records.path("added").asLong(),
            records.path("changed").asLong(),
            records.path("unchanged").asLong(),
            records.path("rejected").asLong()),
        json.path("removed").asLong(),
        json.path("held").asLong(),
        new Tables(
            tables.path("seen").asLong(),
            tables.path("published").asLong(),
            tables.path("publishedWithWarnings").asLong(),
            tables.path("quarantined").asLong(),
            tables.path("blocked").asLong(),
            tables.path("unchanged").asLong(),
            tables.path("failed").asLong()),
        List.copyOf(faults),
        json.path("problemCount").asInt(faults.size()),
        List.copyOf(notices));
  }

  private static Optional<String> text(JsonNode node, String name) {
    return Optional.ofNullable(node.path(name).asText(null)).filter(t -> !t.isEmpty());
  }

  private static Message message(JsonNode node) {
    return node.isTextual()
        ? new Message(node.asText(), node.asText())
        : new Message(node.path("vi").asText(""), node.path("en").asText(""));
  }
}
