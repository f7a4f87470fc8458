package vn.sen.harvest.run;

import java.net.URI;
import java.util.Optional;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.Distribution;
import vn.sen.vocab.FileType;
import vn.sen.vocab.FileTypes;

/** What a distribution says its file is. */
final class DeclaredType {
  private DeclaredType() {}

  /** By its format, else its media type, else the ending of its address; absent when none says. */
  static Optional<FileType> find(Distribution distribution) {
    return distribution
        .format()
        .flatMap(FileTypes::find)
        .or(() -> distribution.mediaType().flatMap(FileTypes::find))
        .or(
            () ->
                distribution
                    .downloadUrl()
                    .or(distribution::accessUrl)
                    .flatMap(SourceClient::address)
                    .map(URI::getPath)
                    .flatMap(FileTypes::ofFileName));
  }

  static boolean isHtml(FileType type) {
    return type.code().equals("HTML");
  }
}
