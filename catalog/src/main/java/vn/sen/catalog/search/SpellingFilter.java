package vn.sen.catalog.search;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.util.AttributeSource.State;

/**
 * Evens out spelling, and writes out abbreviations: {@code ubnd} becomes four syllables, so that
 * both forms find each other and phrases hold.
 */
final class SpellingFilter extends TokenFilter {
  private final Spelling spelling;
  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final PositionIncrementAttribute position =
      addAttribute(PositionIncrementAttribute.class);
  private final Deque<String> pending = new ArrayDeque<>();
  private State abbreviated = captureState();

  SpellingFilter(TokenStream input, Spelling spelling) {
    super(input);
    this.spelling = spelling;
  }

  @Override
  public boolean incrementToken() throws IOException {
    String next = pending.poll();
    if (next != null) {
      restoreState(abbreviated);
      term.setEmpty().append(next);
      position.setPositionIncrement(1);
      return true;
    }
    if (!input.incrementToken()) {
      return false;
    }
    String syllable = term.toString();
    List<String> written = Abbreviations.writtenOut(syllable, spelling);
    if (written.isEmpty()) {
      term.setEmpty().append(spelling.respell(syllable));
      return true;
    }
    abbreviated = captureState();
    term.setEmpty().append(written.getFirst());
    pending.addAll(written.subList(1, written.size()));
    return true;
  }

  @Override
  public void reset() throws IOException {
    super.reset();
    pending.clear();
  }
}
