package vn.sen.publish.demo;

/** Kinds of files the agencies offer, as the EU's file type list and IANA name them. */
enum Format {
  CSV("csv", "text/csv"),
  TSV("tsv", "text/tab-separated-values"),
  XLS("xls", "application/vnd.ms-excel"),
  XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
  PDF("pdf", "application/pdf");

  private final String extension;
  private final String mediaType;

  Format(String extension, String mediaType) {
    this.extension = extension;
    this.mediaType = mediaType;
  }

  String extension() {
    return extension;
  }

  String mediaType() {
    return mediaType;
  }

  String fileTypeIri() {
    return "http://publications.europa.eu/resource/authority/file-type/" + name();
  }

  String mediaTypeIri() {
    return "https://www.iana.org/assignments/media-types/" + mediaType;
  }
}
