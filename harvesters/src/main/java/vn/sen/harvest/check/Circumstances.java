package vn.sen.harvest.check;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
    List<Checksum> receivedChecksums) {

  public Circumstances {
    languages = List.copyOf(languages);
    permittedPersonalColumns = List.copyOf(permittedPersonalColumns);
    receivedChecksums = List.copyOf(receivedChecksums);
  }

  /** Of the bytes that came no other checksum is known than that of the table. */
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
        List.of());
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
    return with(receivedBytes, Optional.of(accepted), receivedChecksums);
  }

  /** The same of so many bytes, of which these are checksums. */
  public Circumstances receiving(long bytes, List<Checksum> checksums) {
    return with(OptionalLong.of(bytes), previous, checksums);
  }

  private Circumstances with(
      OptionalLong bytes, Optional<Previous> accepted, List<Checksum> checksums) {
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
        checksums);
  }

  /** The last accepted version of the table. */
  public record Previous(long rows, List<String> columns) {
    public Previous {
      columns = List.copyOf(columns);
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
