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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Hostile over several pages, or in what records are called. */
enum ListBehaviour implements Behaviour {
  FAILS_IN_THE_MIDDLE("status 500", paged(), visit -> visit.status(500, "")) {
    @Override
    public boolean concerns(Visit visit) {
      return visit.kind().isSecond(visit.target());
    }
  },
  RESETS_IN_THE_MIDDLE(
      "cut off",
      paged(),
      visit -> {
        visit.raw("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nabc");
        Thread.sleep(50);
        visit.reset();
      }) {
    @Override
    public boolean concerns(Visit visit) {
      return visit.kind().isSecond(visit.target());
    }
  },
  REFUSES_IN_THE_MIDDLE(
      "status 429", paged(), visit -> visit.status(429, "Retry-After: 1000\r\n")) {
    @Override
    public boolean concerns(Visit visit) {
      return visit.kind().isSecond(visit.target());
    }
  },
  LOGS_US_OUT_IN_THE_MIDDLE(
      "HTML page",
      EnumSet.of(CKAN, DCAT, OAI_PMH, OAI_CHANGES, CSW),
      visit -> visit.page("", "<html><title>Đăng nhập</title></html>")) {
    @Override
    public boolean concerns(Visit visit) {
      return visit.kind().isSecond(visit.target());
    }
  },
  REPEATS_ITS_FIRST_PAGE(
      "repeats|loop|has no effect|leads back|different ones",
      EnumSet.of(CKAN, CSW, OAI_PMH, OAI_CHANGES, DCAT),
      visit ->
          visit.page(
              "",
              switch (visit.kind()) {
                case CKAN -> Kind.ckan(Kind.FOUR, Kind.FOUR.subList(0, 2));
                case CSW -> Kind.csw(4, 3, Kind.FOUR.subList(0, 2));
                case OAI_PMH, OAI_CHANGES ->
                    Kind.oai(
                        Kind.oaiRecord("bo-1")
                            + Kind.oaiRecord("bo-2")
                            + "<resumptionToken>t%d</resumptionToken>".formatted(visit.number()));
                default -> Kind.dcat(Kind.FOUR.subList(0, 2), 1);
              })),
  LEADS_ROUND_IN_A_CIRCLE(
      "loop|leads back",
      EnumSet.of(OAI_PMH, OAI_CHANGES, DCAT),
      visit ->
          visit.page(
              "",
              visit.kind() == DCAT
                  ? Kind.dcat(List.of("bo-" + visit.number()), visit.number() % 3 + 1)
                  : Kind.oai(
                      // One of its four, though the first visit asks who it is.
                      Kind.oaiRecord("bo-" + (visit.number() % 4 + 1))
                          + "<resumptionToken>t%d</resumptionToken>"
                              .formatted(visit.number() % 3)))),
  LEADS_TO_A_PLACE_ON_A_PAGE(
      "",
      EnumSet.of(DCAT),
      visit -> visit.page("", visit.page().replace("page=2>", "page=2&token=mat-khau#muc-3>"))),
  LEADS_TO_A_FILE_OF_OURS(
      "no http or https address",
      EnumSet.of(DCAT),
      visit -> visit.page("", visit.page().replace("</catalog?page=2>", "<file:///etc/passwd>"))),
  LEADS_HOME(
      "not public",
      EnumSet.of(DCAT),
      visit ->
          visit.page(
              "",
              visit
                  .page()
                  .replace(
                      "</catalog?page=2>", "<http://127.0.0.1:%d/x>".formatted(visit.canary())))),
  LEADS_HOME_BY_A_HEADER(
      "not public",
      EnumSet.of(DCAT),
      visit ->
          visit.page(
              "Link: <http://127.0.0.1:%d/x>; rel=\"next\"\r\n".formatted(visit.canary()),
              Kind.dcat(Kind.FOUR.subList(0, 2), 0))),
  PROMISES_A_THOUSAND(
      "An empty page after|announces 1000|different ones|page without",
      EnumSet.of(CKAN, CSW, OAI_PMH, OAI_CHANGES),
      visit ->
          visit.page(
              "",
              visit
                  .page()
                  .replace("\"count\":4", "\"count\":1000")
                  .replace("Matched=\"4\"", "Matched=\"1000\"")
                  .replace("completeListSize='4'", "completeListSize='1000'"))),
  SHRINKS_WHILE_IT_IS_READ(
      "shrank from 4 to 3",
      EnumSet.of(CKAN, CSW),
      visit ->
          visit.page(
              "",
              visit
                  .page()
                  .replace("\"count\":4", "\"count\":3")
                  .replace("Matched=\"4\"", "Matched=\"3\""))) {
    @Override
    public boolean concerns(Visit visit) {
      return visit.kind().isSecond(visit.target());
    }
  },
  SAYS_THE_SAME_NAMES_ON_EVERY_PAGE(
      "different ones|repeats|only repeats|form a loop",
      EnumSet.of(CKAN, CSW, OAI_PMH, OAI_CHANGES),
      visit -> visit.page("", visit.page(List.of("bo-1", "bo-2", "bo-2", "bo-1")))),
  NEVER_COMES_TO_AN_END(
      "ran for more than|than is credible",
      EnumSet.of(CKAN, CSW, OAI_PMH, OAI_CHANGES, DCAT),
      visit -> {
        List<String> two =
            List.of("moi-%d-a".formatted(visit.number()), "moi-%d-b".formatted(visit.number()));
        visit.page(
            "",
            switch (visit.kind()) {
              case CKAN ->
                  Kind.ckan(
                      new java.util.AbstractList<>() {
                        @Override
                        public String get(int index) {
                          return "";
                        }

                        @Override
                        public int size() {
                          return 4_000_000;
                        }
                      },
                      two);
              case CSW -> Kind.csw(4_000_000, visit.number() * 2 + 1, two);
              case OAI_PMH, OAI_CHANGES ->
                  Kind.oai(
                      Kind.oaiRecord(two.get(0))
                          + Kind.oaiRecord(two.get(1))
                          + "<resumptionToken>t%d</resumptionToken>".formatted(visit.number()));
              default -> Kind.dcat(two, visit.number() + 1);
            });
      }),
  HAS_A_NAME_OF_A_MEGABYTE(
      "characters long",
      EnumSet.of(CKAN, DCAT, DCAT_US, FILES, OAI_PMH, OAI_CHANGES, CSW, SDMX),
      visit -> visit.page("", visit.page(with("x".repeat(1 << 20))))) {
    @Override
    public boolean loses() {
      return true;
    }
  },
  HAS_A_NAME_THAT_RINGS(
      "control character",
      EnumSet.of(CKAN, DCAT, DCAT_US, FILES),
      visit -> visit.page("", visit.page(with("bo\u0007\u001b[2J")))) {
    @Override
    public boolean loses() {
      return true;
    }
  },
  HAS_A_NAME_THAT_TURNS_ROUND(
      "control character",
      EnumSet.of(CKAN, DCAT, DCAT_US, FILES, OAI_PMH, OAI_CHANGES, CSW, SDMX),
      visit -> visit.page("", visit.page(with("bo\u202egpj.exe")))) {
    @Override
    public boolean loses() {
      return true;
    }
  },
  HAS_A_TITLE_OF_TEN_MEGABYTES(
      "characters long",
      EnumSet.of(CKAN, DCAT, DCAT_US, OAI_PMH, OAI_CHANGES, CSW, WAF, PXWEB),
      visit ->
          visit.page(
              "", visit.page().replaceFirst("(?<=[\">])Bảng", "Bảng" + "x".repeat(10 << 20)))) {
    @Override
    public boolean loses() {
      return true;
    }
  };

  private final String says;
  private final Set<Kind> kinds;
  private final Act act;

  ListBehaviour(String says, Set<Kind> kinds, Act act) {
    this.says = says;
    this.kinds = kinds;
    this.act = act;
  }

  /** Whether a record is rejected and the others are taken in, to the end of the list. */
  public boolean loses() {
    return false;
  }

  @Override
  public boolean fits(Kind kind) {
    return kinds.contains(kind);
  }

  @Override
  public void act(Visit visit) throws IOException, InterruptedException {
    act.play(visit);
  }

  @Override
  public Optional<String> says(Kind kind) {
    return says.isEmpty() ? Optional.empty() : Optional.of(says);
  }

  private static Set<Kind> paged() {
    Set<Kind> paged = EnumSet.noneOf(Kind.class);
    for (Kind kind : Kind.values()) {
      if (kind.isPaged()) {
        paged.add(kind);
      }
    }
    return paged;
  }

  private static List<String> with(String name) {
    List<String> five = new ArrayList<>(Kind.FOUR);
    five.add(name);
    return five;
  }
}
