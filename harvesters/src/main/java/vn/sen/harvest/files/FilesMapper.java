package vn.sen.harvest.files;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.VCARD4;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Message;
import vn.sen.vocab.Sen;

/**
 * Says in DCAT what a list says of its files; {@code docs/mapping/files.md} has the table. Columns
 * that have no place in DCAT are kept as literals under {@code urn:sen:files:}.
 */
final class FilesMapper {
  static final String NS = Sen.NS + "files:";

  /** A line, or the lines of one dataset, as a record, or why it is none. */
  sealed interface Mapped {
    record Usable(CatalogRecord record) implements Mapped {}

    record Unusable(int position, Message why) implements Mapped {}
  }

  private static final List<String> IDENTIFIER = List.of("identifier", "id", "ma", "madinhdanh");
  private static final List<String> DATASET = List.of("dataset", "datasetid", "bodulieu");
  private static final List<String> TITLE = List.of("title", "name", "ten", "tieude", "tentep");
  private static final List<String> DESCRIPTION = List.of("description", "notes", "mota");
  private static final List<String> FORMAT = List.of("format", "dinhdang");
  private static final List<String> LICENCE = List.of("licence", "license", "giayphep");
  private static final List<String> MODIFIED =
      List.of("modified", "updated", "lastmodified", "ngaycapnhat", "capnhat");

  private final URI list;

  /**
   * @param list the source's address
   */
  FilesMapper(URI list) {
    this.list = SourceClient.shown(list);
  }

  /** The source itself as a record with one file. */
  CatalogRecord single(URI url, String fileName) {
    Model model = ModelFactory.createDefaultModel();
    Resource dataset = model.createResource(list.toString().replaceFirst("#.*$", "") + "#dataset");
    dataset
        .addProperty(RDF.type, DCAT.Dataset)
        .addProperty(DCTerms.identifier, list.toString())
        .addProperty(DCTerms.title, fileName)
        .addProperty(
            DCAT.distribution,
            model
                .createResource(DCAT.Distribution)
                .addProperty(DCTerms.title, fileName)
                .addProperty(
                    DCAT.downloadURL, model.createResource(SourceClient.shown(url).toString())));
    return new CatalogRecord(list.toString(), dataset);
  }

  /** One record per line, or per value of the column {@code dataset}; in the list's order. */
  List<Mapped> map(List<FileList.Row> rows, URI base) {
    Map<String, List<File>> groups = new LinkedHashMap<>();
    List<Mapped> mapped = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (FileList.Row row : rows) {
      switch (row) {
        case FileList.Row.Broken(int position, Message why) ->
            mapped.add(new Mapped.Unusable(position, why));
        case FileList.Row.Cells cells -> {
          switch (file(cells, base)) {
            case FileOrFault.Fault(Message why) ->
                mapped.add(new Mapped.Unusable(cells.position(), why));
            case FileOrFault.Found(File file) -> {
              Optional<String> group = file.first(DATASET);
              String identifier =
                  group.or(() -> file.first(IDENTIFIER)).orElse(file.url().toString());
              if (!names.add(identifier) && group.isEmpty()) {
                mapped.add(new Mapped.Unusable(cells.position(), repeated(identifier)));
              } else {
                groups.computeIfAbsent(identifier, _ -> new ArrayList<>()).add(file);
              }
            }
          }
        }
      }
    }
    groups.forEach((identifier, files) -> mapped.add(new Mapped.Usable(record(identifier, files))));
    return mapped;
  }

  private static Message repeated(String identifier) {
    return new Message(
        "Không dùng được: mã '%s' đã có ở dòng trên. Đặt mã riêng, hoặc dùng cột 'dataset' để gộp."
            .formatted(identifier),
        "Not usable: the identifier '%s' stands above already. Give it its own, or group with a column 'dataset'."
            .formatted(identifier));
  }

  private sealed interface FileOrFault {
    record Found(File file) implements FileOrFault {}

    record Fault(Message why) implements FileOrFault {}
  }

  private static FileOrFault file(FileList.Row.Cells cells, URI base) {
    Optional<String> written = FileList.url(cells);
    Optional<URI> url =
        written
            .flatMap(text -> SourceClient.resolve(base, text))
            .flatMap(uri -> SourceClient.address(uri.toString()));
    if (url.isEmpty()) {
      return new FileOrFault.Fault(
          new Message(
              "Không dùng được: '%s' không phải địa chỉ http hoặc https. Sửa cột 'url'."
                  .formatted(written.orElse("")),
              "Not usable: '%s' is no http or https address. Mend the column 'url'."
                  .formatted(written.orElse(""))));
    }
    String authority = Optional.ofNullable(url.get().getRawAuthority()).orElse("");
    if (authority.contains("@")) {
      return new FileOrFault.Fault(
          new Message(
              "Không dùng được: địa chỉ chứa tên đăng nhập hoặc mật khẩu. Bỏ chúng khỏi danh sách.",
              "Not usable: the address holds a user name or password. Take it out of the list."));
    }
    return new FileOrFault.Found(new File(url.get(), cells));
  }

  /** A file and what its line says, of which each column is used once. */
  private record File(URI url, FileList.Row.Cells cells) {
    Optional<String> first(List<String> columns) {
      return columns.stream()
          .filter(cells.values()::containsKey)
          .map(cells.values()::get)
          .findFirst();
    }

    String name() {
      String path = Optional.ofNullable(url.getRawPath()).orElse("");
      String last = path.substring(path.lastIndexOf('/') + 1);
      if (last.isEmpty()) {
        return url.toString();
      }
      try {
        return URLDecoder.decode(last.replace("+", "%2B"), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        return last;
      }
    }
  }

  private CatalogRecord record(String identifier, List<File> files) {
    Model model = ModelFactory.createDefaultModel();
    Resource dataset =
        model.createResource(
            list.toString().replaceFirst("#.*$", "")
                + "#"
                + URLEncoder.encode(identifier, StandardCharsets.UTF_8).replace("+", "%20"));
    dataset.addProperty(RDF.type, DCAT.Dataset).addProperty(DCTerms.identifier, identifier);
    boolean grouped = files.getFirst().first(DATASET).isPresent();
    Set<String> used = new HashSet<>(FileList.URL_COLUMNS);

    one(
        dataset,
        DCTerms.title,
        files,
        grouped ? List.of("datasettitle", "tenbodulieu") : TITLE,
        used);
    if (!dataset.hasProperty(DCTerms.title)) {
      dataset.addProperty(DCTerms.title, grouped ? identifier : files.getFirst().name());
    }
    one(
        dataset,
        DCTerms.description,
        files,
        grouped ? List.of("datasetdescription") : DESCRIPTION,
        used);
    if (grouped && !dataset.hasProperty(DCTerms.description)) {
      all(files, DESCRIPTION).stream()
          .reduce((a, b) -> a.equals(b) ? a : "")
          .filter(text -> !text.isEmpty())
          .ifPresent(text -> dataset.addProperty(DCTerms.description, text));
    }
    used.addAll(DATASET);
    used.addAll(IDENTIFIER);
    one(dataset, DCTerms.license, files, LICENCE, used);
    one(dataset, DCTerms.accrualPeriodicity, files, List.of("frequency", "tansuat"), used);
    one(dataset, DCTerms.issued, files, List.of("issued", "created", "ngaybanhanh"), used);
    one(dataset, DCTerms.language, files, List.of("language", "ngonngu"), used);
    one(dataset, DCTerms.spatial, files, List.of("spatial", "diaban"), used);
    one(dataset, DCTerms.temporal, files, List.of("temporal", "thoiky"), used);
    one(dataset, DCAT.landingPage, files, List.of("landingpage", "homepage", "trangchu"), used);
    words(dataset, DCAT.keyword, files, List.of("keywords", "keyword", "tags", "tukhoa"), used);
    words(dataset, DCAT.theme, files, List.of("theme", "themes", "linhvuc", "chude"), used);
    publisher(dataset, files, used);
    contact(dataset, files, used);
    all(files, MODIFIED).stream()
        .max(String::compareTo)
        .ifPresent(date -> statement(dataset, DCTerms.modified, date));

    for (File file : files) {
      distribution(dataset, file, new HashSet<>(used), grouped);
    }
    return new CatalogRecord(identifier, dataset);
  }

  private static void distribution(Resource dataset, File file, Set<String> used, boolean grouped) {
    Model model = dataset.getModel();
    Resource distribution = model.createResource(DCAT.Distribution);
    dataset.addProperty(DCAT.distribution, distribution);
    distribution.addProperty(DCAT.downloadURL, model.createResource(file.url().toString()));
    List<File> alone = List.of(file);
    one(distribution, DCTerms.title, alone, TITLE, used);
    if (!distribution.hasProperty(DCTerms.title)) {
      distribution.addProperty(DCTerms.title, file.name());
    }
    if (grouped) {
      one(distribution, DCTerms.description, alone, DESCRIPTION, used);
      one(distribution, DCTerms.identifier, alone, IDENTIFIER, used);
    }
    one(distribution, DCTerms.format, alone, FORMAT, used);
    one(distribution, DCAT.mediaType, alone, List.of("mediatype", "mimetype"), used);
    one(distribution, DCTerms.modified, alone, MODIFIED, used);
    one(distribution, DCTerms.license, alone, LICENCE, used);
    file.first(List.of("bytes", "bytesize", "size"))
        .filter(size -> size.matches("\\d{1,18}"))
        .ifPresent(
            size -> {
              used.addAll(List.of("bytes", "bytesize", "size"));
              distribution.addProperty(
                  DCAT.byteSize, model.createTypedLiteral(size, XSDDatatype.XSDnonNegativeInteger));
            });
    file.first(List.of("sha256"))
        .filter(hash -> hash.matches("[0-9a-fA-F]{64}"))
        .ifPresent(
            hash -> {
              used.add("sha256");
              distribution.addProperty(
                  Sen.SPDX_CHECKSUM,
                  model
                      .createResource(ResourceFactory.createResource(Sen.SPDX + "Checksum"))
                      .addProperty(
                          Sen.SPDX_ALGORITHM,
                          model.createResource(Sen.SPDX + "checksumAlgorithm_sha256"))
                      .addProperty(
                          Sen.SPDX_CHECKSUM_VALUE,
                          model.createTypedLiteral(
                              hash.toLowerCase(java.util.Locale.ROOT), XSDDatatype.XSDhexBinary)));
            });
    file.cells()
        .values()
        .forEach(
            (column, value) -> {
              if (!used.contains(column)) {
                String name = file.cells().names().getOrDefault(column, column);
                distribution.addProperty(
                    ResourceFactory.createProperty(
                        NS + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20")),
                    value);
              }
            });
  }

  private static void publisher(Resource dataset, List<File> files, Set<String> used) {
    List<String> columns = List.of("publisher", "agency", "coquan", "donvi");
    used.addAll(columns);
    all(files, columns).stream()
        .findFirst()
        .ifPresent(
            name ->
                dataset.addProperty(
                    DCTerms.publisher,
                    dataset.getModel().createResource(FOAF.Agent).addProperty(FOAF.name, name)));
  }

  private static void contact(Resource dataset, List<File> files, Set<String> used) {
    List<String> columns = List.of("contact", "email", "lienhe");
    used.addAll(columns);
    all(files, columns).stream()
        .findFirst()
        .ifPresent(
            stated -> {
              Resource contact = dataset.getModel().createResource(VCARD4.Kind);
              boolean mail = stated.matches("[^\\s@<>\"{}|\\\\^`]+@[^\\s@<>\"{}|\\\\^`]+");
              if (mail) {
                contact.addProperty(
                    VCARD4.hasEmail, dataset.getModel().createResource("mailto:" + stated));
              } else {
                contact.addProperty(VCARD4.fn, stated);
              }
              dataset.addProperty(DCAT.contactPoint, contact);
            });
  }

  /** Every value that any file has in the first of {@code columns} it has. */
  private static List<String> all(List<File> files, List<String> columns) {
    return files.stream().flatMap(file -> file.first(columns).stream()).toList();
  }

  private static void one(
      Resource subject,
      Property property,
      List<File> files,
      List<String> columns,
      Set<String> used) {
    used.addAll(columns);
    all(files, columns).stream()
        .findFirst()
        .ifPresent(value -> statement(subject, property, value));
  }

  private static void words(
      Resource subject,
      Property property,
      List<File> files,
      List<String> columns,
      Set<String> used) {
    used.addAll(columns);
    for (String list : all(files, columns)) {
      for (String word : list.split("[;|]")) {
        if (!word.isBlank()) {
          statement(subject, property, word.strip());
        }
      }
    }
  }

  private static void statement(Resource subject, Property property, String value) {
    boolean text = property.equals(DCTerms.title) || property.equals(DCTerms.description);
    boolean iri = !text && value.matches("(?i)https?://[^\\s<>\"{}|\\\\^`]+");
    if (iri) {
      subject.addProperty(property, subject.getModel().createResource(value));
    } else if (value.matches("\\d{4}-\\d{2}-\\d{2}")) {
      subject.addProperty(
          property, subject.getModel().createTypedLiteral(value, XSDDatatype.XSDdate));
    } else {
      subject.addProperty(property, value);
    }
  }
}
