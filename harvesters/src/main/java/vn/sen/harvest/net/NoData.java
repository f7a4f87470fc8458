package vn.sen.harvest.net;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.sen.vocab.Json;

/** What servers send with a status of success when they have failed. */
public enum NoData {
  /** A login or an error, for people. */
  WEB_PAGE,
  /** An error, as JSON. */
  ERROR_MESSAGE;

  /** Longer answers are data, whatever their first members are called. */
  static final int LONGEST_MESSAGE = 1 << 14;

  private static final int HEAD = 1024;

  private static final Pattern HTML =
      Pattern.compile(
          "(?s)^\\s*(<\\?xml[^>]*>\\s*|<!--.*?-->\\s*)*<(!doctype\\s+html|html|head|body|script|title|"
              + "meta|center|h1|p|div|font)\\b.*");

  private static final List<String> FAULTS = List.of("error", "errors", "Error", "fault");

  /**
   * Looks at a body.
   *
   * @param head its first {@link #LONGEST_MESSAGE} bytes
   * @param whole whether that is all of it
   */
  static Optional<NoData> find(byte[] head, boolean whole) {
    if (isWebPage(head)) {
      return Optional.of(WEB_PAGE);
    }
    return whole && isErrorMessage(head) ? Optional.of(ERROR_MESSAGE) : Optional.empty();
  }

  /** Whether a body that begins so is a web page. */
  public static boolean isWebPage(byte[] head) {
    int length = Math.min(head.length, HEAD);
    boolean wide = length > 1 && (head[0] & 0xff) + (head[1] & 0xff) == 0xff + 0xfe;
    String text =
        new String(head, 0, length, wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
    return HTML.matcher(text.replace("\ufeff", "").toLowerCase(Locale.ROOT)).matches();
  }

  private static boolean isErrorMessage(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).replace("\ufeff", "").strip();
    if (!text.startsWith("{")) {
      return false;
    }
    JsonNode said;
    try {
      said = Json.read(text, JsonNode.class);
    } catch (IllegalArgumentException e) {
      return false;
    }
    return FAULTS.stream().anyMatch(name -> isSaid(said.path(name)))
        || isDenied(said.path("success"))
        || (said.path("status").asInt() >= 400 && said.has("message"));
  }

  private static boolean isSaid(JsonNode fault) {
    return !fault.isMissingNode()
        && !fault.isNull()
        && !isDenied(fault)
        && !(fault.isContainerNode() && fault.isEmpty())
        && !(fault.isNumber() && fault.asInt() == 0)
        && !(fault.isTextual() && fault.asText().isBlank());
  }

  private static boolean isDenied(JsonNode flag) {
    return flag.isBoolean() && !flag.asBoolean();
  }
}
