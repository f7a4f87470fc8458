package vn.sen.harvest.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import vn.sen.harvest.contract.Contract.Comparison;
import vn.sen.harvest.contract.Shape.ListOf;
import vn.sen.harvest.contract.Shape.ListOr;
import vn.sen.harvest.contract.Shape.Members;

/**
 * How an Open Data Contract is built, down to the parts that promise nothing of the table, so that
 * what is wrong there is said too. What {@link OpenDataContract} itself demands is not said twice.
 *
 * <p>Source: Open Data Contract Standard 3.0 and 3.1, where the two differ, either.
 */
final class OpenDataContractShape {
  private static final Shape ID =
      Shape.like("[A-Za-z0-9_-]+", "chữ, số, \"_\" hoặc \"-\"", "letters, digits, \"_\" and \"-\"");

  private static final Shape CUSTOM =
      new ListOf(
          closed(
              Set.of("property", "value"),
              Map.of(
                  "id",
                  ID,
                  "property",
                  Shape.TEXT,
                  "value",
                  Shape.ANY,
                  "description",
                  Shape.TEXT)));

  private static final Shape DEFINITIONS =
      new ListOf(
          closed(
              Set.of("url", "type"),
              Map.of("id", ID, "url", Shape.TEXT, "type", Shape.TEXT, "description", Shape.TEXT)));

  private static final Shape NAMES = new ListOr(new ListOf(Shape.TEXT), Shape.TEXT);

  private static final Shape RELATIONSHIP =
      closed(
          Set.of("to"),
          Map.of(
              "type", Shape.among("foreignKey"),
              "from", NAMES,
              "to", NAMES,
              "customProperties", CUSTOM));

  private static final Shape CHECK = check();

  private static final Shape COLUMN = column();

  private static final Shape TABLE =
      open(
          element(),
          Map.of(
              "logicalType",
              Shape.among("object"),
              "dataGranularityDescription",
              Shape.TEXT,
              "properties",
              new ListOf(COLUMN)));

  private static final Shape MEMBER =
      closed(
          Set.of("username"),
          Map.ofEntries(
              Map.entry("id", ID),
              Map.entry("username", Shape.TEXT),
              Map.entry("name", Shape.TEXT),
              Map.entry("description", Shape.TEXT),
              Map.entry("role", Shape.TEXT),
              Map.entry("dateIn", Shape.TEXT),
              Map.entry("dateOut", Shape.TEXT),
              Map.entry("replacedByUsername", Shape.TEXT),
              Map.entry("comment", Shape.TEXT),
              Map.entry("tags", Shape.TEXTS),
              Map.entry("customProperties", CUSTOM),
              Map.entry("authoritativeDefinitions", DEFINITIONS)));

  private static final Shape TEAM =
      new ListOr(
          new ListOf(MEMBER),
          closed(
              Set.of(),
              Map.of(
                  "id",
                  ID,
                  "name",
                  Shape.TEXT,
                  "description",
                  Shape.TEXT,
                  "members",
                  new ListOf(MEMBER),
                  "tags",
                  Shape.TEXTS,
                  "customProperties",
                  CUSTOM,
                  "authoritativeDefinitions",
                  DEFINITIONS)));

  private static final Shape ROLE =
      closed(
          Set.of("role"),
          Map.of(
              "id", ID,
              "role", Shape.TEXT,
              "description", Shape.TEXT,
              "access", Shape.TEXT,
              "firstLevelApprovers", Shape.TEXT,
              "secondLevelApprovers", Shape.TEXT,
              "customProperties", CUSTOM));

  private static final Shape LEVEL =
      closed(
          Set.of("property", "value"),
          Map.of(
              "id", ID,
              "property", Shape.TEXT,
              "value", Shape.SINGLE,
              "valueExt", Shape.SINGLE,
              "unit", Shape.TEXT,
              "element", Shape.TEXT,
              "driver", Shape.TEXT,
              "description", Shape.TEXT,
              "scheduler", Shape.TEXT,
              "schedule", Shape.TEXT));

  private static final Shape SUPPORT =
      closed(
          Set.of("channel"),
          Map.of(
              "id", ID,
              "channel", Shape.TEXT,
              "url", Shape.TEXT,
              "description", Shape.TEXT,
              "tool", Shape.TEXT,
              "scope", Shape.TEXT,
              "invitationUrl", Shape.TEXT,
              "customProperties", CUSTOM));

  private static final Shape PRICE =
      closed(
          Set.of(),
          Map.of(
              "id", ID,
              "priceAmount", Shape.NUMBER,
              "priceCurrency", Shape.TEXT,
              "priceUnit", Shape.TEXT));

  private static final Shape CONTRACT =
      new Members(
          Map.ofEntries(
              Map.entry("version", Shape.TEXT),
              Map.entry("apiVersion", Shape.TEXT),
              Map.entry("id", Shape.TEXT),
              Map.entry("name", Shape.TEXT),
              Map.entry("tenant", Shape.TEXT),
              Map.entry("tags", Shape.TEXTS),
              Map.entry("status", Shape.TEXT),
              Map.entry(
                  "servers",
                  new ListOf(
                      new Members(
                          Map.of("server", Shape.TEXT, "type", Shape.TEXT),
                          Set.of("server", "type"),
                          true))),
              Map.entry("dataProduct", Shape.TEXT),
              Map.entry(
                  "description",
                  closed(
                      Set.of(),
                      Map.of(
                          "usage", Shape.TEXT,
                          "purpose", Shape.TEXT,
                          "limitations", Shape.TEXT,
                          "authoritativeDefinitions", DEFINITIONS,
                          "customProperties", CUSTOM))),
              Map.entry("domain", Shape.TEXT),
              Map.entry("schema", new ListOf(TABLE)),
              Map.entry("support", new ListOf(SUPPORT)),
              Map.entry("price", PRICE),
              Map.entry("team", TEAM),
              Map.entry("roles", new ListOf(ROLE)),
              Map.entry("slaDefaultElement", Shape.TEXT),
              Map.entry("slaProperties", new ListOf(LEVEL)),
              Map.entry("authoritativeDefinitions", DEFINITIONS),
              Map.entry("customProperties", CUSTOM),
              Map.entry("contractCreatedTs", Shape.TEXT)),
          Set.of(),
          true);

  private OpenDataContractShape() {}

  /** Adds what is wrong with a whole contract to {@code faults}. */
  static void check(JsonNode root, Faults faults) {
    CONTRACT.check(root, "", faults);
  }

  private static Shape closed(Set<String> required, Map<String, Shape> members) {
    return new Members(members, required, false);
  }

  private static Shape open(Map<String, Shape> some, Map<String, Shape> more) {
    var members = new HashMap<>(some);
    members.putAll(more);
    return new Members(members, Set.of(), true);
  }

  /** What a table and a column have in common. */
  private static Map<String, Shape> element() {
    return Map.ofEntries(
        Map.entry("id", ID),
        Map.entry("physicalType", Shape.TEXT),
        Map.entry("physicalName", Shape.TEXT),
        Map.entry("description", Shape.TEXT),
        Map.entry("businessName", Shape.TEXT),
        Map.entry("authoritativeDefinitions", DEFINITIONS),
        Map.entry("tags", Shape.TEXTS),
        Map.entry("customProperties", CUSTOM),
        Map.entry("relationships", new ListOf(RELATIONSHIP)),
        Map.entry("quality", new ListOf(CHECK)));
  }

  private static Shape column() {
    return open(
        element(),
        Map.ofEntries(
            Map.entry("primaryKeyPosition", Shape.WHOLE),
            Map.entry("logicalTypeOptions", new Members(Map.of(), Set.of(), true)),
            Map.entry("partitioned", Shape.FLAG),
            Map.entry("partitionKeyPosition", Shape.WHOLE),
            Map.entry("classification", Shape.TEXT),
            Map.entry("encryptedName", Shape.TEXT),
            Map.entry("transformSourceObjects", Shape.TEXTS),
            Map.entry("transformLogic", Shape.TEXT),
            Map.entry("transformDescription", Shape.TEXT),
            Map.entry("examples", new ListOf(Shape.ANY)),
            Map.entry("criticalDataElement", Shape.FLAG)));
  }

  private static Shape check() {
    var members = new HashMap<String, Shape>();
    for (String text :
        new String[] {
          "businessImpact",
          "description",
          "method",
          "name",
          "schedule",
          "scheduler",
          "severity",
          "unit",
          "metric",
          "rule",
          "query",
          "engine"
        }) {
      members.put(text, Shape.TEXT);
    }
    members.put("id", ID);
    members.put("authoritativeDefinitions", DEFINITIONS);
    members.put("customProperties", CUSTOM);
    members.put("tags", Shape.TEXTS);
    members.put("type", Shape.TEXT);
    members.put(
        "dimension",
        Shape.among(
            "accuracy",
            "completeness",
            "conformity",
            "consistency",
            "coverage",
            "timeliness",
            "uniqueness"));
    members.put("arguments", new Members(Map.of(), Set.of(), true));
    members.put("implementation", Shape.ANY);
    members.put("validValues", new ListOf(Shape.ANY)); // of 3.0
    for (Comparison comparison : Comparison.values()) {
      members.put(
          comparison.key(),
          switch (comparison) {
            case BE, NOT_BE -> Shape.ANY;
            case BE_BETWEEN, NOT_BE_BETWEEN -> new ListOf(Shape.NUMBER);
            default -> Shape.NUMBER;
          });
    }
    return closed(Set.of(), members);
  }
}
