package vn.sen.harvest.oaipmh;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.sen.harvest.net.WrongContentException;
import vn.sen.harvest.xml.XmlContent;
import vn.sen.harvest.xml.XmlDocument;
import vn.sen.harvest.xml.XmlElement;
import vn.sen.vocab.Message;
import vn.sen.vocab.Sha256;

/** What a repository answers, once it has proved to be one. */
sealed interface OaiAnswer {

  /** Its errors; {@code noRecordsMatch} is none. */
  record Refused(String said) implements OaiAnswer {}

  /** There is nothing of what was asked for. */
  record NoneMatch() implements OaiAnswer {}

  /**
   * What it says of itself.
   *
   * @param at the time by its clock; absent where that is none
   * @param keepsDeleted whether it tells of everything that it ever deleted ({@code persistent})
   * @param countsSeconds whether it takes times, not days alone
   */
  record Identity(Optional<Instant> at, boolean keepsDeleted, boolean countsSeconds)
      implements OaiAnswer {}

  /** The formats it has. */
  record Formats(List<Format> formats) implements OaiAnswer {}

  /**
   * A part of a list.
   *
   * @param token leads to the next part; absent on the last
   * @param size of the whole list, as announced ({@code completeListSize})
   * @param at the time by the repository's clock; absent where that is none
   */
  record Records(
      List<OaiRecord> records, Optional<String> token, OptionalLong size, Optional<Instant> at)
      implements OaiAnswer {
    public Records {
      records = List.copyOf(records);
    }

    /** Of what the records say: not of tokens, datestamps and the time of the answer. */
    String sha256() {
      MessageDigest digest = Sha256.digest();
      for (OaiRecord record : records) {
        feed(digest, "record", record.isDeleted() ? "deleted" : "");
        record.identifier().ifPresent(identifier -> feed(digest, "identifier", identifier));
        record.sets().forEach(set -> feed(digest, "set", set));
        record.payload().ifPresent(payload -> feed(digest, payload));
      }
      return Sha256.end(digest);
    }
  }

  /** A metadata format. */
  record Format(String prefix, String namespace) {}

  String NAMESPACE = "http://www.openarchives.org/OAI/2.0/";

  Pattern ERROR =
      Pattern.compile(
          "<(?:\\w+:)?error\\s[^>]*code\\s*=\\s*[\"'](\\w{1,40})[\"'][^>]*?(?:/>|>([^<]{0,1000}))");

  private static WrongContentException wrong(String vi, String en) {
    return new WrongContentException(new Message(vi, en), CURE);
  }

  Message CURE =
      new Message(
          "Kiểm tra địa chỉ có đúng là kho OAI-PMH 2.0 (nơi '?verb=Identify' trả lời) hay không.",
          "Check that the address is an OAI-PMH 2.0 repository (where '?verb=Identify' answers).");

  /**
   * @throws WrongContentException unless {@code body} is an answer of OAI-PMH 2.0 to one of the
   *     three requests that are made here
   */
  static OaiAnswer read(byte[] body) throws WrongContentException {
    XmlElement root = XmlDocument.read(body, CURE);
    if (!root.name().equals("OAI-PMH") || !root.namespace().equals(NAMESPACE)) {
      throw wrong(
          "gốc của XML là <%s>, không phải <OAI-PMH> của phiên bản 2.0".formatted(root.name()),
          "the root of its XML is <%s>, not the <OAI-PMH> of version 2.0".formatted(root.name()));
    }
    List<XmlElement> errors = root.all("error").toList();
    if (!errors.isEmpty()) {
      return errors.stream().allMatch(error -> code(error).equals("noRecordsMatch"))
          ? new NoneMatch()
          : new Refused(
              errors.stream()
                  .map(error -> said(code(error), error.text()))
                  .collect(Collectors.joining("; ")));
    }
    Optional<XmlElement> formats = root.first("ListMetadataFormats");
    if (formats.isPresent()) {
      return new Formats(formats.get().all("metadataFormat").flatMap(OaiAnswer::format).toList());
    }
    Optional<Instant> at = root.text("responseDate").flatMap(WholeList::instant);
    Optional<XmlElement> identity = root.first("Identify");
    if (identity.isPresent()) {
      return new Identity(
          at,
          identity.get().text("deletedRecord").filter("persistent"::equals).isPresent(),
          identity.get().text("granularity").filter("YYYY-MM-DDThh:mm:ssZ"::equals).isPresent());
    }
    XmlElement list =
        root.first("ListRecords")
            .orElseThrow(
                () ->
                    wrong(
                        "câu trả lời OAI-PMH không có danh sách được hỏi, cũng không có <error>",
                        "its OAI-PMH has neither the list that was asked for nor an <error>"));
    return new Records(
        list.all("record").map(OaiRecord::of).toList(),
        list.text("resumptionToken"),
        list.first("resumptionToken")
            .flatMap(token -> token.attribute("completeListSize"))
            .filter(size -> size.matches("\\d{1,12}"))
            .map(size -> OptionalLong.of(Long.parseLong(size)))
            .orElse(OptionalLong.empty()),
        at);
  }

  /** The error that the body of a failed request holds. */
  static Optional<String> error(String excerpt) {
    Matcher error = ERROR.matcher(excerpt);
    return error.find()
        ? Optional.of(said(error.group(1), error.group(2) == null ? "" : error.group(2)))
        : Optional.empty();
  }

  private static String code(XmlElement error) {
    return error.attribute("code").orElse("");
  }

  private static String said(String code, String words) {
    String plain = words.strip().replaceAll("\\s+", " ");
    String shortened = plain.length() > 300 ? plain.substring(0, 300) + "..." : plain;
    return shortened.isEmpty() ? code : code + " (" + shortened + ")";
  }

  private static Stream<Format> format(XmlElement element) {
    return element
        .text("metadataPrefix")
        .map(prefix -> new Format(prefix, element.text("metadataNamespace").orElse("")))
        .stream();
  }

  private static void feed(MessageDigest digest, XmlElement element) {
    feed(digest, element.namespace(), element.name());
    for (XmlElement.Attribute attribute : element.attributes()) {
      feed(digest, attribute.namespace() + " " + attribute.name(), attribute.value());
    }
    for (XmlContent part : element.content()) {
      switch (part) {
        case XmlContent.Text(String value) -> feed(digest, "", value);
        case XmlElement child -> feed(digest, child);
      }
    }
    feed(digest, "end", "");
  }

  private static void feed(MessageDigest digest, String kind, String value) {
    digest.update((kind + "\0" + value + "\0").getBytes(StandardCharsets.UTF_8));
  }
}
