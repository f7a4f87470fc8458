package vn.sen.harvest.pxweb;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vn.sen.harvest.mapping.Statements;
import vn.sen.harvest.net.SourceClient;

/**
 * Where a database is, and how it is asked.
 *
 * @param base as asked, without a slash at its end: of version 1 up to the language, of version 2
 *     up to {@code /tables}; may hold credentials
 * @param language that answers are asked in; empty for the service's own
 * @param path of version 1: the level to begin at, below {@code base}; empty for all databases
 */
record PxWebService(boolean isSecond, String base, String language, String path) {
  private static final Pattern SECOND =
      Pattern.compile("(.*?/v2(?:-[\\w.]+)?)(?:/tables)?", Pattern.CASE_INSENSITIVE);

  /** {@code /api/v1/vi/...}; some have a name of their own before the language. */
  private static final Pattern FIRST =
      Pattern.compile("(.*?/v1/(?:[^/]+/)??([a-z]{2}(?:-[a-zA-Z]{2,4})?))(?:/(.*))?");

  static PxWebService of(URI url) {
    String address = url.toString().replaceFirst("[?#].*$", "").replaceFirst("/+$", "");
    Matcher second = SECOND.matcher(address);
    if (second.matches()) {
      String language =
          Arrays.stream(Optional.ofNullable(url.getRawQuery()).orElse("").split("&"))
              .filter(parameter -> parameter.startsWith("lang="))
              .map(parameter -> parameter.substring("lang=".length()))
              .findFirst()
              .orElse("");
      return new PxWebService(true, second.group(1), language, "");
    }
    Matcher first = FIRST.matcher(address);
    return first.matches()
        ? new PxWebService(
            false,
            first.group(1),
            first.group(2),
            Optional.ofNullable(first.group(3)).map(PxWebService::decoded).orElse(""))
        : new PxWebService(false, address, "", "");
  }

  private static String decoded(String path) {
    return Optional.ofNullable(URI.create("/" + path).getPath()).orElse("/" + path).substring(1);
  }

  /** A level or a table of version 1. */
  URI level(String path) {
    return URI.create(
        path.isEmpty()
            ? base
            : base
                + "/"
                + Arrays.stream(path.split("/"))
                    .map(Statements::encoded)
                    .collect(Collectors.joining("/")));
  }

  /**
   * A page of the list of version 2.
   *
   * @param number counted from 1
   */
  URI tables(int number, int size) {
    return URI.create(base + "/tables?" + lang("&") + "pageNumber=" + number + "&pageSize=" + size);
  }

  URI metadata(String id) {
    String lang = lang("");
    return URI.create(table(id) + "/metadata" + (lang.isEmpty() ? "" : "?" + lang));
  }

  /** The table itself, as people and records may see it. */
  String shown(String path) {
    return SourceClient.shown(isSecond ? URI.create(table(path)) : level(path)).toString();
  }

  /**
   * All values of a table of version 2: without a selection it would send a part of its own choice.
   *
   * @param variables codes of all of its variables
   */
  String data(String id, JsonNode variables, String format) {
    StringBuilder address = new StringBuilder(table(id)).append("/data?").append(lang("&"));
    address.append("outputFormat=").append(format);
    for (JsonNode variable : variables) {
      address
          .append("&valuecodes%5B")
          .append(Statements.encoded(variable.asText()))
          .append("%5D=*");
    }
    return SourceClient.shown(URI.create(address.toString())).toString();
  }

  /**
   * Where a PxWeb of version 1 has the file of a table when it is installed as it comes and serves
   * it; empty where the address is none of such an installation.
   */
  Optional<URI> file(String path) {
    int api = base.indexOf("/api/v1/");
    return api < 0 || !path.contains("/")
        ? Optional.empty()
        : Optional.of(
            URI.create(
                base.substring(0, api)
                    + "/Resources/PX/Databases/"
                    + Arrays.stream(path.split("/"))
                        .map(Statements::encoded)
                        .collect(Collectors.joining("/"))));
  }

  private String table(String id) {
    return base + "/tables/" + Statements.encoded(id);
  }

  private String lang(String behind) {
    return language.isEmpty() ? "" : "lang=" + language + behind;
  }
}
