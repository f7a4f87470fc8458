package vn.sen.harvest.sdmx;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.sen.harvest.mapping.Statements;
import vn.sen.harvest.net.SourceClient;

/**
 * Where a service is, and how it is asked.
 *
 * @param root as asked, without a slash at its end; may hold credentials
 * @param apis those that the address may mean, the likelier first
 * @param agency whose dataflows, as the address says it; empty for all
 * @param flow which of them, as the address says it; empty for all
 * @param kept parameters of the address, as they stand
 * @param format how CSV is asked for in the address of data; empty to leave it to {@code Accept}
 */
record SdmxService(
    String root,
    List<Api> apis,
    Optional<String> agency,
    Optional<String> flow,
    List<String> kept,
    Optional<String> format) {

  /** The two ways to ask. */
  enum Api {
    /** SDMX REST 1.x, of SDMX 2.1. */
    OF_2_1,
    /** SDMX REST 2.x, of SDMX 3.0. */
    OF_3_0
  }

  /** What the standard calls CSV where a parameter asks for it (SDMX REST, Extending the API). */
  private static final String CSV = "csvdata";

  private static final Pattern DATAFLOWS =
      Pattern.compile("(.*?)(/structure)?/dataflow(?:/([^/]*))?(?:/([^/]*))?(?:/[^/]*)?");

  /**
   * How roots of the newer API are called: {@code /sdmx/v2}, {@code /sdmx/3.0}, {@code /rest/v2}.
   */
  private static final Pattern NEWER = Pattern.compile("(?i).*/(v2|v3|3\\.0)(/.*)?");

  SdmxService {
    apis = List.copyOf(apis);
    kept = List.copyOf(kept);
  }

  static SdmxService of(URI url) {
    List<String> kept = new ArrayList<>();
    Optional<String> format = Optional.of(CSV);
    if (url.getRawQuery() != null) {
      for (String parameter : url.getRawQuery().split("&")) {
        if (parameter.startsWith("format=")) {
          format = Optional.of(parameter.substring("format=".length())).filter(f -> !f.isEmpty());
        } else if (!parameter.isEmpty()) {
          kept.add(parameter);
        }
      }
    }
    String address = url.toString().replaceFirst("[?#].*$", "").replaceFirst("/+$", "");
    Matcher query = DATAFLOWS.matcher(address);
    if (query.matches()) {
      boolean newer = query.group(2) != null;
      return new SdmxService(
          query.group(1),
          List.of(newer ? Api.OF_3_0 : Api.OF_2_1),
          one(query.group(3)),
          one(query.group(4)),
          kept,
          format);
    }
    Optional<String> path = Optional.ofNullable(url.getRawPath());
    boolean newer = path.filter(p -> NEWER.matcher(p).matches()).isPresent();
    return new SdmxService(
        address,
        newer ? List.of(Api.OF_3_0, Api.OF_2_1) : List.of(Api.OF_2_1, Api.OF_3_0),
        Optional.empty(),
        Optional.empty(),
        kept,
        format);
  }

  private static Optional<String> one(String part) {
    return Optional.ofNullable(part)
        .filter(p -> !p.isEmpty() && !p.equals("all") && !p.equals("*"));
  }

  /**
   * All dataflows that the address means; of 3.0 in all versions, for services differ in ~ and +.
   */
  URI flows(Api api) {
    String path =
        switch (api) {
          case OF_2_1 -> "/dataflow/" + agency.orElse("all") + "/" + flow.orElse("all") + "/latest";
          case OF_3_0 ->
              "/structure/dataflow/" + agency.orElse("*") + "/" + flow.orElse("*") + "/*";
        };
    return URI.create(root + path + (kept.isEmpty() ? "" : "?" + String.join("&", kept)));
  }

  /** The dataflow itself, in its latest version. */
  String dataflow(Api api, Dataflow dataflow) {
    String name = Statements.encoded(dataflow.agency()) + "/" + Statements.encoded(dataflow.id());
    return shown(
        switch (api) {
          case OF_2_1 -> "/dataflow/" + name;
          case OF_3_0 -> "/structure/dataflow/" + name;
        });
  }

  /** All of its data, in its latest version, as CSV. */
  String data(Api api, Dataflow dataflow) {
    String agency = Statements.encoded(dataflow.agency());
    String id = Statements.encoded(dataflow.id());
    String asked = format.map(words -> "?format=" + words).orElse("");
    return shown(
        switch (api) {
          case OF_2_1 -> "/data/" + agency + "," + id + "/all" + asked;
          case OF_3_0 -> "/data/dataflow/" + agency + "/" + id + "/~/*" + asked;
        });
  }

  private String shown(String path) {
    return SourceClient.shown(URI.create(root + path)).toString();
  }
}
