package vn.sen.catalog.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sen.catalog.Correctable;
import vn.sen.catalog.Event;
import vn.sen.vocab.ConsumersReport;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Json;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.TableVersionId;

/**
 * An event as it is stored: a small JSON body, and its large text, if it has one, apart, so that it
 * can be erased while the body still says what happened.
 */
record Line(
    Event event,
    String kind,
    Optional<DatasetId> dataset,
    String body,
    byte[] bodyHash,
    @Nullable Payload payload) {

  private static final String CONSUMERS = "consumers";
  private static final String BEFORE = "before";
  private static final String VALUES = "values";

  static Line of(Event event) {
    ObjectNode tree = Json.mapper().valueToTree(event);
    Payload payload =
        switch (event) {
          case Event.RecordAdmitted admitted -> {
            tree.remove("nquads");
            yield Payload.of(admitted.nquads());
          }
          case Event.TableJudged judged -> {
            tree.remove("report");
            // Who can use the version stays known when the report is erased.
            judged
                .report()
                .consumers()
                .ifPresent(c -> tree.set(CONSUMERS, Json.mapper().valueToTree(c.brief())));
            yield Payload.of(Json.write(judged.report()));
          }
          case Event.CodesImported imported -> {
            tree.remove("text");
            yield Payload.of(imported.text());
          }
          case Event.ConsumerRegistered registered -> {
            tree.remove("registration");
            yield Payload.of(Json.write(registered.registration().orElseThrow()));
          }
          case Event.MetadataCorrected corrected -> correction(tree, corrected);
          default -> null;
        };
    String body = tree.toString();
    return new Line(
        event,
        tree.path("kind").textValue(),
        dataset(event),
        body,
        Chain.sha256(body.getBytes(StandardCharsets.UTF_8)),
        payload);
  }

  /** Who owns the dataset must be known when the words are erased, and is a code. */
  private static Payload correction(ObjectNode tree, Event.MetadataCorrected corrected) {
    tree.remove(BEFORE);
    if (!corrected.property().equals(Correctable.PUBLISHER.iri())) {
      tree.remove(VALUES);
    }
    ObjectNode words = Json.mapper().createObjectNode();
    words.set(BEFORE, Json.mapper().valueToTree(corrected.before()));
    words.set(VALUES, Json.mapper().valueToTree(corrected.values()));
    // So that the hash that stays tells nothing of the words.
    words.put("salt", UUID.randomUUID().toString());
    return Payload.of(words.toString());
  }

  /** Entries of the first days have their words in the body. */
  private static void words(ObjectNode tree, @Nullable String payload)
      throws JsonProcessingException {
    JsonNode words = payload == null ? tree : Json.mapper().readTree(payload);
    for (String name : List.of(BEFORE, VALUES)) {
      JsonNode said = words.path(name);
      tree.set(name, said.isMissingNode() ? Json.mapper().createArrayNode() : said);
    }
  }

  byte @Nullable [] payloadHash() {
    return payload == null ? null : payload.hash();
  }

  /**
   * The event again.
   *
   * @param payload its large text; null when it has none, or when that was erased
   */
  static Event event(String body, @Nullable String payload) {
    try {
      var tree = (ObjectNode) Json.mapper().readTree(body);
      switch (tree.path("kind").asText()) {
        case "record-admitted" -> tree.put("nquads", payload == null ? "" : payload);
        case "codes-imported" -> tree.put("text", payload == null ? "" : payload);
        case "table-judged" ->
            tree.set("report", payload == null ? erased(tree) : Json.mapper().readTree(payload));
        case "consumer-registered" ->
            tree.set("registration", payload == null ? null : Json.mapper().readTree(payload));
        case "metadata-corrected" -> words(tree, payload);
        default -> {}
      }
      return Json.mapper().treeToValue(tree, Event.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an entry of the journal cannot be read: " + body, e);
    }
  }

  private static JsonNode erased(JsonNode tree) throws JsonProcessingException {
    var version =
        Json.mapper().treeToValue(tree.path("version"), vn.sen.catalog.TableVersion.class);
    Optional<ConsumersReport> consumers =
        tree.has(CONSUMERS)
            ? Optional.of(Json.mapper().treeToValue(tree.path(CONSUMERS), ConsumersReport.class))
            : Optional.empty();
    return Json.mapper()
        .valueToTree(
            new QualityReport(
                version.received().name(),
                version.received().sha256(),
                version.rows(),
                0,
                0,
                version.columns().size(),
                "",
                List.of(),
                version.state(),
                version.scores(),
                List.of(),
                consumers));
  }

  private static Optional<DatasetId> dataset(Event event) {
    return switch (event) {
      case Event.AgencyRegistered _,
          Event.SourceRegistered _,
          Event.SourceDisabled _,
          Event.SourceAttested _,
          Event.RemovalsHeld _,
          Event.RemovalsDecided _,
          Event.CodesImported _ ->
          Optional.empty();
      case Event.IdentityDecided e -> e.what().datasets().stream().findFirst();
      case Event.IdentityUndone e -> e.what().datasets().stream().findFirst();
      case Event.RecordAdmitted e -> Optional.of(e.dataset());
      case Event.RecordRemoved e -> Optional.of(e.dataset());
      case Event.TableJudged e -> Optional.of(e.version().id().table().dataset());
      case Event.TableFailed e -> Optional.of(e.dataset());
      case Event.TableRecovered e -> Optional.of(e.dataset());
      case Event.FileReceived e -> Optional.of(e.dataset());
      case Event.VersionDecided e -> Optional.of(e.version().table().dataset());
      case Event.BytesErased e -> e.version().map(TableVersionId::table).map(t -> t.dataset());
      case Event.ReleaseMade e -> Optional.of(e.release().dataset());
      case Event.LivenessJudged e -> Optional.of(e.dataset());
      case Event.RuleWaived e -> Optional.of(e.dataset());
      case Event.WaiverEnded e -> Optional.of(e.dataset());
      case Event.MetadataCorrected e -> Optional.of(e.dataset());
      case Event.CorrectionUndone e -> Optional.of(e.dataset());
      case Event.ConsumerRegistered e -> Optional.of(e.table().dataset());
      case Event.ConsumerRemoved e -> Optional.of(e.table().dataset());
    };
  }
}
