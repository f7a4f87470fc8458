package vn.sen.harvest.oaipmh;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import vn.sen.harvest.mapping.Statements;
import vn.sen.harvest.net.SourceClient;

/**
 * Where a repository is and what of it is wanted.
 *
 * @param base as asked, with all parameters that are not the protocol's, up to where the next
 *     parameter goes; may hold credentials
 * @param prefix of the metadata format that the source's address states
 * @param selection {@code set}, {@code from} and {@code until} as the address states them, each
 *     after an {@code &}
 */
record OaiRepository(String base, Optional<String> prefix, String selection) {

  static OaiRepository of(URI url) {
    String text = url.toString().replaceFirst("#.*$", "");
    int query = text.indexOf('?');
    StringBuilder base = new StringBuilder(query < 0 ? text : text.substring(0, query)).append('?');
    StringBuilder selection = new StringBuilder();
    Optional<String> prefix = Optional.empty();
    for (String parameter : (query < 0 ? "" : text.substring(query + 1)).split("&")) {
      String[] pair = parameter.split("=", 2);
      switch (pair[0].toLowerCase(Locale.ROOT)) {
        case "", "verb", "identifier", "resumptiontoken" -> {}
        case "metadataprefix" ->
            prefix =
                Optional.of(pair.length > 1 ? pair[1] : "").filter(stated -> !stated.isEmpty());
        case "set", "from", "until" -> selection.append('&').append(parameter);
        default -> base.append(parameter).append('&');
      }
    }
    return new OaiRepository(base.toString(), prefix, selection.toString());
  }

  /** Whether all of it is asked for: of a part nobody tells what has left it. */
  boolean isWhole() {
    return selection.isEmpty();
  }

  URI identity() {
    return URI.create(base + "verb=Identify");
  }

  URI formats() {
    return URI.create(base + "verb=ListMetadataFormats");
  }

  /**
   * The first page of all records.
   *
   * @param format a prefix as it goes into an address
   */
  URI records(String format) {
    return URI.create(base + "verb=ListRecords&metadataPrefix=" + format + selection);
  }

  /** The first page of what changed since a time, in the list that begins at {@code first}. */
  static URI since(URI first, String time) {
    return URI.create(first + "&from=" + time);
  }

  /** How a page is referred to that a token leads to, without the repository's address. */
  static URI continuation(String token) {
    return URI.create("?resumptionToken=" + Statements.encoded(token));
  }

  /** The page behind a {@link #continuation}. */
  URI records(URI continuation) {
    return URI.create(base + "verb=ListRecords&" + continuation.getRawQuery());
  }

  /**
   * What the nth page of the list that begins at {@code first} is remembered by: tokens are other
   * ones at each harvest.
   */
  static URI page(URI first, int number) {
    return number == 1 ? SourceClient.page(first) : part(first, "page-" + number);
  }

  /** What a part of the list, or something about it, is remembered by. */
  static URI part(URI first, String name) {
    URI page = SourceClient.page(first);
    return URI.create(page + (page.getRawFragment() == null ? "#" : "-") + name);
  }

  /** The address at which the repository describes one item: a name for it that stays. */
  String record(String format, String identifier) {
    return SourceClient.shown(
            URI.create(
                base
                    + "verb=GetRecord&metadataPrefix="
                    + format
                    + "&identifier="
                    + Statements.encoded(identifier)))
        .toString();
  }
}
