package vn.sen.harvest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import vn.sen.harvest.contract.Contract.OtherTable;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.harvest.contract.Contract.Reference;
import vn.sen.harvest.contract.ContractReading.Read;

/** What is written is read again, or it is said that it isn't. */
class ContractTextProps {
  private static final ContractHeading HEADING =
      new ContractHeading("dan_so", "id-1", "1.2.3", "active", Optional.empty());

  @Provide
  Arbitrary<Contract> any() {
    return AnyContract.any();
  }

  @Provide
  Arbitrary<Contract> odcs() {
    return AnyContract.sayableIn(ContractForm.ODCS);
  }

  @Provide
  Arbitrary<Contract> tableSchema() {
    return AnyContract.sayableIn(ContractForm.TABLE_SCHEMA);
  }

  @Provide
  Arbitrary<Contract> csvw() {
    return AnyContract.sayableIn(ContractForm.CSVW);
  }

  @Property(tries = 500)
  void anOpenDataContractReadsAsItWasWritten(@ForAll("odcs") Contract contract) {
    assertThat(again(contract, ContractForm.ODCS)).isEqualTo(contract);
  }

  @Property(tries = 500)
  void aTableSchemaReadsAsItWasWritten(@ForAll("tableSchema") Contract contract) {
    assertThat(again(contract, ContractForm.TABLE_SCHEMA)).isEqualTo(contract);
  }

  @Property(tries = 500)
  void csvwMetadataReadAsTheyWereWritten(@ForAll("csvw") Contract contract) {
    assertThat(again(contract, ContractForm.CSVW)).isEqualTo(byHeaders(contract));
  }

  @Property(tries = 500)
  void whatIsNotReadAgainIsNamed(@ForAll("any") Contract contract) {
    for (ContractForm form : ContractForm.values()) {
      ContractText written = ContractText.write(contract, form, HEADING);
      Contract read = read(written);
      Contract expected = form == ContractForm.CSVW ? byHeaders(contract) : contract;
      assertThat(read.equals(expected))
          .as("%s, unsaid %s:%n%s", form, written.unsaid(), written.text())
          .isEqualTo(written.unsaid().isEmpty());
    }
  }

  private static Contract again(Contract contract, ContractForm form) {
    ContractText written = ContractText.write(contract, form, HEADING);
    assertThat(written.unsaid()).as(written.text()).isEmpty();
    return read(written);
  }

  private static Contract read(ContractText written) {
    ContractReading reading = ContractFile.read(written.text(), "dan_so");
    assertThat(reading).as(written.text()).isInstanceOf(Read.class);
    return ((Read) reading).contract();
  }

  /** CSVW calls columns by their headers. */
  private static Contract byHeaders(Contract contract) {
    Map<String, String> headers =
        contract.columns().stream()
            .collect(Collectors.toMap(PromisedColumn::name, ContractTextProps::header));
    return new Contract(
        contract.columns().stream()
            .map(
                c ->
                    new PromisedColumn(
                            header(c),
                            c.type(),
                            c.required(),
                            c.unique(),
                            Optional.of(header(c)),
                            c.description(),
                            c.limits())
                        .in(c.unit()))
            .toList(),
        named(contract.primaryKey(), headers),
        contract.references().stream()
            .map(
                r ->
                    new Reference(
                        named(r.columns(), headers),
                        r.table(),
                        r.table().isEmpty() ? named(r.referenced(), headers) : r.referenced()))
            .toList(),
        contract.rules(),
        contract.queries(),
        contract.unheld(),
        contract.match(),
        contract.file(),
        others(contract));
  }

  /** The standard wants an address of every table that is referred to. */
  private static List<OtherTable> others(Contract contract) {
    return contract.others().isEmpty()
        ? contract.references().stream()
            .map(Reference::table)
            .filter(table -> !table.isEmpty())
            .map(t -> new OtherTable(t, Optional.of(t + ".csv"), List.of(), List.of()))
            .distinct()
            .toList()
        : contract.others();
  }

  private static List<String> named(List<String> names, Map<String, String> headers) {
    return names.stream().map(headers::get).toList();
  }

  private static String header(PromisedColumn column) {
    return column.title().orElse(column.name());
  }
}
