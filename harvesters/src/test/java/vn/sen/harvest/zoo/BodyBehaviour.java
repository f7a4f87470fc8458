package vn.sen.harvest.zoo;

import static vn.sen.harvest.zoo.Kind.CKAN;
import static vn.sen.harvest.zoo.Kind.CSW;
import static vn.sen.harvest.zoo.Kind.DCAT;
import static vn.sen.harvest.zoo.Kind.DCAT_US;
import static vn.sen.harvest.zoo.Kind.FILES;
import static vn.sen.harvest.zoo.Kind.OAI_CHANGES;
import static vn.sen.harvest.zoo.Kind.OAI_PMH;
import static vn.sen.harvest.zoo.Kind.PXWEB;
import static vn.sen.harvest.zoo.Kind.SDMX;
import static vn.sen.harvest.zoo.Kind.WAF;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Hostile in what a page says, in the format of its kind. */
enum BodyBehaviour implements Behaviour {
  SHOWS_A_LOGIN(
      "HTML page|login page",
      all(),
      visit ->
          visit.reply(
              200,
              "Content-Type: text/html\r\n",
              utf8("<!DOCTYPE html><html><title>Đăng nhập</title><form></form></html>"))),
  ENDS_IN_MID_SENTENCE(
      "MALFORMED",
      except(FILES), // half a list of addresses is a list of addresses
      visit -> visit.page("", visit.page().substring(0, visit.page().length() * 2 / 3))),
  ANNOUNCES_LESS_THAN_COMES(
      "MALFORMED",
      except(FILES),
      visit -> {
        byte[] page = utf8(visit.page());
        visit.raw(
            "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                .formatted(visit.kind().mediaType(visit.target()), page.length * 2 / 3));
        visit.raw(page);
      }),
  SAYS_IT_IS_A_PICTURE(
      "", all(), visit -> visit.reply(200, "Content-Type: image/png\r\n", utf8(visit.page()))),
  SAYS_NO_TYPE("", all(), visit -> visit.reply(200, "", utf8(visit.page()))),
  LIES_ABOUT_ITS_LETTERS(
      "",
      except(WAF), // whose page of links is read by the letters it states
      visit ->
          visit.reply(
              200,
              "Content-Type: %s; charset=utf-16be\r\n".formatted(visit.kind().mediaType),
              utf8(visit.page()))),
  LIES_ABOUT_THE_LETTERS_OF_A_LISTING(
      "no listing",
      EnumSet.of(WAF),
      visit ->
          visit.reply(200, "Content-Type: text/html; charset=utf-16be\r\n", utf8(visit.page()))),
  BEGINS_WITH_A_MARK("", all(), visit -> visit.page("", "\ufeff" + visit.page())),
  IS_NOTHING_BUT_NUL("MALFORMED", all(), visit -> visit.page("", new byte[8192])),
  IS_NONSENSE_IN_UTF_32(
      "MALFORMED|Not UTF-8|no valid JSON: Invalid UTF-32",
      all(),
      visit -> {
        byte[] body = new byte[400];
        body[3] = '[';
        for (int i = 4; i < body.length; i++) {
          body[i] = (byte) 0xfe;
        }
        visit.page("", body);
      }),
  IS_NO_UTF_8(
      "MALFORMED|UTF-8|neither a list",
      except(WAF),
      visit ->
          visit.page(
              "", visit.page().replace("Bảng", "B\u00e1ng").getBytes(StandardCharsets.ISO_8859_1))),
  IS_A_CHAIN_OF_COMMENTS(
      "MALFORMED|no RDF", all(), visit -> visit.page("", "<!---->".repeat(100_000) + "x")),
  IS_A_PAGE_OF_REMARKS(
      "no RDF|neither a dcat", EnumSet.of(DCAT), visit -> visit.page("", "#\n".repeat(500_000))),
  SAYS_ONE_LONG_WORD_FIRST(
      "",
      EnumSet.of(DCAT),
      visit ->
          visit.page(
              "",
              "<http://h.vn/a> <http://h.vn/b> \"" + "x".repeat(10_000) + "\" .\n" + visit.page())),
  NESTS_A_HUNDRED_THOUSAND_LEVELS(
      "nest|depth|deep|levels", except(FILES, WAF), visit -> visit.page("", deep(visit.kind()))),
  NESTS_A_LIST_OF_FILES(
      "broken|depth", EnumSet.of(FILES), visit -> visit.page("", "[".repeat(100_000))),
  NESTS_A_LISTING(
      "no listing|more than",
      EnumSet.of(WAF),
      visit -> visit.page("", "<html><body>" + "<b><i><div>".repeat(100_000) + "</html>")),
  MULTIPLIES_ENTITIES(
      "DOCTYPE|entit",
      EnumSet.of(OAI_PMH, OAI_CHANGES, CSW, SDMX, DCAT),
      visit -> {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE x [<!ENTITY e0 \"lol\">");
        for (int i = 1; i < 30; i++) {
          bomb.append("<!ENTITY e%d \"%s\">".formatted(i, "&e%d;".formatted(i - 1).repeat(10)));
        }
        visit.reply(200, xml(), utf8(bomb + "]>" + rdf("&e29;")));
      }),
  ASKS_FOR_AN_ENTITY_FROM_ELSEWHERE(
      "DOCTYPE|external entity",
      EnumSet.of(OAI_PMH, OAI_CHANGES, CSW, SDMX, DCAT),
      visit ->
          visit.reply(
              200,
              xml(),
              utf8(
                  "<!DOCTYPE x [<!ENTITY e SYSTEM \"http://127.0.0.1:%d/e\">]>"
                          .formatted(visit.canary())
                      + rdf("&e;")))),
  ASKS_FOR_A_FILE_OF_OURS(
      "DOCTYPE|external entity",
      EnumSet.of(OAI_PMH, OAI_CHANGES, CSW, SDMX, DCAT),
      visit ->
          visit.reply(
              200,
              xml(),
              utf8("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + rdf("&e;")))),
  ASKS_FOR_A_CONTEXT_FROM_ELSEWHERE(
      "fetches none from the network",
      EnumSet.of(DCAT),
      visit ->
          visit.reply(
              200,
              "Content-Type: application/ld+json\r\n",
              utf8(
                  "{\"@context\":\"http://127.0.0.1:%d/c\",\"@id\":\"x\",\"title\":\"y\"}"
                      .formatted(visit.canary())))),
  IS_ONE_STRING_OF_THIRTY_MEGABYTES(
      "String value length \\(\\d+\\) exceeds|list is longer than",
      EnumSet.of(CKAN, DCAT_US, PXWEB, FILES),
      visit ->
          visit.page(
              "", envelope(visit.kind(), "{\"url\":\"%s\"}".formatted("x".repeat(30 << 20))))),
  STATES_A_NUMBER_OF_A_MILLION_DIGITS(
      "Number value length|number",
      EnumSet.of(CKAN, DCAT_US, PXWEB),
      visit -> visit.page("", envelope(visit.kind(), "{\"id\":" + "1".repeat(1_000_000) + "}"))),
  STATES_A_NUMBER_OF_MILLIONS_OF_DIGITS_IN_TURTLE(
      "number of more than 10000 digits",
      EnumSet.of(DCAT),
      visit ->
          visit.page(
              "",
              visit.page() + "</dataset/Bảng-bo-1> <http://h.vn/n> " + "1".repeat(5 << 20) + " .")),
  STATES_A_NUMBER_BEYOND_ALL_NUMBERS(
      "as JSON-LD|number|neither a dcat",
      EnumSet.of(DCAT),
      visit ->
          visit.reply(
              200,
              "Content-Type: application/ld+json\r\n",
              utf8(
                  "{\"@context\":{\"v\":\"http://h.vn/\"},\"@id\":\"http://h.vn/a\",\"v:n\":1e999999999}"))),
  REPEATS_A_KEY(
      "Duplicate",
      EnumSet.of(CKAN),
      visit ->
          visit.page(
              "", visit.page().replaceFirst("\\}$", ",\"result\":{\"count\":0,\"results\":[]}}"))),
  SPEAKS_A_LANGUAGE_OF_A_MEGABYTE(
      "",
      EnumSet.of(OAI_PMH, OAI_CHANGES, SDMX),
      visit ->
          visit.page(
              "",
              visit
                  .page()
                  .replace("lang=\"vi\"", "lang=\"vi%s\"".formatted("-aaaaaaaa".repeat(100_000)))
                  .replace("lang='vi'", "lang='vi%s'".formatted("-aaaaaaaa".repeat(100_000))))) {
    @Override
    public boolean changes() {
      return true;
    }
  },
  HAS_MORE_VALUES_THAN_FIT_IN_MEMORY(
      "more than \\d+ values|list is longer than",
      EnumSet.of(CKAN, DCAT_US, FILES, PXWEB, SDMX),
      visit -> visit.page("", envelope(visit.kind(), many("[]", ",", 60 << 20)))),
  HAS_MORE_OBJECTS_THAN_FIT_IN_MEMORY(
      "more than \\d+ values|list is longer than",
      EnumSet.of(CKAN, DCAT_US, FILES, PXWEB, SDMX),
      visit -> visit.page("", envelope(visit.kind(), many("{\"a\":{}}", ",", 60 << 20)))),
  HAS_MORE_ELEMENTS_THAN_FIT_IN_MEMORY(
      "more than 1500000 elements, attributes and texts",
      EnumSet.of(OAI_PMH, OAI_CHANGES, CSW, SDMX),
      visit -> visit.page("", envelope(visit.kind(), many("<a>x</a>", "", 60 << 20)))),
  HAS_MORE_ATTRIBUTES_THAN_FIT_IN_MEMORY(
      "more than 1500000 elements, attributes and texts",
      EnumSet.of(OAI_PMH, OAI_CHANGES, CSW, SDMX),
      visit ->
          visit.page(
              "",
              envelope(
                  visit.kind(),
                  many(
                      "<a b='' c='' d='' e='' f='' g='' h='' i='' j='' k='' l=''/>",
                      "",
                      60 << 20)))),
  HAS_MORE_TEXTS_THAN_FIT_IN_MEMORY(
      "more than 1500000 elements, attributes and texts",
      EnumSet.of(OAI_PMH, OAI_CHANGES, CSW, SDMX),
      visit -> visit.page("", envelope(visit.kind(), many("x<?a?>", "", 60 << 20)))),
  STATES_MORE_THAN_FITS_IN_MEMORY(
      "more than 400000 statements",
      EnumSet.of(DCAT),
      visit -> visit.page("", visit.page() + "<a> <b> " + numbers(60 << 20) + " .")),
  STATES_MORE_IN_JSON_LD_THAN_FITS_IN_MEMORY(
      "more than 400000 statements",
      EnumSet.of(DCAT),
      visit ->
          visit.reply(
              200,
              "Content-Type: application/ld+json\r\n",
              utf8(
                  "{\"@id\":\"http://h.vn/a\",\"http://h.vn/b\":[%s]}"
                      .formatted(many("1", ",", 60 << 20))))),
  STATES_MORE_IN_RDF_XML_THAN_FITS_IN_MEMORY(
      "more than 400000 statements",
      EnumSet.of(DCAT),
      visit ->
          visit.reply(
              200,
              "Content-Type: application/rdf+xml\r\n",
              utf8(rdf(many("<d:a/>", "", 60 << 20))))),
  LISTS_MORE_FILES_THAN_FIT_IN_MEMORY(
      "longer than|more than|neither a list",
      EnumSet.of(FILES),
      visit -> visit.page("", "url\n" + many("a", "\n", 60 << 20))),
  LISTS_MORE_ADDRESSES_THAN_FIT_IN_MEMORY(
      "longer than|more than",
      EnumSet.of(FILES),
      visit -> visit.page("", many("http://h.vn/a", "\n", 60 << 20))),
  LISTS_MORE_TAGS_THAN_FIT_IN_MEMORY(
      "more than|longer than",
      EnumSet.of(WAF),
      visit ->
          visit.page(
              "", "<html><title>Index of /waf</title>" + many("<b>", "", 15 << 20) + "</html>")),
  SAYS_THAT_IT_FAILED(
      "reports an error|refuses|it says: closed|has no list|no array|the root of its XML is|lacks"
          + " the list|no '@context'|no list of levels",
      except(WAF),
      visit ->
          visit.reply(
              200,
              "Content-Type: application/json\r\n",
              utf8(
                  switch (visit.kind()) {
                    case OAI_PMH, OAI_CHANGES ->
                        "<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><error"
                            + " code='badArgument'>no</error></OAI-PMH>";
                    case CSW, SDMX, WAF ->
                        "<ExceptionReport><Exception"
                            + " exceptionCode='NoApplicableCode'/></ExceptionReport>";
                    case CKAN, DCAT, DCAT_US, FILES, PXWEB ->
                        "{\"success\":false,\"error\":{\"message\":\"closed\"}}";
                  })));

  private final String says;
  private final Set<Kind> kinds;
  private final Act act;

  BodyBehaviour(String says, Set<Kind> kinds, Act act) {
    this.says = says;
    this.kinds = kinds;
    this.act = act;
  }

  @Override
  public boolean fits(Kind kind) {
    return kinds.contains(kind);
  }

  /** Whether records may say something else because of it, and be none the worse. */
  public boolean changes() {
    return false;
  }

  @Override
  public void act(Visit visit) throws IOException, InterruptedException {
    act.play(visit);
  }

  @Override
  public Optional<String> says(Kind kind) {
    return says.isEmpty()
        ? Optional.empty()
        : Optional.of(says.replace("MALFORMED", kind.malformed));
  }

  private static Set<Kind> all() {
    return EnumSet.allOf(Kind.class);
  }

  private static Set<Kind> except(Kind first, Kind... more) {
    return EnumSet.complementOf(EnumSet.of(first, more));
  }

  private static String rdf(String inner) {
    return """
    <rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:d='http://www.w3.org/ns/dcat#'>\
    <d:Dataset rdf:about='http://h.vn/a'>%s</d:Dataset></rdf:RDF>\
    """
        .formatted(inner);
  }

  private static String xml() {
    return "Content-Type: application/rdf+xml\r\n";
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String many(String one, String between, int length) {
    return (one + between).repeat(length / (one + between).length()) + one;
  }

  private static String numbers(int length) {
    StringBuilder numbers = new StringBuilder("0");
    for (int i = 1; numbers.length() < length; i++) {
      numbers.append(',').append(i);
    }
    return numbers.toString();
  }

  private static String deep(Kind kind) {
    return switch (kind) {
      case CKAN, DCAT_US, PXWEB, FILES -> envelope(kind, "[".repeat(100_000));
      case DCAT -> "<http://h.vn/a> <http://h.vn/p> " + "[ <http://h.vn/p> ".repeat(100_000);
      case OAI_PMH, OAI_CHANGES, CSW, SDMX, WAF -> envelope(kind, "<a>".repeat(100_000));
    };
  }

  /** A page of a kind that proves what it is, with {@code inner} where its records stand. */
  private static String envelope(Kind kind, String inner) {
    return switch (kind) {
      case CKAN -> "{\"success\":true,\"result\":{\"count\":1,\"results\":[%s]}}".formatted(inner);
      case DCAT_US -> "{\"dataset\":[[%s]]}".formatted(inner);
      case PXWEB, FILES -> "[%s]".formatted(inner);
      case SDMX ->
          inner.startsWith("<") || inner.startsWith("x")
              ? Kind.sdmx(inner)
              : "{\"meta\":{},\"data\":{\"dataflows\":[%s]}}".formatted(inner);
      case OAI_PMH, OAI_CHANGES -> Kind.oai(inner);
      case CSW ->
          "<GetRecordsResponse><SearchResults numberOfRecordsMatched='1'>%s</SearchResults></GetRecordsResponse>"
              .formatted(inner);
      case DCAT, WAF -> inner;
    };
  }
}
