package vn.sen.harvest.check;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import vn.sen.vocab.Column;
import vn.sen.vocab.Dataset.Period;
import vn.sen.vocab.Distribution.Checksum;

/**
 * What is known of a table from outside its bytes.
 *
 * @param judgedOn the day of judgement, in Vietnam
 * @param temporal {@code dct:temporal} of the dataset
 * @param declaredFormat {@code dct:format} of the distribution, an IRI or the source's words
 * @param declaredMediaType {@code dcat:mediaType}, likewise
 * @param languages {@code dct:language}, IRIs or tags
 * @param declaredByteSize {@code dcat:byteSize}
 * @param declaredChecksum {@code spdx:checksum}
 * @param receivedBytes how many bytes came
 * @param announcedRows how many rows the source says there are
 * @param previous the last accepted version; a table without one is judged alone
 * @param mode how versions follow each other; absent when nobody knows
 * @param permittedPersonalColumns columns of personal data that a named public legal ground permits
 * @param receivedChecksums of the bytes that came, by algorithms other than SHA-256
 * @param beside what the catalogue has beside the table
 */
public record Circumstances(
    LocalDate judgedOn,
    Optional<Period> temporal,
    Optional<String> declaredFormat,
    Optional<String> declaredMediaType,
    List<String> languages,
    OptionalLong declaredByteSize,
    Optional<Checksum> declaredChecksum,
    OptionalLong receivedBytes,
    OptionalLong announcedRows,
    Optional<Previous> previous,
    Optional<Mode> mode,
    List<String> permittedPersonalColumns,
    List<Checksum> receivedChecksums,
    Beside beside) {

  public Circumstances {
    languages = List.copyOf(languages);
    permittedPersonalColumns = List.copyOf(permittedPersonalColumns);
    receivedChecksums = List.copyOf(receivedChecksums);
  }

  /**
   * Of the bytes that came no other checksum is known than that of the table, and nothing stands
   * beside it.
   */
  public Circumstances(
      LocalDate judgedOn,
      Optional<Period> temporal,
      Optional<String> declaredFormat,
      Optional<String> declaredMediaType,
      List<String> languages,
      OptionalLong declaredByteSize,
      Optional<Checksum> declaredChecksum,
      OptionalLong receivedBytes,
      OptionalLong announcedRows,
      Optional<Previous> previous,
      Optional<Mode> mode,
      List<String> permittedPersonalColumns) {
    this(
        judgedOn,
        temporal,
        declaredFormat,
        declaredMediaType,
        languages,
        declaredByteSize,
        declaredChecksum,
        receivedBytes,
        announcedRows,
        previous,
        mode,
        permittedPersonalColumns,
        List.of(),
        Beside.NOTHING);
  }

  /** A lone file, of which nothing is known. */
  public static Circumstances unknown(LocalDate judgedOn) {
    return new Circumstances(
        judgedOn,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        OptionalLong.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** The same with a last accepted version. */
  public Circumstances after(Previous accepted) {
    return with(receivedBytes, Optional.of(accepted), receivedChecksums, beside);
  }

  /** The same of so many bytes, of which these are checksums. */
  public Circumstances receiving(long bytes, List<Checksum> checksums) {
    return with(OptionalLong.of(bytes), previous, checksums, beside);
  }

  /** The same beside other tables. */
  public Circumstances beside(Beside others) {
    return with(receivedBytes, previous, receivedChecksums, others);
  }

  private Circumstances with(
      OptionalLong bytes, Optional<Previous> accepted, List<Checksum> checksums, Beside others) {
    return new Circumstances(
        judgedOn,
        temporal,
        declaredFormat,
        declaredMediaType,
        languages,
        declaredByteSize,
        declaredChecksum,
        bytes,
        announcedRows,
        accepted,
        mode,
        permittedPersonalColumns,
        checksums,
        others);
  }

  /**
   * The last accepted version of the table.
   *
   * @param parts its rows as Parquet; none where these are not at hand, so that what needs them is
   *     not judged
   */
  public record Previous(long rows, List<String> columns, List<Path> parts) {
    public Previous {
      columns = List.copyOf(columns);
      parts = List.copyOf(parts);
    }

    /** Of which only the shape is known. */
    public Previous(long rows, List<String> columns) {
      this(rows, columns, List.of());
    }

    /** The same, its parts where {@code place} says. */
    public Previous at(UnaryOperator<Path> place) {
      return new Previous(rows, columns, parts.stream().map(place).toList());
    }
  }

  /**
   * What the catalogue has beside a table.
   *
   * @param twins published tables of the same dataset that are the same data in another format
   * @param siblings other published tables of the same dataset
   * @param titles of all datasets of the agency, where the table lists what the agency promised;
   *     absent elsewhere
   */
  public record Beside(
      List<Published> twins, List<Published> siblings, Optional<List<String>> titles) {
    public static final Beside NOTHING = new Beside(List.of(), List.of(), Optional.empty());

    public Beside {
      twins = List.copyOf(twins);
      siblings = List.copyOf(siblings);
      titles = titles.map(List::copyOf);
    }

    /** The same without what is the same data. */
    public Beside withoutTwins() {
      return new Beside(List.of(), siblings, titles);
    }

    /** The same, parts where {@code place} says. */
    public Beside at(UnaryOperator<Path> place) {
      return new Beside(
          twins.stream().map(twin -> twin.at(place)).toList(),
          siblings.stream().map(sibling -> sibling.at(place)).toList(),
          titles);
    }

    /** The files of all parts. */
    public Stream<Path> files() {
      return Stream.concat(twins.stream(), siblings.stream()).flatMap(t -> t.parts().stream());
    }
  }

  /**
   * A published table.
   *
   * @param name for people
   * @param parts its rows as Parquet, at least one
   */
  public record Published(String name, long rows, List<Column> columns, List<Path> parts) {
    public Published {
      columns = List.copyOf(columns);
      parts = List.copyOf(parts);
    }

    Published at(UnaryOperator<Path> place) {
      return new Published(name, rows, columns, parts.stream().map(place).toList());
    }
  }

  /** How versions of a table follow each other. */
  public enum Mode {
    /** Each holds all there is. */
    SNAPSHOT,
    /** Each holds what the last held and more. */
    APPEND,
    /** Each holds a period of its own, so that row counts do not compare. */
    EVENT
  }
}
