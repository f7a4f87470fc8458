package vn.sen.vocab;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** File types, and how portals spell them. */
public final class FileTypes {
  static final String IANA = "https://www.iana.org/assignments/media-types/";

  private static final String EU = "http://publications.europa.eu/resource/authority/file-type/";

  private static final Spellings<FileType> LIST =
      new Spellings<>("file-types", FileTypes::entry, FileTypes::names);

  private FileTypes() {}

  private static FileType entry(String[] row) {
    List<String> properties = CodeList.values(row[5]);
    return new FileType(
        row[0],
        row[1].isEmpty() ? Optional.empty() : Optional.of(EU + row[1]),
        row[2],
        CodeList.values(row[3]),
        CodeList.values(row[4]),
        properties.contains("table"),
        properties.contains("open"),
        properties.contains("machine"));
  }

  private static List<String> names(FileType type) {
    return Stream.of(
            type.iri().stream(),
            Stream.of(type.name()),
            type.extensions().stream().flatMap(e -> Stream.of(e, "." + e)),
            type.mediaTypes().stream().flatMap(m -> Stream.of(m, IANA + m)))
        .flatMap(s -> s)
        .toList();
  }

  public static List<FileType> all() {
    return LIST.all();
  }

  /** The type of a code of ours, such as {@code CSV}. */
  public static Optional<FileType> ofCode(String code) {
    return LIST.code(code);
  }

  /**
   * The type that {@code words} name: an IRI of the EU or of IANA, a media type (parameters
   * ignored), an extension, or free words such as {@code MS Excel}.
   */
  public static Optional<FileType> find(String words) {
    int semicolon = words.indexOf(';');
    return LIST.find(semicolon < 0 ? words : words.substring(0, semicolon));
  }

  /**
   * The type that the end of a file name or of an address's path says; absent when it says none.
   */
  public static Optional<FileType> ofFileName(String name) {
    String path = name.replaceFirst("[?#].*$", "");
    String file = path.substring(path.lastIndexOf('/') + 1);
    int dot = file.lastIndexOf('.');
    return dot < 0 ? Optional.empty() : LIST.find(file.substring(dot));
  }
}
