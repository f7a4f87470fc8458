package vn.sen.catalog.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.sen.catalog.SearchPage.Run;
import vn.sen.catalog.search.Vietnamese.Syllable;

/** A text with the syllables in it that were looked for, accents left aside. */
final class Passage {
  private static final int LONGEST_TITLE = 1_000;
  private static final int LONGEST_TEXT = 20_000;
  private static final int LENGTH = 240;
  private static final int LEAD = 60;
  private static final String CUT = "…";
  private static final Vietnamese SYLLABLES = Vietnamese.syllables(Spelling.FOLD);

  private Passage() {}

  /** A whole title, its matches marked; nothing for an empty one. */
  static List<Run> title(String title, Set<String> terms) {
    String text = title.length() > LONGEST_TITLE ? title.substring(0, LONGEST_TITLE) : title;
    return runs(text, SYLLABLES.read(text), terms, 0, text.length());
  }

  /**
   * Of some texts the best passage of about 240 characters: where most of the terms stand close
   * together, else the beginning of the first text. Nothing when there is no text.
   */
  static List<Run> snippet(Collection<String> texts, Set<String> terms) {
    List<Run> best = List.of();
    int most = -1;
    for (String whole : texts) {
      String text = whole.length() > LONGEST_TEXT ? whole.substring(0, LONGEST_TEXT) : whole;
      text = text.replaceAll("\\s+", " ").strip();
      List<Syllable> syllables = SYLLABLES.read(text);
      Window window = window(syllables, terms);
      if (!text.isEmpty() && window.terms() > most) {
        most = window.terms();
        best = passage(text, syllables, terms, window);
      }
    }
    return best;
  }

  /** Where a passage should begin, and how many different terms it then has. */
  private record Window(int start, int terms) {}

  private static Window window(List<Syllable> syllables, Set<String> terms) {
    var best = new Window(0, 0);
    for (int i = 0; i < syllables.size() && best.terms() < terms.size(); i++) {
      Syllable first = syllables.get(i);
      if (!terms.contains(first.term())) {
        continue;
      }
      var found = new HashSet<String>();
      for (int k = i;
          k < syllables.size() && syllables.get(k).end() <= first.start() + LENGTH - LEAD;
          k++) {
        if (terms.contains(syllables.get(k).term())) {
          found.add(syllables.get(k).term());
        }
      }
      if (found.size() > best.terms()) {
        best = new Window(first.start(), found.size());
      }
    }
    return best;
  }

  private static List<Run> passage(
      String text, List<Syllable> syllables, Set<String> terms, Window window) {
    int start = window.start() <= LEAD ? 0 : wordStart(text, window.start() - LEAD);
    int end = text.length() - start <= LENGTH ? text.length() : wordEnd(text, start + LENGTH);
    var runs = new ArrayList<Run>();
    if (start > 0) {
      runs.add(new Run(CUT, false));
    }
    runs.addAll(runs(text, syllables, terms, start, end));
    if (end < text.length()) {
      runs.add(new Run(CUT, false));
    }
    return runs;
  }

  private static int wordStart(String text, int from) {
    int space = text.indexOf(' ', from);
    return space < 0 || space > from + LEAD / 2 ? from : space + 1;
  }

  private static int wordEnd(String text, int until) {
    int space = text.lastIndexOf(' ', until);
    return space < until - LEAD / 2 ? until : space;
  }

  private static List<Run> runs(
      String text, List<Syllable> syllables, Set<String> terms, int start, int end) {
    var runs = new ArrayList<Run>();
    int done = start;
    int matchStart = -1;
    int matchEnd = -1;
    for (Syllable syllable : syllables) {
      if (syllable.start() < Math.max(start, matchEnd)
          || syllable.end() > end
          || !terms.contains(syllable.term())) {
        continue;
      }
      boolean goesOn = matchEnd >= 0 && text.substring(matchEnd, syllable.start()).isBlank();
      if (!goesOn) {
        done = flush(runs, text, done, matchStart, matchEnd);
        matchStart = syllable.start();
      }
      matchEnd = syllable.end();
    }
    done = flush(runs, text, done, matchStart, matchEnd);
    if (done < end) {
      runs.add(new Run(text.substring(done, end), false));
    }
    return runs;
  }

  private static int flush(List<Run> runs, String text, int done, int start, int end) {
    if (end < 0) {
      return done;
    }
    if (start > done) {
      runs.add(new Run(text.substring(done, start), false));
    }
    runs.add(new Run(text.substring(start, end), true));
    return end;
  }
}
