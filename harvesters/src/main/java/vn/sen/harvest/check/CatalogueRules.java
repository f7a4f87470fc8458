package vn.sen.harvest.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.Finding.Scope;
import vn.sen.vocab.Severity;

/** The rules on a dataset among others, and on what its title and description really say. */
public final class CatalogueRules {
  private static final String PLACEHOLDER = "COM-02";
  private static final String TWICE = "CLN-18";

  /** The rules that {@link #check} may give results of. */
  public static final Set<String> RULES = Set.of(PLACEHOLDER, TWICE);

  /** Descriptions shared by more datasets than this describe none of them. */
  private static final int MOST_SHARING = 20;

  private static final int NAMED = 3;

  /** In folded words. */
  private static final Set<String> PLACEHOLDERS =
      Set.of(
          "",
          "du lieu mo",
          "open data",
          "du lieu",
          "bo du lieu",
          "tap du lieu",
          "dataset",
          "data",
          "new dataset",
          "untitled",
          "untitled dataset",
          "no title",
          "khong co tieu de",
          "tieu de",
          "title",
          "ten",
          "ten bo du lieu",
          "mo ta",
          "mo ta bo du lieu",
          "noi dung",
          "description",
          "no description",
          "no description provided",
          "khong co mo ta",
          "chua co mo ta",
          "khong mo ta",
          "dang cap nhat",
          "cap nhat sau",
          "chua cap nhat",
          "se cap nhat",
          "khong",
          "khong co",
          "chua co",
          "n a",
          "na",
          "null",
          "none",
          "undefined",
          "string",
          "todo",
          "tbd",
          "tba",
          "test",
          "demo",
          "thu",
          "thu nghiem",
          "sample",
          "example",
          "vi du",
          "abc",
          "xyz",
          "xxx",
          "asdf",
          "lorem ipsum");

  private static final Pattern NUMBERED = Pattern.compile(" \\d{1,3}$");

  private static final Pattern LOREM = Pattern.compile("^lorem ipsum\\b.*");

  private static final Pattern FILE_NAME =
      Pattern.compile(
          "(?i).*\\.(csv|tsv|txt|xlsx?|ods|json|jsonl|geojson|xml|zip|rar|7z|pdf|docx?|shp|kml|parquet)");

  private CatalogueRules() {}

  /** Judges a dataset as described, among those it resembles. */
  public static List<CheckResult> check(Dataset dataset, Resemblance resemblance) {
    var results = new ArrayList<CheckResult>();
    results.add(words(dataset, resemblance));
    results.add(twice(resemblance));
    return results;
  }

  private static CheckResult words(Dataset dataset, Resemblance resemblance) {
    List<String> titles = texts(dataset.title().byLanguage().values().stream());
    List<String> descriptions = texts(dataset.description().byLanguage().values().stream());
    var vi = new ArrayList<String>();
    var en = new ArrayList<String>();
    Optional<String> emptyTitle = titles.stream().filter(CatalogueRules::saysNothing).findFirst();
    Optional<String> emptyDescription =
        descriptions.stream().filter(CatalogueRules::saysNothing).findFirst();
    emptyTitle.ifPresent(
        text -> {
          vi.add("tên \"%s\" chỉ là chữ giữ chỗ".formatted(text));
          en.add("the title \"%s\" is nothing but a placeholder".formatted(text));
        });
    emptyDescription.ifPresent(
        text -> {
          vi.add("mô tả \"%s\" chỉ là chữ giữ chỗ".formatted(text));
          en.add("the description \"%s\" is nothing but a placeholder".formatted(text));
        });
    titles.stream()
        .filter(title -> FILE_NAME.matcher(title).matches())
        .findFirst()
        .ifPresent(
            title -> {
              vi.add("tên \"%s\" là tên tệp".formatted(title));
              en.add("the title \"%s\" is the name of a file".formatted(title));
            });
    boolean repeats =
        descriptions.stream()
            .anyMatch(
                text -> titles.stream().anyMatch(title -> folded(title).equals(folded(text))));
    if (repeats && emptyTitle.isEmpty()) {
      vi.add("mô tả chỉ lặp lại tên");
      en.add("the description only repeats the title");
    }
    if (resemblance.sharingDescription() > MOST_SHARING) {
      vi.add("%d bộ dữ liệu có chung mô tả này".formatted(resemblance.sharingDescription()));
      en.add("%d datasets share this description".formatted(resemblance.sharingDescription()));
    }
    int asked = Math.max(1, titles.size() + descriptions.size());
    Verdict verdict =
        Verdict.count(PLACEHOLDER, asked, Math.min(asked, vi.size())).about(Scope.DATASET);
    if (vi.isEmpty()) {
      return verdict.result();
    }
    boolean nothing = emptyTitle.isPresent() || emptyDescription.isPresent();
    return verdict
        .reaching(nothing ? Severity.ERROR : Severity.WARNING)
        .saying(
            "Siêu dữ liệu không nói gì về dữ liệu: %s. Viết tên nói rõ dữ liệu gì, ở đâu, khi nào; mô tả cho biết mỗi dòng là gì và lấy từ đâu."
                .formatted(String.join("; ", vi)),
            "The metadata say nothing of the data: %s. Write a title that says what, where and when, and a description that says what a row is and where it comes from."
                .formatted(String.join("; ", en)))
        .result();
  }

  private static List<String> texts(Stream<String> all) {
    return all.map(String::strip).filter(text -> !text.isEmpty()).distinct().toList();
  }

  private static boolean saysNothing(String text) {
    String words = folded(text);
    return PLACEHOLDERS.contains(words)
        || PLACEHOLDERS.contains(NUMBERED.matcher(words).replaceFirst(""))
        || LOREM.matcher(words).matches();
  }

  /** The words of a text, in small letters without accents and signs. */
  public static String folded(String text) {
    return HeaderWords.fold(text).strip().toLowerCase(Locale.ROOT);
  }

  private static CheckResult twice(Resemblance resemblance) {
    List<String> here =
        Stream.concat(resemblance.sameContentHere().stream(), resemblance.sameTitle().stream())
            .distinct()
            .toList();
    List<String> elsewhere = resemblance.sameContentElsewhere();
    Verdict verdict =
        Verdict.count(TWICE, 1, here.isEmpty() && elsewhere.isEmpty() ? 0 : 1).about(Scope.DATASET);
    if (here.isEmpty() && elsewhere.isEmpty()) {
      return verdict.result();
    }
    String others = named(here.isEmpty() ? elsewhere : here);
    return verdict
        .reaching(here.isEmpty() ? Severity.WARNING : Severity.ERROR)
        .saying(
            "Bộ dữ liệu này đã có trong danh mục, %s: %s. Giữ một bản và gỡ bản kia; nếu là hai kỳ hoặc hai nơi khác nhau, ghi rõ trong tên, dct:temporal và dct:spatial."
                .formatted(
                    here.isEmpty() ? "của cơ quan khác, cùng tệp" : "của cùng cơ quan", others),
            "This dataset is in the catalogue already, %s: %s. Keep one and withdraw the other; if they are of two periods or places, say so in the title, dct:temporal and dct:spatial."
                .formatted(
                    here.isEmpty()
                        ? "from another agency, with the same file"
                        : "from the same agency",
                    others))
        .result();
  }

  private static String named(List<String> titles) {
    return String.join(", ", titles.stream().limit(NAMED).map(title -> '"' + title + '"').toList())
        + (titles.size() > NAMED ? " …" : "");
  }
}
