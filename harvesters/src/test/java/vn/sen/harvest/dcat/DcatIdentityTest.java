package vn.sen.harvest.dcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.sen.harvest.HarvestLog;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.SourceServer.Reply;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.SourceClient;

/** What records are called when identifiers are shared, pages are cut anew and addresses change. */
class DcatIdentityTest {
  /** A dataset of the catalogue: its IRI's end, and the identifier that it states. */
  private record Item(String iri, String identifier) {}

  private final SourceServer server = SourceServer.start();
  private final HarvestLog log = new HarvestLog();

  @AfterEach
  void stop() {
    server.close();
  }

  private HarvestOutcome outcome(List<Item> items, int perPage) throws Exception {
    log.next();
    server.otherwise(
        request -> {
          int page = Integer.parseInt(request.parameter("page", "1"));
          int to = Math.min(page * perPage, items.size());
          StringBuilder turtle = new StringBuilder(DcatConnectorTest.PREFIXES);
          for (Item item : items.subList((page - 1) * perPage, to)) {
            turtle.append(
                "<http://h.vn/%1$s> a dcat:Dataset ; dct:identifier \"%2$s\" ; dct:title \"%1$s\" .\n"
                    .formatted(item.iri(), item.identifier()));
          }
          if (to < items.size()) {
            turtle.append("<> hydra:next </catalog?page=%d> .\n".formatted(page + 1));
          }
          return Reply.of("text/turtle", turtle.toString());
        });
    try (var client = new SourceClient("x", Limits.defaults())) {
      return new DcatConnector(client)
          .harvest(server.source("/catalog?page=1", OptionalInt.empty()), log, log);
    }
  }

  /** What each name stands for after a harvest that read all. */
  private Map<String, String> names(List<Item> items, int perPage) throws Exception {
    assertThat(outcome(items, perPage)).isEqualTo(new HarvestOutcome.Complete(items.size()));
    Map<String, String> names = new TreeMap<>(log.subjects(log.unchanged()));
    log.accepted().forEach(one -> names.put(one.identifier(), one.subject().getURI()));
    assertThat(names).hasSize(items.size());
    return names;
  }

  @Test
  void neitherOrderNorPagesChangeWhatRecordsAreCalled() throws Exception {
    List<Item> items =
        new ArrayList<>(
            List.of(
                new Item("a", "1"),
                new Item("b", "2"),
                new Item("c", "1"),
                new Item("d", "3"),
                new Item("e", "1"),
                new Item("f", "http://h.vn/b"),
                new Item("g", "2")));
    Map<String, String> first = names(items, 2);
    var random = new Random(7);

    for (int round = 0; round < 40; round++) {
      Collections.shuffle(items, random);

      assertThat(names(items, 1 + random.nextInt(items.size()))).isEqualTo(first);
    }
  }

  @Test
  void whatSharesAnIdentifierOnOnePageIsCalledTheSameOnTwo() throws Exception {
    List<Item> items = List.of(new Item("a", "1"), new Item("b", "1"));
    Map<String, String> first = names(items, 2);

    assertThat(first).containsOnlyKeys("http://h.vn/a", "http://h.vn/b");
    assertThat(names(items, 1)).isEqualTo(first);
    assertThat(names(items.reversed(), 1)).isEqualTo(first);
  }

  @Test
  void aNewcomerDoesNotTakeTheNameOfWhatIsKnown() throws Exception {
    names(List.of(new Item("b", "1"), new Item("c", "2")), 1);

    assertThat(names(List.of(new Item("a", "1"), new Item("b", "1"), new Item("c", "2")), 1))
        .isEqualTo(
            Map.of("http://h.vn/a", "http://h.vn/a", "1", "http://h.vn/b", "2", "http://h.vn/c"));
  }

  @Test
  void aNewcomerOnTheSamePageDoesNotEither() throws Exception {
    names(List.of(new Item("b", "1")), 5);

    assertThat(names(List.of(new Item("a", "1"), new Item("b", "1")), 5))
        .isEqualTo(Map.of("http://h.vn/a", "http://h.vn/a", "1", "http://h.vn/b"));
  }

  @Test
  void aNewcomerAfterAPageThatIsAsItWasLosesNothing() throws Exception {
    List<Item> before = List.of(new Item("a", "1"), new Item("b", "2"));
    names(before, 1);
    log.next();
    names(before, 1);
    assertThat(log.unchanged()).hasSize(2);

    assertThat(names(List.of(new Item("a", "1"), new Item("c", "1")), 1))
        .isEqualTo(Map.of("1", "http://h.vn/a", "http://h.vn/c", "http://h.vn/c"));
  }

  @Test
  void anIdentifierThatIsAddedLaterChangesNoName() throws Exception {
    names(List.of(new Item("a", "1"), new Item("b", "1")), 5);

    assertThat(names(List.of(new Item("a", "7"), new Item("b", "8")), 5))
        .containsOnlyKeys("http://h.vn/a", "http://h.vn/b");
  }

  @Test
  void whatIsKnownKeepsItsNameWhenItStatesAnother() throws Exception {
    names(List.of(new Item("a", "1"), new Item("b", "2")), 1);

    assertThat(names(List.of(new Item("a", "A-1"), new Item("b", "2")), 1))
        .isEqualTo(Map.of("1", "http://h.vn/a", "2", "http://h.vn/b"));
    assertThat(names(List.of(new Item("a", "1\" , \"doi:1"), new Item("b", "2")), 2))
        .isEqualTo(Map.of("1", "http://h.vn/a", "2", "http://h.vn/b"));
  }

  @Test
  void identifiersDecideWhereAddressesAreGivenAnew() throws Exception {
    names(List.of(new Item("1", "a"), new Item("2", "b"), new Item("3", "c")), 2);

    List<Item> anew =
        List.of(new Item("1", "moi"), new Item("2", "a"), new Item("3", "b"), new Item("4", "c"));
    for (int perPage : List.of(1, 4, 2)) {
      assertThat(names(anew, perPage))
          .isEqualTo(
              Map.of(
                  "moi",
                  "http://h.vn/1",
                  "a",
                  "http://h.vn/2",
                  "b",
                  "http://h.vn/3",
                  "c",
                  "http://h.vn/4"));
    }
  }

  @Test
  void aSecondWordAboutADatasetIsNoSecondDataset() throws Exception {
    assertThat(outcome(List.of(new Item("a", "1"), new Item("a", "x\", \"y")), 1))
        .isEqualTo(new HarvestOutcome.Complete(1));

    assertThat(log.identifiers()).containsExactly("1");
  }

  @Test
  void whereMoreGoOverThanCanWaitAndTheirOwnersComeNothingIsCalledGone() throws Exception {
    int many = Identities.MOST_WAITING + 50;
    List<Item> items = IntStream.range(0, many).mapToObj(i -> new Item("vi/" + i, "" + i)).toList();
    names(items, 400);
    List<Item> mirrored = new ArrayList<>();
    IntStream.range(0, many).forEach(i -> mirrored.add(new Item("en/" + i, "" + i)));
    mirrored.addAll(items.subList(0, many - 1));
    mirrored.add(new Item("vi/" + (many - 1), (many - 1) + ""));
    mirrored.add(new Item("khac", "khac"));

    assertThat(outcome(mirrored, 210)).isInstanceOf(HarvestOutcome.Partial.class);
  }

  @Test
  void whatIsOnlyNamedNowIsKeptUnderTheNameItHas() throws Exception {
    names(List.of(new Item("a", "1"), new Item("b", "2")), 5);
    log.next();
    server.otherwise(
        _ ->
            Reply.of(
                "text/turtle",
                DcatConnectorTest.PREFIXES
                    + "</c> a dcat:Catalog ; dcat:dataset <http://h.vn/a>, <http://h.vn/b> ."
                    + " <http://h.vn/b> a dcat:Dataset ; dct:title \"b\" ; dct:identifier \"2\""
                    + " ."));
    try (var client = new SourceClient("x", Limits.defaults())) {
      new DcatConnector(client)
          .harvest(server.source("/catalog?page=1", OptionalInt.empty()), log, log);
    }

    assertThat(log.rejected()).containsOnlyKeys("1");
  }

  @Test
  void whatIsTwiceWithoutAnAddressIsKeptUnderTheNameItHas() throws Exception {
    String once = "[] a dcat:Dataset ; dct:title \"A\" ; dct:identifier \"a\" .\n";
    for (String body : List.of(once, once + once)) {
      log.next();
      server.otherwise(_ -> Reply.of("text/turtle", DcatConnectorTest.PREFIXES + body));
      try (var client = new SourceClient("x", Limits.defaults())) {
        new DcatConnector(client)
            .harvest(server.source("/catalog?page=1", OptionalInt.empty()), log, log);
      }
    }

    assertThat(log.rejected()).containsOnlyKeys("a");
  }

  @Test
  void aCatalogueThatMovesKeepsItsNames() throws Exception {
    int many = Identities.MOST_WAITING + 500;
    names(IntStream.range(0, many).mapToObj(i -> new Item("cu/" + i, "" + i)).toList(), 400);

    Map<String, String> moved =
        names(IntStream.range(0, many).mapToObj(i -> new Item("moi/" + i, "" + i)).toList(), 400);

    assertThat(moved).hasSize(many).allSatisfy((id, iri) -> assertThat(iri).endsWith("moi/" + id));
  }

  @Test
  void whatWaitedForItsNameIsKnownOnceItHasOne() throws Exception {
    names(List.of(new Item("cu", "1")), 1);
    List<Item> moved = List.of(new Item("moi", "1"));
    names(moved, 1);
    names(moved, 1);

    names(moved, 1);

    assertThat(log.accepted()).isEmpty();
    assertThat(log.unchanged()).containsExactly("1");
  }
}
