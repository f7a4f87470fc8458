package vn.sen.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.vocabulary.DCTerms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableState;
import vn.sen.vocab.problem.ConflictException;
import vn.sen.vocab.problem.GoneException;
import vn.sen.vocab.problem.InvalidRequestException;
import vn.sen.vocab.problem.NotFoundException;

/** What people decide of which dataset a record is of, and of whose a dataset is. */
class IdentityTest {
  private static final AgencyCode H29 = new AgencyCode("H29");
  private static final AgencyCode H30 = new AgencyCode("H30");
  private static final AgencyCode H31 = new AgencyCode("H31");
  private static final LocalDate DAY = LocalDate.parse("2025-07-01");

  @TempDir Path directory;
  private House house;
  private SourceId north;
  private SourceId south;

  @BeforeEach
  void open() {
    house = House.in(directory);
    north = house.source("north", H29);
    south = house.source("south", H30);
  }

  @AfterEach
  void close() {
    assertThat(house.journal.inspect()).isEmpty();
    house.close();
  }

  private String decide(IdentityWanted wanted) {
    return house.intake.decide(wanted, "because", "steward").id();
  }

  private void undo(String id) {
    house.intake.undoDecision(id, "it was wrong", "steward");
  }

  private String merge(DatasetId dataset, DatasetId into) {
    return decide(new IdentityWanted.Merge(dataset, into));
  }

  private String succeed(AgencyCode agency, AgencyCode successor) {
    return decide(new IdentityWanted.Succession(agency, successor, DAY));
  }

  private DatasetId offer(SourceId source, CatalogRecord record) {
    return house.offer(source, record).dataset();
  }

  private DatasetId north(String identifier) {
    return offer(north, House.record("north", identifier, identifier));
  }

  private DatasetId south(String identifier) {
    return offer(south, House.record("south", identifier, identifier));
  }

  private DatasetEntry entry(DatasetId id) {
    return house.entry(id);
  }

  private List<String> copies(DatasetId id) {
    return entry(id).alternates().stream().map(DatasetEntry.Alternate::identifier).toList();
  }

  @Nested
  class AMerge {
    @Test
    void makesTheOneACopyOfTheOtherAndLeadsThere() {
      DatasetId a = north("a");
      DatasetId b = south("b");

      merge(a, b);

      assertThat(entry(a).mergedInto()).contains(b);
      assertThat(entry(b).tombstone()).isEmpty();
      assertThat(entry(b).replaces()).containsExactly(a);
      assertThat(copies(b)).containsExactly("a");
      assertThat(house.catalog.resolve("H29:a")).contains(b);
      assertThat(house.catalog.resolve(a.value())).contains(a);
      assertThat(house.projection.document(entry(a))).isEmpty();
      assertThat(house.projection.document(entry(b)).orElseThrow().identifiers()).contains("a");
      Model model = house.catalog.rdf(b).orElseThrow();
      assertThat(
              model.contains(
                  ResourceFactory.createResource(House.BASE + "dataset/" + a),
                  DCTerms.isReplacedBy,
                  ResourceFactory.createResource(House.BASE + "dataset/" + b)))
          .isTrue();
      assertThat(house.journal.history(b, 1).getFirst().event())
          .isInstanceOf(Event.IdentityDecided.class);
      assertThat(house.journal.changes(house.journal.head() - 1, 10).datasets())
          .containsExactlyInAnyOrder(a, b);
    }

    @Test
    void keepsVersionsUnderTheirOldAddresses() throws Exception {
      DatasetId a = north("a");
      var table = new TableId(a, "bang");
      TableVersion version = house.judge(table, TableState.PUBLISHED, "rows");

      merge(a, south("b"));

      assertThat(house.catalog.releases(a)).hasSize(1);
      assertThat(house.catalog.download(version.id(), Catalog.Format.PARQUET).rows()).isEqualTo(34);
      assertThat(new Lookup(house.catalog).table(a.value(), "bang").id()).isEqualTo(table);
    }

    @Test
    void isNotChangedByTheNextHarvests() {
      DatasetId a = north("a");
      DatasetId b = south("b");
      merge(a, b);

      DatasetId again = offer(north, House.record("north", "a", "another title"));

      assertThat(again).isEqualTo(b);
      assertThat(entry(a).mergedInto()).contains(b);
      assertThat(house.title(b)).isEqualTo("b");
      assertThat(copies(b)).containsExactly("a");
    }

    @Test
    void letsTheOtherSpeakWhenItsOwnRecordIsGone() {
      DatasetId a = north("a");
      DatasetId b = south("b");
      merge(a, b);

      house.intake.decideRemovals(
          south, held(house.harvest(south, "r2")), Decision.APPROVE, "gone", "steward");

      assertThat(entry(b).tombstone()).isEmpty();
      assertThat(house.title(b)).isEqualTo("a");

      south("b");

      assertThat(house.title(b)).isEqualTo("b");
      assertThat(copies(b)).containsExactly("a");
    }

    private String held(Intake.Removals removals) {
      assertThat(removals.held()).isNotEmpty();
      return "r2";
    }

    @Test
    void undoneLeavesEverythingAsItWas() {
      DatasetId a = north("a");
      DatasetId b = south("b");
      var heads = HeadTables.of(directory);
      Model rdfOfA = house.catalog.rdf(a).orElseThrow();
      Model rdfOfB = house.catalog.rdf(b).orElseThrow();

      undo(merge(a, b));

      assertThat(HeadTables.of(directory)).isEqualTo(heads);
      assertThat(house.catalog.rdf(a).orElseThrow().isIsomorphicWith(rdfOfA)).isTrue();
      assertThat(house.catalog.rdf(b).orElseThrow().isIsomorphicWith(rdfOfB)).isTrue();
      assertThat(house.catalog.identity().decisions()).isEmpty();
    }

    @Test
    void undoneAfterHarvestsLeavesWhatTheyWouldHaveMade() {
      DatasetId a = north("a");
      DatasetId b = south("b");
      String merge = merge(a, b);
      offer(north, House.record("north", "a", "new title"));
      SourceId third = house.source("third", H31);
      // A copy of what A describes, which came while A was B.
      DatasetId copied =
          offer(third, House.record("https://north.example.vn/dataset/a", "x", "copied", Map.of()));
      house.intake.decideRemovals(
          south, held(house.harvest(south, "r2")), Decision.APPROVE, "gone", "steward");
      assertThat(copied).isEqualTo(b);
      assertThat(house.title(b)).isEqualTo("new title");

      undo(merge);

      assertThat(house.title(a)).isEqualTo("new title");
      assertThat(copies(a)).containsExactly("x");
      assertThat(entry(b).withdrawn()).isPresent();
      assertThat(house.title(b)).isEqualTo("b");
      assertThat(house.journal.records(b)).allMatch(Journal.RecordHead::removed);
    }

    @Test
    void undoneWhenTheMergedOneIsGoneLeavesATombstone() {
      DatasetId a = north("a");
      DatasetId b = south("b");
      String merge = merge(a, b);
      house.harvest(north, "r2");
      house.intake.decideRemovals(north, "r2", Decision.APPROVE, "gone", "steward");

      undo(merge);

      assertThat(entry(a).withdrawn()).isPresent();
      assertThat(entry(b).tombstone()).isEmpty();
      assertThat(north("a")).isEqualTo(a);
      assertThat(entry(a).tombstone()).isEmpty();
    }

    @Test
    void isGoneWhenOneSourceLosesAllThatWereMerged() {
      DatasetId a = north("a");
      DatasetId b = north("b");
      merge(a, b);

      house.harvest(north, "r2");
      house.intake.decideRemovals(north, "r2", Decision.APPROVE, "gone", "steward");

      assertThat(entry(b).withdrawn()).isPresent();
      assertThat(house.journal.identifiers(north)).isEmpty();
    }

    @Test
    void inAChainLeadsToTheEndAndIsUndoneInAnyOrder() {
      DatasetId a = north("a");
      DatasetId b = south("b");
      DatasetId c = south("c");
      var heads = HeadTables.of(directory);

      String first = merge(a, b);
      String second = merge(b, c);

      assertThat(entry(a).mergedInto()).contains(c);
      assertThat(entry(c).replaces()).containsExactlyInAnyOrder(a, b);
      assertThat(copies(c)).containsExactlyInAnyOrder("a", "b");

      undo(first);

      assertThat(entry(a).tombstone()).isEmpty();
      assertThat(copies(c)).containsExactly("b");

      undo(second);

      assertThat(HeadTables.of(directory)).isEqualTo(heads);
    }

    @Test
    void takesInWhatASessionHasWaiting() {
      DatasetId b = south("b");
      try (Intake.Session session = house.intake.open(north, "run")) {
        DatasetId a = session.offer(House.record("north", "a", "a")).dataset();
        merge(a, b);
        session.offer(House.record("north", "a", "new"));
      }

      assertThat(copies(b)).containsExactly("a");
    }

    @Test
    void ofItselfOfWhatIsGoneAndOfWhatIsMergedIsRefused() {
      DatasetId a = north("a");
      DatasetId b = south("b");
      DatasetId c = south("c");
      DatasetId gone = offer(house.source("third", H31), House.record("third", "g", "g"));
      house.harvest(new SourceId("third"), "r2");
      house.intake.decideRemovals(new SourceId("third"), "r2", Decision.APPROVE, "gone", "steward");
      merge(a, b);

      assertThatThrownBy(() -> merge(c, c))
          .isInstanceOf(ConflictException.class)
          .hasMessageContaining("itself");
      assertThatThrownBy(() -> merge(a, c))
          .isInstanceOf(ConflictException.class)
          .hasMessageContaining("merged into " + b);
      assertThatThrownBy(() -> merge(b, a)).isInstanceOf(ConflictException.class);
      assertThatThrownBy(() -> merge(gone, b)).isInstanceOf(GoneException.class);
      assertThatThrownBy(() -> merge(b, gone)).isInstanceOf(GoneException.class);
      assertThatThrownBy(() -> merge(b, new DatasetId("0000000000")))
          .isInstanceOf(NotFoundException.class);
      assertThatThrownBy(() -> undo("nothing")).isInstanceOf(NotFoundException.class);
    }
  }

  @Nested
  class ASplit {
    private DatasetId shared;
    private SourceId third;

    /** Both sources use one IRI. */
    @BeforeEach
    void share() {
      third = house.source("third", H31);
      shared = north("a");
      assertThat(offer(third, copy("a copy"))).isEqualTo(shared);
    }

    private CatalogRecord copy(String title) {
      return House.record("https://north.example.vn/dataset/a", "x", title, Map.of());
    }

    private Identity.Split split() {
      String id = decide(new IdentityWanted.Split(shared, third, "x"));
      return (Identity.Split) house.journal.findDecision(id).orElseThrow().what();
    }

    @Test
    void givesARecordADatasetOfItsOwnWhateverHarvestsSay() {
      DatasetId own = split().into();

      assertThat(house.title(own)).isEqualTo("a copy");
      assertThat(copies(shared)).isEmpty();
      assertThat(offer(third, copy("new"))).isEqualTo(own);
      assertThat(offer(north, House.record("north", "a", "new too"))).isEqualTo(shared);
      assertThat(house.title(own)).isEqualTo("new");
      assertThat(copies(own)).isEmpty();
      house.harvest(third, "r2");
      house.intake.decideRemovals(third, "r2", Decision.APPROVE, "gone", "steward");
      assertThat(entry(own).withdrawn()).isPresent();
      assertThat(offer(third, copy("back"))).isEqualTo(own);
    }

    @Test
    void standsWhenAnotherSourceListsTheSubjectToo() {
      DatasetId own = split().into();
      SourceId fourth = house.source("fourth", H29);

      DatasetId given =
          offer(fourth, House.record("https://north.example.vn/dataset/a", "y", "other", Map.of()));

      assertThat(given).isIn(shared, own);
      assertThat(house.journal.decisions()).hasSize(1);
      assertThat(entry(own).mergedInto()).isEmpty();
      assertThat(entry(shared).mergedInto()).isEmpty();
    }

    @Test
    void standsWhenBothWereMergedIntoOthersSince() {
      DatasetId own = split().into();
      DatasetId other = south("b");
      merge(own, other);
      SourceId fourth = house.source("fourth", H29);

      offer(fourth, House.record("https://north.example.vn/dataset/a", "y", "other", Map.of()));

      assertThat(house.journal.decisions()).hasSize(2);
      assertThat(house.journal.shown(shared)).isNotEqualTo(house.journal.shown(own));
    }

    @Test
    void undoneMakesItACopyAgainAndItsIdLeadsThere() {
      var heads = HeadTables.of(directory);
      Identity.Split split = split();

      undo(house.journal.decisions().getFirst().id());

      assertThat(entry(split.into()).mergedInto()).contains(shared);
      assertThat(HeadTables.without(HeadTables.of(directory), List.of(split.into().value())))
          .isEqualTo(heads);
    }

    @Test
    void undoneWhenTheOtherIsGoneLetsItSpeak() {
      split();
      house.harvest(north, "r2");
      house.intake.decideRemovals(north, "r2", Decision.APPROVE, "gone", "steward");
      assertThat(entry(shared).withdrawn()).isPresent();

      undo(house.journal.decisions().getFirst().id());

      assertThat(entry(shared).tombstone()).isEmpty();
      assertThat(house.title(shared)).isEqualTo("a copy");
    }

    @Test
    void isUndoneOnlyWhenNothingBuildsUponIt() {
      Identity.Split split = split();
      String id = house.journal.decisions().getFirst().id();

      String merge = merge(split.into(), south("b"));
      assertThatThrownBy(() -> undo(id)).isInstanceOf(ConflictException.class);
      undo(merge);
      String back = merge(shared, split.into());
      assertThatThrownBy(() -> undo(id)).isInstanceOf(ConflictException.class);
      undo(back);
      undo(id);

      assertThat(copies(shared)).containsExactly("x");
    }

    @Test
    void isOfACopyAndNoOther() {
      assertThatThrownBy(() -> decide(new IdentityWanted.Split(shared, north, "a")))
          .isInstanceOf(ConflictException.class)
          .hasMessageContaining("speaks for");
      assertThatThrownBy(() -> decide(new IdentityWanted.Split(shared, third, "y")))
          .isInstanceOf(NotFoundException.class);
      DatasetId b = south("b");
      String merge = merge(b, shared);
      assertThatThrownBy(() -> decide(new IdentityWanted.Split(shared, south, "b")))
          .isInstanceOf(ConflictException.class)
          .hasMessageContaining("undo decision " + merge);
    }
  }

  @Nested
  class ATransfer {
    @Test
    void survivesHarvestsAndTheOldAliasStillLeadsThere() {
      DatasetId a = north("a");

      decide(new IdentityWanted.Transfer(a, H30));
      offer(north, House.record("north", "a", "new"));

      assertThat(entry(a).agency().code()).isEqualTo(H30);
      assertThat(entry(a).statedAgency()).contains(H29);
      assertThat(house.catalog.resolve("H29:a")).contains(a);
      assertThat(house.catalog.resolve("H30:a")).contains(a);
      assertThat(house.journal.datasetsOf(H30, Optional.empty(), 10)).containsExactly(a);
      assertThat(house.catalog.rdf(a).orElseThrow().listObjectsOfProperty(DCTerms.publisher).next())
          .isEqualTo(ResourceFactory.createResource(House.BASE + "agency/H30"));
    }

    @Test
    void undoneLeavesEverythingAsItWasAndTheAliasGivenMeanwhile() {
      DatasetId a = north("a");
      var heads = HeadTables.of(directory);

      undo(decide(new IdentityWanted.Transfer(a, H30)));

      assertThat(HeadTables.of(directory)).isEqualTo(heads);
      assertThat(house.catalog.resolve("H30:a")).contains(a);
    }

    @Test
    void andACorrectionOfThePublisherTheLaterWordStands() {
      house.source("third", H31);
      DatasetId a = north("a");

      String transfer = decide(new IdentityWanted.Transfer(a, H30));
      house.intake.correct(
          new Correcting(a, "publisher", Optional.empty(), List.of("H31")), "why", "steward");
      assertThat(entry(a).agency().code()).isEqualTo(H31);

      undo(transfer);
      assertThat(entry(a).agency().code()).isEqualTo(H31);
      decide(new IdentityWanted.Transfer(a, H30));
      assertThat(entry(a).agency().code()).isEqualTo(H30);
    }

    @Test
    void toWhomItBelongsOrToNobodyIsRefused() {
      DatasetId a = north("a");

      assertThatThrownBy(() -> decide(new IdentityWanted.Transfer(a, H29)))
          .isInstanceOf(ConflictException.class);
      assertThatThrownBy(() -> decide(new IdentityWanted.Transfer(a, H31)))
          .isInstanceOf(NotFoundException.class);
    }
  }

  @Nested
  class ASuccession {
    @Test
    void bringsAllThatTheAgencyHasAndWillHave() {
      DatasetId a = north("a");

      succeed(H29, H30);
      DatasetId later = north("later");

      assertThat(List.of(a, later))
          .allMatch(id -> entry(id).agency().code().equals(H30))
          .allMatch(id -> entry(id).statedAgency().equals(Optional.of(H29)));
      assertThat(house.catalog.resolve("H29:a")).contains(a);
      assertThat(house.catalog.resolve("H30:later")).contains(later);
      assertThat(house.catalog.identity().successor(H29)).isEqualTo(H30);
      assertThat(house.journal.changes(house.journal.head() - 2, 10).agencies()).contains(H30);
    }

    @Test
    void inAChainLeadsToTheLastAndIsUndoneInAnyOrder() {
      house.source("third", H31);
      DatasetId a = north("a");
      DatasetId b = south("b");
      var heads = HeadTables.of(directory);

      String second = succeed(H30, H31);
      String first = succeed(H29, H30);
      assertThat(entry(a).agency().code()).isEqualTo(H31);

      undo(second);
      assertThat(entry(a).agency().code()).isEqualTo(H30);
      assertThat(entry(b).agency().code()).isEqualTo(H30);
      undo(first);

      assertThat(HeadTables.of(directory)).isEqualTo(heads);
      assertThat(house.catalog.resolve("H31:a")).contains(a);
    }

    @Test
    void inACircleTwiceOrTomorrowIsRefused() {
      house.source("third", H31);
      succeed(H29, H30);
      succeed(H30, H31);

      assertThatThrownBy(() -> succeed(H31, H29)).isInstanceOf(ConflictException.class);
      assertThatThrownBy(() -> succeed(H31, H31)).isInstanceOf(ConflictException.class);
      assertThatThrownBy(() -> succeed(H29, H31)).isInstanceOf(ConflictException.class);
      assertThatThrownBy(
              () -> decide(new IdentityWanted.Succession(H31, H29, LocalDate.parse("2030-01-01"))))
          .isInstanceOf(ConflictException.class);
      house.source("fourth", new AgencyCode("H32"));
      assertThatThrownBy(
              () ->
                  decide(
                      new IdentityWanted.Succession(
                          new AgencyCode("H32"), H31, LocalDate.parse("2030-01-01"))))
          .isInstanceOf(InvalidRequestException.class);
      assertThatThrownBy(() -> succeed(new AgencyCode("Z9"), H31))
          .isInstanceOf(NotFoundException.class);
      DatasetId a = north("a");
      assertThatThrownBy(() -> decide(new IdentityWanted.Transfer(a, H30)))
          .isInstanceOf(ConflictException.class)
          .hasMessageContaining("transfer to H31");
    }
  }

  @Test
  void aRecordThatShowsThatTwoAreOneMergesThemUnlessAPersonSaysOtherwise() {
    SourceId list = house.source("list", H29);
    String subject = "https://north.example.vn/dataset/a";
    DatasetId copy = offer(south, House.record(subject, "copy", "a copy", Map.of()));
    DatasetId listed = offer(list, House.record("urn:uuid:1", "a", "a", Map.of()));
    assertThat(copy).isNotEqualTo(listed);

    DatasetId both = north("a");

    assertThat(both).isIn(copy, listed);
    assertThat(copies(both)).hasSize(2);
    Identity.Decided decided = house.journal.decisions().getFirst();
    assertThat(decided.by()).isEqualTo("sen");
    assertThat(decided.id()).matches("[0-9a-f]{16}");

    undo(decided.id());
    offer(north, House.record("north", "a", "new"));
    assertThat(house.journal.decisions()).isEmpty();
    assertThat(entry(copy).tombstone()).isEmpty();
    assertThat(entry(listed).tombstone()).isEmpty();

    offer(house.source("later", H29), House.record(subject, "a", "later", Map.of()));
    assertThat(house.journal.decisions()).isEmpty();
    assertThat(entry(copy).tombstone()).isEmpty();
    assertThat(entry(listed).tombstone()).isEmpty();
  }

  @Test
  void twoAreMergedByARecordAfterWhatSessionsHaveWaitingIsSaid() {
    SourceId list = house.source("list", H29);
    SourceId west = house.source("west", H31);
    SourceId east = house.source("east", H29);
    String subject = "https://north.example.vn/dataset/a";
    DatasetId copy = offer(south, House.record(subject, "copy", "a copy", Map.of()));
    DatasetId listed = offer(list, House.record("urn:uuid:1", "a", "a", Map.of()));
    offer(west, House.record(subject, "w", "west", Map.of()));
    offer(east, House.record("urn:uuid:2", "a", "east", Map.of()));

    try (Intake.Session one = house.intake.open(west, "r2");
        Intake.Session other = house.intake.open(east, "r2")) {
      one.offer(House.record("urn:uuid:3", "w", "new", Map.of()));
      other.offer(House.record("urn:uuid:2", "a", "new", Map.of("H30", "Tỉnh")));
      north("a");
    }

    assertThat(house.journal.decisions()).hasSize(1);
    DatasetId both = house.journal.shown(copy);
    assertThat(house.journal.shown(listed)).isEqualTo(both);
    assertThat(copies(both)).hasSize(4);
  }

  @Test
  void whatWaitsInSessionsBringsNoMergedDatasetBack() {
    SourceId list = house.source("list", H29);
    String subject = "https://north.example.vn/dataset/a";
    DatasetId copy = offer(south, House.record(subject, "copy", "a copy", Map.of()));
    DatasetId listed = offer(list, House.record("urn:uuid:1", "a", "a", Map.of()));

    try (Intake.Session one = house.intake.open(south, "r2");
        Intake.Session other = house.intake.open(list, "r2")) {
      one.offer(House.record("urn:uuid:3", "copy", "another", Map.of()));
      other.offer(House.record("urn:uuid:1", "a", "another", Map.of("H30", "Tỉnh")));
      north("a");
    }

    for (DatasetId id : List.of(copy, listed)) {
      assertThat(entry(id).mergedInto()).isEmpty();
      assertThat(entry(id).tombstone()).isEmpty();
    }
    assertThat(house.journal.decisions()).isEmpty();
  }

  @Test
  void twoThatOneSourceTellsApartAreNotMergedByARecordOfAnother() {
    SourceId list = house.source("list", H29);
    offer(list, House.record("https://north.example.vn/dataset/a", "x", "x", Map.of()));
    offer(list, House.record("urn:uuid:1", "a", "a", Map.of()));

    north("a");

    assertThat(house.journal.decisions()).isEmpty();
  }

  @Test
  void anAliasStillLeadsThereWhenTheSourceNamesAnotherPublisher() {
    DatasetId a = north("a");

    offer(
        north, House.record("https://north.example.vn/dataset/a", "a", "a", Map.of("H30", "Tỉnh")));

    assertThat(entry(a).agency().code()).isEqualTo(H30);
    assertThat(house.catalog.resolve("H30:a")).contains(a);
    assertThat(house.catalog.resolve("H29:a")).contains(a);
  }

  @Test
  void twoAgenciesWithTheSameIdentifiersForOtherThingsAreToldApart() {
    for (String identifier : List.of("1", "2", "3")) {
      assertThat(north(identifier)).isNotEqualTo(south(identifier));
    }
    succeed(H29, H30);

    assertThat(house.catalog.resolve("H30:1")).contains(house.dataset(south, "1"));
    assertThat(house.catalog.resolve("H29:1")).contains(house.dataset(north, "1"));
    assertThat(offer(south, House.record("south", "1", "new")))
        .isEqualTo(house.dataset(south, "1"));
  }
}
