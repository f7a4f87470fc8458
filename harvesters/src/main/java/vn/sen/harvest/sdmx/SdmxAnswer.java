package vn.sen.harvest.sdmx;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.sen.harvest.net.NoData;
import vn.sen.harvest.net.WrongContentException;
import vn.sen.vocab.Message;

/** What a service answers, once it has proved to speak SDMX. */
sealed interface SdmxAnswer permits Structures, SdmxAnswer.NoResults, SdmxAnswer.Refused {

  /** It says that there is nothing of what was asked for. */
  record NoResults() implements SdmxAnswer {}

  /**
   * It will not.
   *
   * @param said its codes and words
   */
  record Refused(String said) implements SdmxAnswer {}

  /** An error as the service numbers it. */
  record Fault(String code, String words) {}

  Message CURE =
      new Message(
          "Kiểm tra địa chỉ có đúng là gốc của dịch vụ SDMX REST (2.1 hoặc 3.0) hay không.",
          "Check that the address is the root of an SDMX REST service (2.1 or 3.0).");

  /** SDMX 2.1, section 7: "No results found". */
  String NO_RESULTS = "100";

  /** The longest that a service's words are quoted. */
  int LONGEST_QUOTE = 300;

  /**
   * @throws WrongContentException unless {@code body} is a structure message of SDMX-ML 2.1 or 3.0
   *     or of SDMX-JSON 1.0 or 2.0, or an error of SDMX
   */
  static SdmxAnswer read(byte[] body) throws WrongContentException {
    if (NoData.isWebPage(body)) {
      throw wrong("đó là một trang HTML, không phải SDMX", "it is an HTML page, not SDMX");
    }
    return isJson(body) ? SdmxJson.read(body) : SdmxXml.read(body);
  }

  /** What the body of a failed request says; empty where it is no error of SDMX. */
  static Optional<SdmxAnswer> error(String excerpt) {
    try {
      return switch (read(excerpt.getBytes(StandardCharsets.UTF_8))) {
        case Structures _ -> Optional.empty();
        case NoResults none -> Optional.of(none);
        case Refused refused -> Optional.of(refused);
      };
    } catch (WrongContentException e) {
      return Optional.empty(); // an error in other words
    }
  }

  /** Errors, as one answer. */
  static SdmxAnswer of(List<Fault> faults) {
    if (!faults.isEmpty() && faults.stream().allMatch(f -> f.code().equals(NO_RESULTS))) {
      return new NoResults();
    }
    String said =
        faults.stream()
            .map(fault -> (fault.code() + " " + fault.words().replaceAll("\\s+", " ")).strip())
            .filter(words -> !words.isEmpty())
            .collect(Collectors.joining("; "));
    return new Refused(
        said.isEmpty()
            ? "Error"
            : said.length() > LONGEST_QUOTE ? said.substring(0, LONGEST_QUOTE) + "..." : said);
  }

  static WrongContentException wrong(String vi, String en) {
    return new WrongContentException(new Message(vi, en), CURE);
  }

  private static boolean isJson(byte[] body) {
    for (byte b : body) {
      // A byte order mark, or white space.
      if (b == '{' || b == '[') {
        return true;
      }
      if (b > ' ') {
        return false;
      }
    }
    return false;
  }
}
