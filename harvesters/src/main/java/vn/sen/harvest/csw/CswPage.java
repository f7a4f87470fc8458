package vn.sen.harvest.csw;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import vn.sen.harvest.net.NoData;
import vn.sen.harvest.net.WrongContentException;
import vn.sen.harvest.xml.XmlDocument;
import vn.sen.harvest.xml.XmlElement;
import vn.sen.vocab.Message;

/** What a catalogue answers when it is asked for records. */
sealed interface CswPage {

  /**
   * Records, as it has them.
   *
   * @param matched how many there are in all
   * @param next where the page after begins, counted from 1; 0 where it says that none follows, and
   *     empty where it says nothing
   */
  record Results(long matched, OptionalLong next, List<XmlElement> records) implements CswPage {
    public Results {
      records = List.copyOf(records);
    }
  }

  /**
   * It will not.
   *
   * @param said its codes and words
   */
  record Refusal(String said) implements CswPage {}

  Message CURE =
      new Message(
          "Kiểm tra địa chỉ có đúng là dịch vụ danh mục CSW 2.0.2 hay không.",
          "Check that the address is a catalogue service (CSW 2.0.2).");

  /** The longest that a catalogue's words are quoted. */
  int LONGEST_QUOTE = 300;

  /**
   * @throws WrongContentException unless {@code body} is a {@code GetRecordsResponse} with a whole
   *     number {@code numberOfRecordsMatched}, or an {@code ExceptionReport}
   */
  static CswPage read(byte[] body) throws WrongContentException {
    if (NoData.isWebPage(body)) {
      throw wrong("đó là một trang HTML, không phải XML", "it is an HTML page, not XML");
    }
    XmlElement root = XmlDocument.read(body, CURE);
    Optional<Refusal> refusal = refusal(root);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (!root.name().equals("GetRecordsResponse")) {
      throw wrong(
          "XML là '%s', không phải 'GetRecordsResponse'".formatted(root.name()),
          "the XML is a '%s', no 'GetRecordsResponse'".formatted(root.name()));
    }
    Optional<XmlElement> results = root.first("SearchResults");
    OptionalLong matched =
        results.map(of -> number(of, "numberOfRecordsMatched")).orElse(OptionalLong.empty());
    if (results.isEmpty() || matched.isEmpty()) {
      throw wrong(
          "'GetRecordsResponse' không có 'SearchResults' với số nguyên 'numberOfRecordsMatched'",
          "its 'GetRecordsResponse' has no 'SearchResults' with a whole number"
              + " 'numberOfRecordsMatched'");
    }
    return new Results(
        matched.getAsLong(),
        number(results.get(), "nextRecord"),
        results.get().children().toList());
  }

  /** What an {@code ExceptionReport} says, of OWS or of the older services. */
  static Optional<Refusal> refusal(XmlElement root) {
    if (!root.name().equals("ExceptionReport") && !root.name().equals("ServiceExceptionReport")) {
      return Optional.empty();
    }
    String said =
        root.children()
            .filter(exception -> exception.name().endsWith("Exception"))
            .map(
                exception ->
                    exception
                            .attribute("exceptionCode")
                            .or(() -> exception.attribute("code"))
                            .orElse("exception")
                        + exception.attribute("locator").map(at -> " (" + at + ")").orElse("")
                        + (exception.text().isEmpty()
                            ? ""
                            : ": " + exception.text().replaceAll("\\s+", " ")))
            .collect(Collectors.joining("; "));
    return Optional.of(
        new Refusal(
            said.isEmpty()
                ? "ExceptionReport"
                : said.length() > LONGEST_QUOTE ? said.substring(0, LONGEST_QUOTE) + "..." : said));
  }

  private static OptionalLong number(XmlElement element, String attribute) {
    return element
        .attribute(attribute)
        .filter(number -> number.matches("\\d{1,18}"))
        .map(number -> OptionalLong.of(Long.parseLong(number)))
        .orElse(OptionalLong.empty());
  }

  private static WrongContentException wrong(String vi, String en) {
    return new WrongContentException(new Message(vi, en), CURE);
  }
}
