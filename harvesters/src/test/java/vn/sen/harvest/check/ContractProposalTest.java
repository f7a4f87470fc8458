package vn.sen.harvest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.harvest.ReadReport.Nearly;
import vn.sen.harvest.ReadReport.Notes;
import vn.sen.harvest.contract.Contract.Limits;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Message;

class ContractProposalTest {

  private static ContractProposal propose(TestTable table) {
    return ContractProposal.read(table.write(), TestTable.session());
  }

  private static PromisedColumn column(ContractProposal proposal, String name) {
    return proposal.contract().columns().stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Sixty schools. */
  private static TestTable schools() {
    return TestTable.of("stt", "ma_truong", "loai_hinh", "so_hoc_sinh", "ghi_chu")
        .original("ma_truong", "Mã trường")
        .type("stt", ColumnType.INTEGER)
        .type("so_hoc_sinh", ColumnType.INTEGER)
        .rows(
            60,
            i ->
                List.of(
                    "" + (i + 1),
                    "T%03d".formatted(i),
                    i % 3 == 0 ? "Tư thục" : "Công lập",
                    "" + (100 + 7 * i),
                    i == 4 ? "mới" : ""));
  }

  @Test
  void columnsComeWithTheirHeadersTypesAndWhatEveryRowHas() {
    ContractProposal proposal = propose(schools());

    assertThat(proposal.contract().columns())
        .extracting(PromisedColumn::name)
        .containsExactly("stt", "ma_truong", "loai_hinh", "so_hoc_sinh", "ghi_chu");
    PromisedColumn code = column(proposal, "ma_truong");
    assertThat(code.title()).contains("Mã trường");
    assertThat(code.type()).contains(ColumnType.TEXT);
    assertThat(code.required()).isTrue();
    assertThat(column(proposal, "so_hoc_sinh").type()).contains(ColumnType.INTEGER);
    assertThat(column(proposal, "so_hoc_sinh").limits()).isEqualTo(Limits.NONE);
    assertThat(column(proposal, "ghi_chu").required()).isFalse();
  }

  @Test
  void aCodeThatRepeatsNothingIsTheKeyAndTheNumberOfALineIsNot() {
    assertThat(propose(schools()).contract().primaryKey()).containsExactly("ma_truong");
  }

  @Test
  void aCodeIsAKeyWithTheYearBesideIt() {
    TestTable table =
        TestTable.of("ma_tinh", "nam", "so")
            .type("nam", ColumnType.YEAR)
            .rows(40, i -> List.of("%02d".formatted(i % 20), "" + (2020 + i / 20), "5"));

    assertThat(propose(table).contract().primaryKey()).containsExactly("ma_tinh", "nam");
  }

  @Test
  void aCodeThatRepeatsIsNoKey() {
    ContractProposal proposal =
        propose(
            TestTable.of("ma", "so").rows(40, i -> List.of(i == 39 ? "T0" : "T" + i, "" + i % 4)));

    assertThat(proposal.contract().primaryKey()).isEmpty();
    assertThat(proposal.remarks()).extracting(Message::en).anyMatch(r -> r.contains("key"));
  }

  @Test
  void fewValuesThatAreThereAgainAndAgainAreListed() {
    assertThat(column(propose(schools()), "loai_hinh").limits().values())
        .containsExactly("Công lập", "Tư thục");
  }

  @Test
  void aValueThatIsThereOnceSaysThatOthersWillCome() {
    TestTable table =
        TestTable.of("loai", "so")
            .rows(60, i -> List.of(i == 7 ? "Bán công" : i % 2 == 0 ? "Công" : "Tư", "" + i));

    assertThat(column(propose(table), "loai").limits().values()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ky", "nam_hoc", "tinh", "dia_ban", "phuong_xa", "thang"})
  void namesOfTimesAndPlacesAreNotListed(String header) {
    TestTable table =
        TestTable.of(header, "so").rows(60, i -> List.of(i % 2 == 0 ? "Bắc" : "Trung", "" + i));

    assertThat(column(propose(table), header).limits().values()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Năm 2024", "Quý IV", "12/2024", "Nguyễn Văn An"})
  void valuesThatSpeakOfATimeOrAPersonAreNotListed(String value) {
    TestTable table =
        TestTable.of("loai", "so").rows(60, i -> List.of(i % 2 == 0 ? value : "Khác", "" + i));

    assertThat(column(propose(table), "loai").limits().values()).isEmpty();
  }

  @Test
  void twoSpellingsOfOneThingAreNotPromised() {
    TestTable table =
        TestTable.of("loai", "so")
            .rows(60, i -> List.of(i % 2 == 0 ? "Công lập" : "công lập", "" + i));

    assertThat(column(propose(table), "loai").limits().values()).isEmpty();
  }

  @Test
  void noValueOfAColumnWithPersonalDataIsGiven() {
    TestTable table =
        TestTable.of("ma_cccd", "lien_he", "trang_thai")
            .rows(
                100,
                i ->
                    List.of(
                        "0012%02d%06d".formatted(i % 80, 123456 + 37 * i),
                        i % 2 == 0 ? "an.nguyen88@gmail.com" : "binhtran@yahoo.com",
                        i % 2 == 0 ? "Đang học" : "Thôi học"));

    ContractProposal proposal = propose(table);

    assertThat(column(proposal, "ma_cccd").limits()).isEqualTo(Limits.NONE);
    assertThat(column(proposal, "lien_he").limits().values()).isEmpty();
    assertThat(proposal.contract().primaryKey()).isEmpty();
    assertThat(column(proposal, "trang_thai").limits().values()).hasSize(2);
    assertThat(proposal.remarks())
        .extracting(Message::en)
        .anyMatch(r -> r.contains("personal") && r.contains("ma_cccd"));
    assertThat(proposal.toString()).doesNotContain("gmail", "001200123456");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "an.nguyen@gmail.com",
        "0912 345 678",
        "29A-123.45",
        "001099012345",
        "x 0987654321"
      })
  void aValueThatMayBeOfAPersonIsNotGivenThoughItsColumnSeemsHarmless(String value) {
    TestTable table =
        TestTable.of("loai", "so").rows(60, i -> List.of(i % 2 == 0 ? value : "Khác", "" + i));

    assertThat(column(propose(table), "loai").limits().values()).isEmpty();
  }

  @Test
  void nothingIsTakenForAPromiseInAFewRows() {
    ContractProposal proposal =
        propose(TestTable.of("ma", "loai").rows(19, i -> List.of("T" + i, i % 2 == 0 ? "A" : "B")));

    assertThat(proposal.contract().primaryKey()).isEmpty();
    assertThat(proposal.contract().columns())
        .noneMatch(PromisedColumn::required)
        .allMatch(c -> c.limits().equals(Limits.NONE));
    assertThat(proposal.remarks()).extracting(Message::en).anyMatch(r -> r.contains("too few"));
  }

  @Test
  void aTypeThatIsNotClearIsNotPromised() {
    var notes =
        new Notes(
            1,
            0,
            0,
            0,
            List.of(),
            0,
            0,
            false,
            List.of(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of("ngay"),
            List.of(new Nearly("so", ColumnType.INTEGER, 2, 40)),
            0,
            List.of());
    ContractProposal proposal =
        propose(
            TestTable.of("so", "ngay", "trong")
                .notes(notes)
                .rows(40, i -> List.of(i < 2 ? "x" : "" + i, "01/02/2024", "")));

    assertThat(proposal.contract().columns()).allMatch(c -> c.type().isEmpty());
    assertThat(proposal.remarks())
        .extracting(Message::en)
        .anyMatch(r -> r.contains("so (integer?), ngay"));
  }

  @Test
  void theTableKeepsWhatIsProposedForIt() {
    TestTable table = schools();
    ContractProposal proposal = propose(table);

    List<CheckResult> results = table.contract(proposal.contract()).check();

    assertThat(results)
        .filteredOn(
            r -> Set.of("ACC-01", "ACC-02", "COM-04", "COM-12", "CLN-07").contains(r.rule()))
        .filteredOn(r -> r.basis() == CheckResult.Basis.DECLARED)
        .extracting(CheckResult::rule)
        .contains("ACC-01", "ACC-02", "COM-04", "COM-12", "CLN-07");
    assertThat(results)
        .filteredOn(r -> r.basis() == CheckResult.Basis.DECLARED)
        .allMatch(r -> r.failed() == 0);
  }
}
