package vn.sen.catalog.search;

import com.ibm.icu.text.Collator;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import vn.sen.catalog.SearchDocument;
import vn.sen.catalog.SearchQuery.Facet;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Json;
import vn.sen.vocab.LangText;
import vn.sen.vocab.TableState;

/** How a {@link SearchDocument} lies in the index. A change here raises {@link #LAYOUT}. */
final class Documents {
  /** An index of another layout is built anew. */
  static final String LAYOUT = "1";

  static final String ID = "id";

  /** All words, without accents: what must match. */
  static final String ALL = "all";

  /** Document numbers, codes and identifiers, whole. */
  static final String CODE = "code";

  static final String MODIFIED = "modified";
  static final String PERIOD_START = "periodStart";
  static final String PERIOD_END = "periodEnd";
  static final String TITLE_KEY = "titleKey";
  static final String GRADE_KEY = "gradeKey";

  /** The value of {@link Facet#GRADE} of a dataset without a grade. */
  static final String UNRATED = "unrated";

  private static final String JSON = "json";
  private static final int LONGEST_TEXT = 100_000;
  private static final int LONGEST_LABEL = 1_000;
  private static final int SORTED_TITLE = 300;
  private static final Collator COLLATOR =
      Collator.getInstance(new ULocale("vi")).freeze(); // frozen: safe for many threads
  private static final FieldType TEXT = text(false);
  private static final FieldType TEXT_UNSCORED = text(true);

  static final FacetsConfig FACETS = facets();

  private Documents() {}

  static Term key(DatasetId id) {
    return new Term(ID, id.value());
  }

  static Document write(SearchDocument of) throws IOException {
    var document = new Document();
    document.add(new StringField(ID, of.id().value(), Field.Store.NO));
    document.add(new SortedDocValuesField(ID, new BytesRef(of.id().value())));
    document.add(new StoredField(JSON, Json.write(of).getBytes(StandardCharsets.UTF_8)));
    addTexts(document, of);
    addCodes(document, of);
    addDates(document, of);
    addSortKeys(document, of);
    addFacets(document, of);
    return FACETS.build(document);
  }

  static SearchDocument read(Document document) {
    BytesRef json = document.getBinaryValue(JSON);
    return Json.read(json.utf8ToString(), SearchDocument.class);
  }

  /** A facet's value in the form in which it is counted and filtered by. */
  static String label(Facet facet, String value) {
    String label = value.strip();
    label = label.length() > LONGEST_LABEL ? label.substring(0, LONGEST_LABEL) : label;
    return switch (facet) {
      case PUBLISHER, FORMAT -> label.toUpperCase(Locale.ROOT);
      case GRADE -> label.equalsIgnoreCase(UNRATED) ? UNRATED : label.toUpperCase(Locale.ROOT);
      case STATE -> state(label);
      case THEME, LICENCE, PLACE -> label;
    };
  }

  private static String state(String label) {
    return Stream.of(TableState.values())
        .map(TableState::key)
        .filter(label::equalsIgnoreCase)
        .findFirst()
        .orElseGet(() -> label.toLowerCase(Locale.ROOT));
  }

  private static void addTexts(Document document, SearchDocument of) {
    addText(document, TextField.TITLE, of.title().byLanguage().values());
    addText(document, TextField.KEYWORDS, of.keywords());
    addText(document, TextField.AGENCY, of.agencyName().byLanguage().values());
    addText(document, TextField.COLUMNS, of.columns());
    addText(document, TextField.DESCRIPTION, of.description().byLanguage().values());
    Stream.of(of.identifiers(), of.formats(), of.places(), List.of(of.agency().value()))
        .flatMap(List::stream)
        .forEach(text -> document.add(new Field(ALL, cut(text), TEXT_UNSCORED)));
  }

  private static void addText(Document document, TextField field, Collection<String> texts) {
    for (String whole : texts) {
      String text = cut(whole);
      document.add(new Field(ALL, text, TEXT_UNSCORED));
      document.add(new Field(field.fold, text, TEXT));
      document.add(new Field(field.exact, text, TEXT));
    }
  }

  private static void addCodes(Document document, SearchDocument of) {
    Stream<String> whole =
        Stream.concat(of.identifiers().stream(), Stream.of(of.id().value(), of.agency().value()))
            .map(Codes::of);
    Stream<String> within =
        Stream.of(
                of.title().byLanguage().values(),
                of.description().byLanguage().values(),
                of.keywords(),
                of.identifiers())
            .flatMap(Collection::stream)
            .flatMap(text -> Codes.in(cut(text)).stream());
    Stream.concat(whole, within)
        .distinct()
        .forEach(code -> document.add(new StringField(CODE, code, Field.Store.NO)));
  }

  private static void addDates(Document document, SearchDocument of) {
    document.add(new LongPoint(MODIFIED, of.modified().toEpochMilli()));
    document.add(new NumericDocValuesField(MODIFIED, of.modified().toEpochMilli()));
    Optional<Days> start = of.periodStart().flatMap(Days::parse);
    Optional<Days> end = of.periodEnd().flatMap(Days::parse);
    if (start.isPresent() || end.isPresent()) {
      document.add(
          new IntPoint(
              PERIOD_START,
              start.map(days -> (int) days.first().toEpochDay()).orElse(Integer.MIN_VALUE)));
      document.add(
          new IntPoint(
              PERIOD_END,
              end.map(days -> (int) days.last().toEpochDay()).orElse(Integer.MAX_VALUE)));
    }
  }

  private static void addSortKeys(Document document, SearchDocument of) {
    String title = shown(of.title());
    byte[] key =
        COLLATOR
            .getCollationKey(
                title.length() > SORTED_TITLE ? title.substring(0, SORTED_TITLE) : title)
            .toByteArray();
    document.add(new SortedDocValuesField(TITLE_KEY, new BytesRef(key)));
    long grade = of.scores().grade().map(Enum::ordinal).orElse(9);
    long lost = Math.round((1 - of.scores().overall().orElse(0.0)) * 1_000_000);
    document.add(new NumericDocValuesField(GRADE_KEY, grade * 10_000_000 + lost));
  }

  private static void addFacets(Document document, SearchDocument of) {
    addFacet(document, Facet.PUBLISHER, List.of(of.agency().value()));
    addFacet(document, Facet.THEME, of.themes());
    addFacet(document, Facet.FORMAT, of.formats());
    addFacet(document, Facet.LICENCE, of.licence().stream().toList());
    addFacet(document, Facet.GRADE, List.of(of.scores().grade().map(Enum::name).orElse(UNRATED)));
    addFacet(document, Facet.PLACE, of.places());
    addFacet(document, Facet.STATE, of.states());
  }

  private static void addFacet(Document document, Facet facet, List<String> values) {
    values.stream()
        .map(value -> label(facet, value))
        .filter(label -> !label.isEmpty())
        .distinct()
        .forEach(label -> document.add(new SortedSetDocValuesFacetField(facet.key(), label)));
  }

  /** A text as a Vietnamese reader sees it; empty when there is none. */
  static String shown(LangText text) {
    return text.in("vi").orElse("");
  }

  private static String cut(String text) {
    return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
  }

  private static FieldType text(boolean omitNorms) {
    var type = new FieldType();
    type.setTokenized(true);
    type.setOmitNorms(omitNorms);
    type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    type.freeze();
    return type;
  }

  private static FacetsConfig facets() {
    var config = new FacetsConfig();
    for (Facet facet : Facet.values()) {
      config.setMultiValued(facet.key(), true);
    }
    return config;
  }
}
