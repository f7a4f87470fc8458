package vn.sen.harvest.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.sen.harvest.ReadReport;
import vn.sen.harvest.check.CheckResult;
import vn.sen.harvest.check.Circumstances;
import vn.sen.harvest.check.Circumstances.Previous;
import vn.sen.harvest.check.ReliedOn.Relying;
import vn.sen.harvest.contract.Contract;
import vn.sen.vocab.ConsumerOutcome;
import vn.sen.vocab.Message;

/** What a worker found in one received file. */
public sealed interface Examination {

  /**
   * It was read; each table, converted or refused, is one of {@code tables}.
   *
   * @param failing every failing row, as {@link vn.sen.harvest.check.FailingRows} writes them;
   *     absent where they were not asked for
   */
  record Read(List<ExaminedTable> tables, Optional<Path> failing) implements Examination {
    public Read {
      tables = List.copyOf(tables);
    }
  }

  /** The worker died, hung or overran on it: the file's fault until shown otherwise. */
  record Broken(Message reason) implements Examination {}

  /** A Parquet file of a typed table. */
  record ReleasedPart(Path file, long rows) {}

  /**
   * A table of the file.
   *
   * @param parts the typed table in its parts; none when the table was refused
   * @param results of the table's rules; empty when it was refused
   * @param consumers how those fare who were asked about
   */
  record ExaminedTable(
      ReadReport report,
      List<ReleasedPart> parts,
      List<CheckResult> results,
      List<ConsumerOutcome> consumers) {
    public ExaminedTable {
      parts = List.copyOf(parts);
      results = List.copyOf(results);
      consumers = List.copyOf(consumers);
    }
  }

  /**
   * A file that the contract lets the table refer to.
   *
   * @param table what the contract calls its table
   * @param name of the file
   */
  record OtherFile(String table, String name) {}

  /**
   * What the worker is asked.
   *
   * @param name of the file
   * @param sha256 of the file
   * @param footer goes into the Parquet's footer
   * @param units the list of administrative units to judge by
   * @param previous the last accepted versions, by the table's name within the file; the empty name
   *     for a file that is one table
   * @param others the other files that come along, in their order
   * @param listing whether every failing row is to be listed
   * @param consumers what is relied on, by the table's name within the file; under {@link
   *     #ANY_TABLE} of each
   */
  record Request(
      String name,
      String sha256,
      Map<String, String> footer,
      Circumstances circumstances,
      UnitList units,
      Map<String, Previous> previous,
      Optional<Contract> contract,
      List<OtherFile> others,
      boolean listing,
      Map<String, List<Relying>> consumers) {
    /** No sheet can be called that. */
    static final String ANY_TABLE = "*";

    public Request {
      footer = Map.copyOf(footer);
      previous = Map.copyOf(previous);
      others = List.copyOf(others);
      consumers = Map.copyOf(consumers);
    }

    /** Of which nobody relies on anything. */
    public Request(
        String name,
        String sha256,
        Map<String, String> footer,
        Circumstances circumstances,
        UnitList units,
        Map<String, Previous> previous,
        Optional<Contract> contract,
        List<OtherFile> others,
        boolean listing) {
      this(
          name,
          sha256,
          footer,
          circumstances,
          units,
          previous,
          contract,
          others,
          listing,
          Map.of());
    }

    /** About one file by itself. */
    public Request(
        String name,
        String sha256,
        Map<String, String> footer,
        Circumstances circumstances,
        UnitList units,
        Map<String, Previous> previous,
        Optional<Contract> contract) {
      this(name, sha256, footer, circumstances, units, previous, contract, List.of(), false);
    }

    /** The same for those who rely on something. */
    Request with(Map<String, List<Relying>> relying) {
      return new Request(
          name, sha256, footer, circumstances, units, previous, contract, others, listing, relying);
    }

    /** Those who rely on something of one table. */
    List<Relying> consumers(String table) {
      return consumers.getOrDefault(table, consumers.getOrDefault(ANY_TABLE, List.of()));
    }

    /** The files of what is published already, each once. */
    List<Path> published() {
      return Stream.concat(
              previous.values().stream().flatMap(version -> version.parts().stream()),
              circumstances.beside().files())
          .distinct()
          .toList();
    }

    /** The same, files of what is published where {@code place} says. */
    Request at(UnaryOperator<Path> place) {
      return new Request(
          name,
          sha256,
          footer,
          circumstances.beside(circumstances.beside().at(place)),
          units,
          previous.entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().at(place))),
          contract,
          others,
          listing,
          consumers);
    }
  }
}
