package vn.sen.catalog.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BlendedTermQuery;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import vn.sen.catalog.search.UserQuery.Kind;
import vn.sen.catalog.search.UserQuery.Part;
import vn.sen.catalog.search.Vietnamese.Syllable;

/**
 * What a visitor typed, as queries. Words match without accents; the accents typed, whole words and
 * the weight of the field they stand in decide the order.
 */
final class Ranking {
  /** Each syllable takes about 25 clauses of the 1,024 that Lucene allows. */
  private static final int MOST_SYLLABLES = 32;

  private static final float CODE_SCORE = 50f;
  private static final float TIE_BREAKER = 0.1f;
  private static final Vietnamese FOLD = Vietnamese.syllables(Spelling.FOLD);
  private static final Vietnamese EXACT = Vietnamese.syllables(Spelling.EXACT);

  private final List<Wanted> wanted = new ArrayList<>();
  private final List<Query> unwanted = new ArrayList<>();
  private final List<String> exact = new ArrayList<>();
  private final boolean blank;

  /** A part of the query that must match. */
  private record Wanted(List<String> fold, List<String> codes) {
    Query query() {
      Query words = phrase(Documents.ALL, fold);
      if (codes.isEmpty()) {
        return words;
      }
      var either = new BooleanQuery.Builder().add(words, Occur.SHOULD);
      codes.forEach(
          code -> either.add(new TermQuery(new Term(Documents.CODE, code)), Occur.SHOULD));
      return either.build();
    }
  }

  Ranking(String typed) {
    blank = typed.isBlank();
    UserQuery query = UserQuery.parse(typed);
    int room = MOST_SYLLABLES;
    for (Part part : query.wanted()) {
      List<String> fold = terms(FOLD, part.text(), room);
      if (!fold.isEmpty()) {
        room -= fold.size();
        exact.addAll(terms(EXACT, part.text(), fold.size()));
        wanted.add(new Wanted(fold, codes(part, fold)));
      }
    }
    for (Part part : query.unwanted()) {
      List<String> fold = terms(FOLD, part.text(), room);
      if (!fold.isEmpty()) {
        room -= fold.size();
        unwanted.add(exclusion(fold, terms(EXACT, part.text(), fold.size())));
      }
    }
  }

  /** Whether there is no order by relevance, since nothing is looked for. */
  boolean isBrowsing() {
    return wanted.isEmpty();
  }

  /** The terms that were looked for, without accents. */
  Set<String> terms() {
    var terms = new LinkedHashSet<String>();
    wanted.forEach(part -> terms.addAll(part.fold()));
    return terms;
  }

  /** Everything that has all that is wanted. */
  Query all(IndexSearcher searcher) throws IOException {
    var must = new BooleanQuery.Builder();
    wanted.forEach(part -> must.add(part.query(), Occur.FILTER));
    return ranked(must, fields(searcher));
  }

  /**
   * Everything that has most of what is wanted, for when nothing has all of it; absent when there
   * is too little to do without any.
   */
  Optional<Query> most(IndexSearcher searcher) throws IOException {
    if (wanted.size() < 3) {
      return Optional.empty();
    }
    var some = new BooleanQuery.Builder();
    wanted.forEach(part -> some.add(part.query(), Occur.SHOULD));
    some.setMinimumNumberShouldMatch((wanted.size() * 2 + 2) / 3);
    return Optional.of(
        ranked(new BooleanQuery.Builder().add(some.build(), Occur.FILTER), fields(searcher)));
  }

  /** The fields that some dataset has: Lucene cannot blend any other. */
  private static List<TextField> fields(IndexSearcher searcher) throws IOException {
    var fields = new ArrayList<TextField>();
    for (TextField field : TextField.values()) {
      if (searcher.collectionStatistics(field.fold) != null
          && searcher.collectionStatistics(field.exact) != null) {
        fields.add(field);
      }
    }
    return fields;
  }

  private Query ranked(BooleanQuery.Builder query, List<TextField> fields) {
    unwanted.forEach(part -> query.add(part, Occur.MUST_NOT));
    if (wanted.isEmpty()) {
      boolean nothingReadable = !blank && unwanted.isEmpty();
      return nothingReadable
          ? new MatchNoDocsQuery("no letter or digit was typed")
          : query.add(new MatchAllDocsQuery(), Occur.FILTER).build();
    }
    List<String> fold = wanted.stream().flatMap(part -> part.fold().stream()).toList();
    // Who types accents means them; who types none may mean any.
    boolean accented = !fold.equals(exact);
    addScores(query, fields, Spelling.FOLD, fold, accented ? 0.2f : 1f);
    addScores(query, fields, Spelling.EXACT, exact, accented ? 1f : 0.2f);
    wanted.stream()
        .flatMap(part -> part.codes().stream())
        .forEach(
            code ->
                query.add(
                    new BoostQuery(
                        new ConstantScoreQuery(new TermQuery(new Term(Documents.CODE, code))),
                        CODE_SCORE),
                    Occur.SHOULD));
    return query.build();
  }

  private static void addScores(
      BooleanQuery.Builder query,
      List<TextField> fields,
      Spelling spelling,
      List<String> terms,
      float factor) {
    for (int i = 0; i < terms.size(); i++) {
      query.add(best(fields, spelling, terms.get(i), factor), Occur.SHOULD);
      if (i > 0) {
        String pair = terms.get(i - 1) + Vietnamese.PAIR + terms.get(i);
        query.add(best(fields, spelling, pair, factor), Occur.SHOULD);
      }
    }
    if (terms.size() > 2) {
      Query whole = phrase(TextField.TITLE.in(spelling), terms);
      query.add(new BoostQuery(whole, factor * TextField.TITLE.weight), Occur.SHOULD);
    }
  }

  /** The score of a term in the field where it counts most, as rare as it is in all of them. */
  private static Query best(List<TextField> fields, Spelling spelling, String term, float factor) {
    var blended = new BlendedTermQuery.Builder();
    for (TextField field : fields) {
      blended.add(new Term(field.in(spelling), term), factor * field.weight);
    }
    return blended
        .setRewriteMethod(new BlendedTermQuery.DisjunctionMaxRewrite(TIE_BREAKER))
        .build();
  }

  /** Without accents leaves out every spelling, with accents only that one. */
  private static Query exclusion(List<String> fold, List<String> exact) {
    if (fold.equals(exact)) {
      return phrase(Documents.ALL, fold);
    }
    var anywhere = new BooleanQuery.Builder();
    for (TextField field : TextField.values()) {
      anywhere.add(phrase(field.exact, exact), Occur.SHOULD);
    }
    return anywhere.build();
  }

  private static List<String> codes(Part part, List<String> fold) {
    var codes = new LinkedHashSet<String>(Codes.in(part.text()));
    if (part.kind() == Kind.WORD
        && (fold.size() > 1 || part.text().chars().anyMatch(Character::isDigit))) {
      codes.add(Codes.of(part.text()));
    }
    return codes.stream().limit(4).toList();
  }

  private static Query phrase(String field, List<String> terms) {
    return terms.size() == 1
        ? new TermQuery(new Term(field, terms.getFirst()))
        : new PhraseQuery(field, terms.toArray(String[]::new));
  }

  private static List<String> terms(Vietnamese analyzer, String text, int most) {
    return analyzer.read(text).stream().map(Syllable::term).limit(most).toList();
  }
}
