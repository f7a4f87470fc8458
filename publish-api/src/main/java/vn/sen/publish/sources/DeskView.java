package vn.sen.publish.sources;

import java.util.List;
import java.util.Optional;
import vn.sen.harvest.run.SourceDesk.Ongoing;
import vn.sen.harvest.run.SourceDesk.Preview;

/**
 * What a steward does with sources.
 *
 * @param isSignedIn whether the reader entered the token; nothing can be done before
 * @param isWrong whether what was entered is not the token
 * @param form what was asked for
 * @param preview of it; absent before it was asked for, or when it went wrong
 * @param fault why there is no preview; empty when nothing went wrong
 * @param ongoing harvests that go on
 */
public record DeskView(
    boolean isSignedIn,
    boolean isWrong,
    Form form,
    Optional<Preview> preview,
    String fault,
    List<Ongoing> ongoing) {

  /** A source as somebody writes it down. */
  public record Form(String url, String kind, String agency, String schedule) {
    public static final Form EMPTY = new Form("", "", "", "");
  }
}
