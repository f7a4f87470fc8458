package vn.sen.catalog.search;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.icu.ICUNormalizer2Filter;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.miscellaneous.LengthFilter;
import org.apache.lucene.analysis.miscellaneous.TruncateTokenFilter;
import org.apache.lucene.analysis.pattern.PatternReplaceCharFilter;
import org.apache.lucene.analysis.shingle.ShingleFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * Cuts text into syllables, in one of two spellings. Where asked for, pairs of neighbours follow as
 * terms of their own ({@code bán hàng}): they stand in for words, since most Vietnamese words have
 * two syllables. No language's stemmer.
 */
final class Vietnamese extends Analyzer {
  /** Between the two syllables of a pair. */
  static final String PAIR = ShingleFilter.DEFAULT_TOKEN_SEPARATOR;

  private static final int LONGEST_TERM = 100;
  private static final Pattern DISTRICT =
      Pattern.compile("(?<![\\p{L}\\p{M}\\p{N}.])[Qq]\\.(?!\\p{L}\\.)");
  private static final Pattern WARD =
      Pattern.compile("(?<![\\p{L}\\p{M}\\p{N}.])[Pp]\\.(?!\\p{L}\\.)");
  private static final NormalizeCharMap MARKS = marks();

  private final Spelling spelling;
  private final int longestShingle;

  private Vietnamese(Spelling spelling, int longestShingle) {
    this.spelling = spelling;
    this.longestShingle = longestShingle;
  }

  static Vietnamese syllables(Spelling spelling) {
    return new Vietnamese(spelling, 1);
  }

  static Vietnamese syllablesAndPairs(Spelling spelling) {
    return new Vietnamese(spelling, 2);
  }

  /** A syllable and where it stands in the text. */
  record Syllable(String term, int start, int end) {}

  /** The terms of a text, in order. */
  List<Syllable> read(String text) {
    var found = new ArrayList<Syllable>();
    try (TokenStream stream = tokenStream("", new StringReader(text))) {
      CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);
      OffsetAttribute offset = stream.getAttribute(OffsetAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        found.add(new Syllable(term.toString(), offset.startOffset(), offset.endOffset()));
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a string reader has none
    }
    return found;
  }

  @Override
  protected Reader initReader(String fieldName, Reader reader) {
    String text = text(reader);
    Reader written = new StringReader(text);
    if (mayShorten(text)) {
      written =
          new PatternReplaceCharFilter(
              WARD, "phường ", new PatternReplaceCharFilter(DISTRICT, "quận ", written));
    }
    return new MappingCharFilter(MARKS, written);
  }

  private static String text(Reader reader) {
    try {
      return reader.readAllAsString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it holds {@code q.} or {@code p.}: few texts do, and looking closely takes long. */
  private static boolean mayShorten(String text) {
    for (int dot = text.indexOf('.', 1); dot > 0; dot = text.indexOf('.', dot + 1)) {
      if ("qQpP".indexOf(text.charAt(dot - 1)) >= 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  protected TokenStreamComponents createComponents(String fieldName) {
    Tokenizer source = new ICUTokenizer();
    TokenStream stream = new ICUNormalizer2Filter(source, spelling.normalizer);
    stream = new SpellingFilter(stream, spelling);
    stream = new TruncateTokenFilter(stream, LONGEST_TERM);
    stream = new LengthFilter(stream, 1, LONGEST_TERM);
    if (longestShingle > 1) {
      stream = new ShingleFilter(stream, 2, longestShingle);
    }
    return new TokenStreamComponents(source, stream);
  }

  @Override
  public int getPositionIncrementGap(String fieldName) {
    return 100; // no phrase reaches from one text into the next
  }

  /** Full stops and low lines part words here; apostrophes, of any shape, don't. */
  private static NormalizeCharMap marks() {
    var map = new NormalizeCharMap.Builder();
    map.add(".", " ");
    map.add("_", " ");
    for (String apostrophe : new String[] {"'", "’", "‘", "ʼ", "`", "´"}) {
      map.add(apostrophe, "");
    }
    return map.build();
  }
}
