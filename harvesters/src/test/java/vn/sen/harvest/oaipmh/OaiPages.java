package vn.sen.harvest.oaipmh;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import vn.sen.harvest.SourceServer.Handler;
import vn.sen.harvest.SourceServer.Reply;

/** A repository as a test needs it. */
final class OaiPages {
  private OaiPages() {}

  static Reply answer(String inner) {
    return Reply.of(
        "text/xml;charset=UTF-8",
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-01-01T00:00:00Z</responseDate>
        <request>http://kho.vn/oai</request>%s</OAI-PMH>
        """
            .formatted(inner));
  }

  static Reply error(String code, String words) {
    return answer("<error code=\"%s\">%s</error>".formatted(code, words));
  }

  static Reply records(String... inner) {
    return answer("<ListRecords>" + String.join("\n", inner) + "</ListRecords>");
  }

  static String record(String identifier, String payload) {
    return """
    <record><header><identifier>%s</identifier><datestamp>2026-01-01</datestamp></header>
    <metadata>%s</metadata></record>\
    """
        .formatted(identifier, payload);
  }

  static String deleted(String identifier) {
    return "<record><header status=\"deleted\"><identifier>%s</identifier></header></record>"
        .formatted(identifier);
  }

  /** In Dublin Core. */
  static String dc(String elements) {
    return """
    <oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
     xmlns:dc="http://purl.org/dc/elements/1.1/">%s</oai_dc:dc>\
    """
        .formatted(elements);
  }

  static String item(String identifier) {
    return record(
        identifier, dc("<dc:title xml:lang=\"vi\">Tiêu đề %s</dc:title>".formatted(identifier)));
  }

  static String rdf(String statements) {
    return """
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
     xmlns:dcat="http://www.w3.org/ns/dcat#" xmlns:dct="http://purl.org/dc/terms/">%s</rdf:RDF>\
    """
        .formatted(statements);
  }

  static String token(String token, String attributes) {
    return "<resumptionToken %s>%s</resumptionToken>".formatted(attributes, token);
  }

  static String formats(String... prefixes) {
    StringBuilder formats = new StringBuilder("<ListMetadataFormats>");
    for (String prefix : prefixes) {
      formats.append(
          "<metadataFormat><metadataPrefix>%s</metadataPrefix></metadataFormat>".formatted(prefix));
    }
    return formats.append("</ListMetadataFormats>").toString();
  }

  /** A repository of these items, in Dublin Core alone, whose tokens say where to go on. */
  static Handler of(List<String> identifiers, int perPage) {
    return of(identifiers, perPage, "");
  }

  /** One whose tokens are other ones each time. */
  static Handler withFreshTokens(List<String> identifiers, int perPage) {
    var asked = new AtomicInteger();
    return request -> of(identifiers, perPage, ":" + asked.incrementAndGet()).answer(request);
  }

  private static Handler of(List<String> identifiers, int perPage, String mark) {
    return request -> {
      if (request.parameter("verb", "").equals("ListMetadataFormats")) {
        return answer(formats("oai_dc"));
      }
      if (!request.parameter("verb", "").equals("ListRecords")) {
        return error("badVerb", "");
      }
      if (identifiers.isEmpty()) {
        return error("noRecordsMatch", "nothing here");
      }
      String token = request.parameter("resumptionToken", "0");
      if (token.equals("0") && request.parameter("metadataPrefix", "").isEmpty()) {
        return error("badArgument", "metadataPrefix is missing");
      }
      int from = Integer.parseInt(token.replaceFirst("%3A.*$", ""));
      int to = Math.min(from + perPage, identifiers.size());
      StringBuilder page = new StringBuilder();
      identifiers.subList(from, to).forEach(id -> page.append(item(id)));
      String attributes =
          "completeListSize=\"%d\" cursor=\"%d\"".formatted(identifiers.size(), from);
      return records(page.toString(), token(to < identifiers.size() ? to + mark : "", attributes));
    };
  }
}
