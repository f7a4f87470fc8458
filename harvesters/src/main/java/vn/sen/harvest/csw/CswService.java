package vn.sen.harvest.csw;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import vn.sen.harvest.iso.IsoRecord;
import vn.sen.harvest.mapping.Statements;
import vn.sen.harvest.net.SourceClient;

/**
 * Where a catalogue is, and how it is asked.
 *
 * @param endpoint as asked, up to the parameters; may hold credentials
 * @param kept parameters that the source's address states, a constraint among them, as they stand
 * @param schema {@code outputSchema} that the address states
 */
record CswService(String endpoint, List<String> kept, Optional<String> schema) {
  static final String DUBLIN_CORE = "http://www.opengis.net/cat/csw/2.0.2";

  /** In the order they are wished for. */
  static final List<String> SCHEMAS =
      List.of(
          IsoRecord.GMD,
          "http://standards.iso.org/iso/19115/-3/mdb/2.0",
          "http://standards.iso.org/iso/19115/-3/mdb/1.0",
          DUBLIN_CORE);

  /** What the harvest itself has to say. */
  private static final Set<String> OURS =
      Set.of(
          "service",
          "version",
          "acceptversions",
          "request",
          "outputschema",
          "outputformat",
          "elementsetname",
          "elementname",
          "resulttype",
          "startposition",
          "maxrecords",
          "sortby",
          "requestid",
          "id",
          "distributedsearch",
          "hopcount",
          "responsehandler");

  CswService {
    kept = List.copyOf(kept);
  }

  /** How records are asked for. */
  record Way(String schema, boolean sorted) {}

  static CswService of(URI url) {
    List<String> kept = new ArrayList<>();
    Optional<String> schema = Optional.empty();
    if (url.getRawQuery() != null) {
      for (String parameter : url.getRawQuery().split("&")) {
        String[] parts = parameter.split("=", 2);
        String name = parts[0].toLowerCase(Locale.ROOT);
        if (name.equals("outputschema") && parts.length == 2 && !parts[1].isEmpty()) {
          schema = Optional.of(parts[1]);
        } else if (!name.isEmpty() && !OURS.contains(name)) {
          kept.add(parameter);
        }
      }
    }
    return new CswService(url.toString().replaceFirst("[?#].*$", ""), kept, schema);
  }

  /** The ways to ask of one schema, the better first. */
  static List<Way> ways(String schema) {
    return List.of(new Way(schema, true), new Way(schema, false));
  }

  /** The schema to begin with, as a value of a parameter. */
  String firstSchema() {
    return schema.orElseGet(() -> Statements.encoded(IsoRecord.GMD));
  }

  /**
   * @param start counted from 1
   */
  URI records(Way way, long start, int most) {
    var parameters =
        new ArrayList<String>(List.of("service=CSW", "version=2.0.2", "request=GetRecords"));
    if (!states("typenames")) {
      parameters.add("typeNames=csw:Record");
    }
    if (states("constraint") && !states("constraintlanguage")) {
      parameters.add("constraintLanguage=CQL_TEXT");
    }
    if (states("constraint") && !states("constraint_language_version")) {
      parameters.add("constraint_language_version=1.1.0");
    }
    parameters.add("resultType=results");
    parameters.add("elementSetName=full");
    parameters.add("outputSchema=" + way.schema());
    if (way.sorted()) {
      parameters.add("sortBy=dc:identifier:A");
    }
    parameters.add("maxRecords=" + most);
    parameters.add("startPosition=" + start);
    return asked(parameters);
  }

  URI capabilities() {
    return asked(List.of("service=CSW", "version=2.0.2", "request=GetCapabilities"));
  }

  /** The record itself, by the catalogue's own way to name it on the Web. */
  String record(String identifier) {
    String own =
        String.join(
            "&",
            "service=CSW",
            "version=2.0.2",
            "request=GetRecordById",
            "elementSetName=full",
            "id=" + Statements.encoded(identifier));
    return SourceClient.shown(URI.create(endpoint + "?" + own)).toString();
  }

  private boolean states(String name) {
    return kept.stream()
        .anyMatch(parameter -> parameter.split("=", 2)[0].toLowerCase(Locale.ROOT).equals(name));
  }

  private URI asked(List<String> parameters) {
    List<String> all = new ArrayList<>(kept);
    all.addAll(parameters);
    return URI.create(endpoint + "?" + String.join("&", all));
  }
}
