package vn.sen.harvest.ckan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.jena.vocabulary.DCTerms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.harvest.HarvestLog;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.SourceServer.Reply;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.SourceClient;

/** Portals that do not search as today's CKAN does: old ones, and DKAN. */
class CkanDialectsTest {
  private final SourceServer server = SourceServer.start();
  private final HarvestLog log = new HarvestLog();

  /** What the portal has, by name. */
  private final List<String> names = new ArrayList<>(List.of("mot", "hai", "ba", "bon", "nam"));

  private final Set<String> gone = new TreeSet<>();

  private boolean sorts;
  private boolean searches;
  private boolean lists = true;
  private boolean wraps;
  private boolean pages = true;
  private int missingOnList;
  private int refusal = 404;

  @AfterEach
  void stop() {
    server.close();
  }

  private HarvestOutcome harvest() throws Exception {
    return harvest("/cong");
  }

  private HarvestOutcome harvest(String path) throws Exception {
    log.next();
    server.otherwise(this::answer);
    try (var client = new SourceClient("x", Limits.defaults())) {
      return new CkanConnector(client, 2)
          .harvest(server.source(path, OptionalInt.empty()), log, log);
    }
  }

  private Reply answer(SourceServer.Request request) {
    String action = request.uri().getPath().replace("/cong/api/3/action/", "");
    return switch (action) {
      case "package_search" ->
          searches && (sorts || !request.path().contains("sort="))
              ? json(
                  "{\"count\":%d,\"results\":[%s]}"
                      .formatted(names.size(), part(request.parameter("start", "0"), names.size())))
              : refused();
      case "current_package_list_with_resources" -> {
        if (!lists) {
          yield refused();
        }
        String part =
            part(pages ? request.parameter("offset", "0") : "0", names.size() - missingOnList);
        yield json(wraps ? "[[" + part + "]]" : "[" + part + "]");
      }
      case "package_list" ->
          json(names.stream().collect(Collectors.joining("\",\"", "[\"", "\"]")));
      case "package_show" -> {
        String name = request.parameter("id", "");
        yield gone.contains(name)
            ? Reply.status(403, "{\"success\":false,\"error\":{\"message\":\"Access denied\"}}")
            : json(wraps ? "[" + dataset(name) + "]" : dataset(name));
      }
      default -> Reply.status(404, "no such action");
    };
  }

  private Reply refused() {
    return Reply.status(refusal, "<h1>Page not found</h1>");
  }

  private static Reply json(String result) {
    return Reply.of("application/json", "{\"success\":true,\"result\":" + result + "}");
  }

  private String part(String from, int end) {
    int start = Math.min(Integer.parseInt(from), end);
    return names.subList(start, Math.min(start + 2, end)).stream()
        .map(CkanDialectsTest::dataset)
        .collect(Collectors.joining(","));
  }

  /** With the words of DKAN 1.x. */
  private static String dataset(String name) {
    return """
    {"id":"id-%1$s","name":"%1$s","title":"Bộ %1$s","state":"Active","private":"Published",
     "metadata_created":"Date created\\tThu, 01/29/2015 - 10:20",
     "metadata_modified":"Date changed\\tMon, 08/31/2015 - 15:52",
     "resources":[{"id":"r-%1$s","url":"https://h.vn/%1$s.csv","state":"Active","format":"csv",
       "created":"Lo, 2016-08-08","last_modified":"Tue, 13/13/2015 - 15:52"}]}
    """
        .formatted(name);
  }

  private void assertAll() {
    assertThat(log.identifiers())
        .containsExactlyInAnyOrder("id-mot", "id-hai", "id-ba", "id-bon", "id-nam");
    assertThat(log.rejected()).isEmpty();
  }

  private long asked(String action) {
    return server.requests().stream().filter(one -> one.path().contains("/" + action)).count();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 409, 501})
  void aPortalThatCannotSortIsAskedWithoutAnOrder(int status) throws Exception {
    searches = true;
    refusal = status;

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(5));

    assertAll();
    assertThat(asked("package_list")).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPortalThatCannotSearchIsAskedForItsList(boolean wrapped) throws Exception {
    wraps = wrapped;

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(5));

    assertAll();
    assertThat(asked("package_show")).isZero();
  }

  @Test
  void aListThatIsAsItWasIsUnchanged() throws Exception {
    harvest();

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(5));

    assertThat(log.accepted()).isEmpty();
    assertThat(log.unchanged()).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPortalWithoutAListIsAskedForEachPackage(boolean wrapped) throws Exception {
    lists = false;
    wraps = wrapped;

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(5));
    assertAll();

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(5));
    assertThat(log.unchanged()).hasSize(5);
  }

  @Test
  void aListThatTurnsNoPagesIsCompletedOneByOne() throws Exception {
    pages = false;

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(5));

    assertAll();
  }

  @Test
  void aListThatIsShorterThanItsNamesIsCompletedOneByOne() throws Exception {
    missingOnList = 2;

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(5));

    assertAll();
  }

  @Test
  void aPackageThatIsShownNoMoreIsKeptUnderItsIdentifier() throws Exception {
    lists = false;
    harvest();
    gone.add("ba");
    harvest();

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(5));

    assertThat(log.rejected()).containsOnlyKeys("id-ba");
    assertThat(log.rejected().get("id-ba").en()).contains("403").contains("Access denied");
    gone.clear();
    harvest();
    assertThat(log.unchanged()).contains("id-ba");
    assertThat(log.rejected()).isEmpty();
  }

  @Test
  void aPackageThatLeavesTheListAndIsShownNoMoreIsKeptUnderItsIdentifier() throws Exception {
    harvest();
    gone.add("nam");
    missingOnList = 1;

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(5));

    assertThat(log.rejected()).containsOnlyKeys("id-nam");
  }

  @Test
  void aPackageThatIsNotNamedAnyMoreIsNotOffered() throws Exception {
    lists = false;
    harvest();
    names.remove("ba");

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(4));
  }

  @Test
  void aPartOfAPortalIsNotWhatItLists() throws Exception {
    HarvestOutcome outcome = harvest("/cong/api/3/action/package_search?q=nuoc");

    assertThat(outcome).isInstanceOf(HarvestOutcome.Partial.class);
    assertThat(outcome.offered()).isZero();
    assertThat(asked("package_list")).isZero();
  }

  @Test
  void wherePagesOfAListFailTheHarvestIsPartial() throws Exception {
    server.breaksAfter(5);

    assertThat(harvest()).isInstanceOf(HarvestOutcome.Partial.class);
  }

  @Test
  void datesForPeopleAreReadWhereTheyCanMeanOneDayOnly() throws Exception {
    harvest();

    var record = log.record("id-mot").description();
    assertThat(
            record.listStatements(null, DCTerms.issued, (String) null).toList().stream()
                .map(statement -> statement.getLiteral().getLexicalForm()))
        .containsExactlyInAnyOrder("2015-01-29", "2016-08-08");
    assertThat(
            record.listStatements(null, DCTerms.modified, (String) null).toList().stream()
                .map(statement -> statement.getLiteral().getLexicalForm()))
        .containsExactlyInAnyOrder("2015-08-31", "Tue, 13/13/2015 - 15:52");
  }
}
