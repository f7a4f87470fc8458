package vn.sen.vocab;

import java.util.List;
import java.util.Optional;

/**
 * A kind of file or service.
 *
 * @param code Sen's name for it, that of the EU's authority table file-type where it has one
 * @param iri of the EU's table; absent where it has none
 * @param name for people
 * @param extensions of file names, without a dot, the usual one first
 * @param mediaTypes the registered one first
 * @param isTabular whether it can hold a table that Sen reads
 * @param isOpen whether it is non-proprietary
 * @param isMachineReadable whether a program can get at the data in it
 */
public record FileType(
    String code,
    Optional<String> iri,
    String name,
    List<String> extensions,
    List<String> mediaTypes,
    boolean isTabular,
    boolean isOpen,
    boolean isMachineReadable) {

  public FileType {
    extensions = List.copyOf(extensions);
    mediaTypes = List.copyOf(mediaTypes);
  }

  /** The media type as DCAT wants it, an IRI of IANA; absent where there is none. */
  public Optional<String> mediaTypeIri() {
    return mediaTypes.stream().findFirst().map(type -> FileTypes.IANA + type);
  }
}
