package vn.sen.publish.agencies;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.Identity;
import vn.sen.publish.Listing;
import vn.sen.publish.Parameters;
import vn.sen.publish.Pools;
import vn.sen.vocab.Agency;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.problem.NotFoundException;

/** Agencies as JSON. */
@Controller("/api/v1/agencies")
@ExecuteOn(Pools.READS)
@Tag(name = "agencies")
final class AgencyApi {
  private final Catalog catalog;

  AgencyApi(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * An agency and how much it publishes.
   *
   * @param successor who came after it, at once; absent while it is itself
   * @param predecessors those who came before it, at once
   */
  record AgencyJson(
      String code,
      String url,
      Map<String, String> name,
      Optional<String> parent,
      long datasets,
      long rows,
      Optional<Successor> successor,
      List<String> predecessors) {
    static AgencyJson of(Agency agency, long datasets, long rows, Lines lines) {
      return new AgencyJson(
          agency.code().value(),
          "/agency/" + agency.code(),
          agency.name().byLanguage(),
          agency.parent().map(AgencyCode::value),
          datasets,
          rows,
          Optional.ofNullable(lines.after.get(agency.code())),
          lines.before.getOrDefault(agency.code(), List.of()));
    }
  }

  /** Who came after whom, and before: read once for all agencies of an answer. */
  private record Lines(Map<AgencyCode, Successor> after, Map<AgencyCode, List<String>> before) {
    static Lines of(Identity.Book identity) {
      var after = new HashMap<AgencyCode, Successor>();
      var before = new HashMap<AgencyCode, List<String>>();
      for (Identity.Decided decided : identity.decisions()) {
        if (decided.what() instanceof Identity.Succession(var agency, var successor, var on)) {
          after.put(agency, new Successor(successor.value(), on, decided.why(), decided.id()));
          before.computeIfAbsent(successor, _ -> new ArrayList<>()).add(agency.value());
        }
      }
      return new Lines(after, before);
    }
  }

  /**
   * Who came after an agency.
   *
   * @param on the day from which that is so
   * @param decision by which it can be undone
   */
  record Successor(String code, LocalDate on, String why, String decision) {}

  @Get
  @Operation(
      summary = "Agencies with datasets, by code",
      parameters = {
        @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema =
                @Schema(type = "integer", minimum = "0", maximum = "1000", defaultValue = "100")),
        @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "'next' of the page before",
            schema = @Schema(type = "string"))
      })
  Listing<AgencyJson> agencies(@Parameter(hidden = true) HttpRequest<?> request) {
    Parameters parameters = Parameters.of(request, "limit", "cursor");
    List<Catalog.AgencySummary> all = catalog.agencies();
    String after = parameters.text("cursor").orElse("");
    List<Catalog.AgencySummary> rest =
        all.stream().filter(a -> a.agency().code().value().compareTo(after) > 0).toList();
    Lines lines = Lines.of(catalog.identity());
    List<AgencyJson> items =
        rest.stream()
            .limit(parameters.limit(100))
            .map(a -> AgencyJson.of(a.agency(), a.datasets(), a.rows(), lines))
            .toList();
    return new Listing<>(
        all.size(),
        items,
        items.isEmpty() || items.size() == rest.size()
            ? Optional.empty()
            : Optional.of(items.getLast().code()));
  }

  @Get("/{code}")
  @Operation(summary = "One agency")
  AgencyJson agency(@Parameter(hidden = true) HttpRequest<?> request, String code) {
    Parameters.of(request);
    Agency agency =
        Optional.of(code)
            .filter(AgencyCode::isForm)
            .flatMap(c -> catalog.findAgency(new AgencyCode(c)))
            .orElseThrow(() -> new NotFoundException("there is no agency '%s'".formatted(code)));
    Lines lines = Lines.of(catalog.identity());
    return catalog.agencies().stream()
        .filter(a -> a.agency().code().equals(agency.code()))
        .findFirst()
        .map(a -> AgencyJson.of(agency, a.datasets(), a.rows(), lines))
        .orElseGet(() -> AgencyJson.of(agency, 0, 0, lines));
  }
}
