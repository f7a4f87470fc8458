package vn.sen.harvest.check;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Decides which kind of personal data a column holds, if any, by its header and its values. */
final class PersonalDetector {
  /** Without a header that says so, this share of the rows must have the structure. */
  private static final double BY_SHARE = 0.8;

  /** With one, content is enough when this share looks like it. */
  private static final double BY_HEADER = 0.3;

  private static final int FEWEST = 3;
  private static final int MANY = 20;

  private static final List<String> OFFICE_CONTACT =
      List.of(
          "duong day nong",
          "hotline",
          "tong dai",
          "fax",
          "co quan",
          "tru so",
          "van phong",
          "don vi",
          "cong ty",
          "doanh nghiep",
          "truong",
          "truc ban",
          "tiep dan",
          "co so",
          "office",
          "support");

  private static final List<String> TAX = List.of("ma so thue", "mst", "tax code", "tax id");

  private static final Pattern EMAIL =
      Pattern.compile("([\\p{L}\\p{N}._%+-]+)@((?:[\\p{L}\\p{N}-]+\\.)+[\\p{L}]{2,})");
  private static final Pattern PARTS = Pattern.compile("[;,/|\\n]+| - | và ");
  private static final Pattern ACCOUNT = Pattern.compile("\\d[\\d .-]{4,22}\\d");

  /** A citizen number among other words (RE2, and Java's); the number is its first group. */
  static final String WITHIN_TEXT = "(?:^|\\D)(0\\d{11})(?:\\D|$)";

  private static final Pattern CITIZEN_WITHIN_TEXT = Pattern.compile(WITHIN_TEXT);

  /** What says in a text that the number in it is a person's. */
  private static final Pattern SAYS_CITIZEN =
      Pattern.compile(
          "(?iu)\\b(cccd|cmnd|cmt|can cuoc|căn cước|chứng minh|định danh|citizen|identity)");

  private static final Pattern OLD_IDENTITY = Pattern.compile("\\d{9}|[A-Z]\\d{7,8}");

  /**
   * Office, sex and year in five digits and seven more, without leading zeros; and the old form.
   */
  private static final Pattern DRIVING_LICENCE = Pattern.compile("\\d{11,12}|[A-Z]{1,2}\\d{6}");

  /** Of social insurance; on cards of health insurance behind five or more that say for what. */
  private static final Pattern INSURANCE =
      Pattern.compile("\\d{10}|[A-Za-z]{2}\\d{13}|[A-Za-z]{2}\\d{3}[A-Za-z]?\\d{9,10}");

  /** A decimal fraction, such as a coordinate, whose digits together may look like a number. */
  private static final Pattern MEASURE = Pattern.compile("\\d+[.,]\\d{4,}");

  private static final Pattern DATE =
      Pattern.compile(
          "\\d{1,2}[-/. ]\\d{1,2}[-/. ](19|20)?\\d{2}|(19|20)\\d{2}[-/.]?\\d{2}[-/.]?\\d{2}(["
              + " T].*)?");
  private static final Set<String> FREE_MAIL =
      Set.of(
          "gmail.com",
          "yahoo.com",
          "yahoo.com.vn",
          "hotmail.com",
          "outlook.com",
          "icloud.com",
          "live.com",
          "ymail.com",
          "zoho.com",
          "proton.me",
          "protonmail.com");
  private static final Pattern OFFICE_MAIL =
      Pattern.compile(
          "(?i)(info|contact|lienhe|lien\\.he|vanthu|vt|hanhchinh|vanphong|support|hotro|admin|office|cskh|tuyensinh|sales?|kinhdoanh|ketoan|webmaster|bbt|toasoan|no-?reply|ubnd|so|phong|ban|cuc|chicuc|truong|congty|cty).*");

  private final Grain grain;

  PersonalDetector(Grain grain) {
    this.grain = grain;
  }

  /**
   * Personal data in a column.
   *
   * @param people distinct values of high confidence, in the values that were looked at
   * @param said whether the header says so
   */
  record Detection(PersonalKind kind, int people, boolean said) {}

  Optional<Detection> detect(ColumnProfile column) {
    if (column.values().isEmpty()) {
      return Optional.empty();
    }
    return citizenNumbers(column)
        .or(() -> named(column, PersonalKind.DRIVING_LICENCE, DRIVING_LICENCE))
        .or(() -> named(column, PersonalKind.INSURANCE_NUMBER, INSURANCE))
        .or(() -> taxCodes(column))
        .or(() -> cards(column))
        .or(() -> accounts(column))
        .or(() -> phones(column))
        .or(() -> emails(column))
        .or(() -> plates(column))
        .or(() -> birthDates(column))
        .or(() -> besideNames(column, PersonalKind.FAMILY))
        .or(() -> besideNames(column, PersonalKind.ONLINE_ACCOUNT))
        .or(() -> besideNames(column, PersonalKind.SENSITIVE));
  }

  /** Numbers that nothing but the header tells from others. */
  private static Optional<Detection> named(
      ColumnProfile column, PersonalKind kind, Pattern pattern) {
    Predicate<String> number = text -> pattern.matcher(compact(text)).matches();
    return kind.isSaidBy(column.header()) && column.share(number) >= BY_HEADER
        ? found(kind, column.distinct(number), true)
        : Optional.empty();
  }

  private Optional<Detection> citizenNumbers(ColumnProfile column) {
    boolean said = PersonalKind.CITIZEN_NUMBER.isSaidBy(column.header());
    Predicate<String> citizen = text -> isNumber(text) && birthYear(text).isPresent();
    if (said) {
      Predicate<String> identity =
          text ->
              citizen.test(text)
                  || holdsCitizen(text)
                  || OLD_IDENTITY.matcher(compact(text)).matches();
      return column.share(identity) >= BY_HEADER
          ? found(PersonalKind.CITIZEN_NUMBER, column.distinct(identity), true)
          : Optional.empty();
    }
    List<String> named =
        column.distinct(text -> holdsCitizen(text) && SAYS_CITIZEN.matcher(text).find());
    if (!named.isEmpty()) {
      return found(PersonalKind.CITIZEN_NUMBER, named, false);
    }
    List<String> passing = column.distinct(citizen);
    boolean persons =
        passing.size() >= FEWEST
            && column.share(citizen) >= BY_SHARE
            && isSpreadLikeBirths(passing)
            && column.share(text -> Identifiers.isEnterpriseTaxCode(Identifiers.digits(text)))
                < BY_SHARE
            && column.share(text -> isLocalMobile(text)) < BY_SHARE;
    return persons ? found(PersonalKind.CITIZEN_NUMBER, passing, false) : Optional.empty();
  }

  private static boolean holdsCitizen(String text) {
    return CITIZEN_WITHIN_TEXT
        .matcher(text)
        .results()
        .anyMatch(number -> Identifiers.isCitizenNumber(number.group(1)));
  }

  /**
   * Numbers that merely have the structure (counters, areas, cases) state few years of birth, or
   * only round ones.
   */
  private static boolean isSpreadLikeBirths(List<String> numbers) {
    var years = new HashSet<Integer>();
    var digits = new HashSet<Integer>();
    var tails = new HashSet<String>();
    int grown = 0;
    for (String number : numbers) {
      int year = birthYear(number).orElseThrow();
      years.add(year);
      digits.add(year % 10);
      String all = Identifiers.digits(number);
      tails.add(all.substring(all.length() - 6));
      grown += year >= 1920 && year <= 2025 ? 1 : 0;
    }
    int wanted = numbers.size() >= MANY ? 8 : Math.max(2, numbers.size() / 2);
    return years.size() >= wanted
        && digits.size() >= Math.min(5, wanted)
        && tails.size() >= Math.min(10, numbers.size() / 2)
        && grown >= 0.9 * numbers.size();
  }

  private static Optional<Integer> birthYear(String text) {
    if (MEASURE.matcher(text.strip()).matches()) {
      return Optional.empty();
    }
    return Identifiers.birthYear(Identifiers.digits(text));
  }

  /** Since July 2025 the tax code of a person is the citizen number. */
  private Optional<Detection> taxCodes(ColumnProfile column) {
    boolean ofPersons = PersonalKind.PERSONAL_TAX_CODE.isSaidBy(column.header());
    Predicate<String> citizen =
        text -> isNumber(text) && Identifiers.isCitizenNumber(Identifiers.digits(text));
    if (ofPersons) {
      Predicate<String> code =
          text ->
              citizen.test(text)
                  || (isNumber(text) && Identifiers.isEnterpriseTaxCode(Identifiers.digits(text)));
      return column.share(code) >= BY_HEADER
          ? found(PersonalKind.PERSONAL_TAX_CODE, column.distinct(code), true)
          : Optional.empty();
    }
    if (!column.header().say(TAX)) {
      return Optional.empty();
    }
    List<String> persons = column.distinct(citizen);
    return persons.isEmpty()
        ? Optional.empty()
        : found(PersonalKind.PERSONAL_TAX_CODE, persons, false);
  }

  private Optional<Detection> cards(ColumnProfile column) {
    Predicate<String> card = text -> isNumber(text) && Identifiers.isCard(Identifiers.digits(text));
    List<String> cards = column.distinct(card);
    boolean said = PersonalKind.CARD.isSaidBy(column.header());
    return cards.size() >= FEWEST || (said && !cards.isEmpty())
        ? found(PersonalKind.CARD, cards, said)
        : Optional.empty();
  }

  private Optional<Detection> accounts(ColumnProfile column) {
    Predicate<String> account = text -> ACCOUNT.matcher(text.strip()).matches();
    return PersonalKind.BANK_ACCOUNT.isSaidBy(column.header())
            && !isOfOffices(column)
            && column.share(account) >= BY_HEADER
        ? found(PersonalKind.BANK_ACCOUNT, column.distinct(account), true)
        : Optional.empty();
  }

  private Optional<Detection> phones(ColumnProfile column) {
    boolean said = PersonalKind.PHONE.isSaidBy(column.header());
    if (isOfOffices(column) || (!said && column.header().say(TAX))) {
      return Optional.empty();
    }
    Predicate<String> mobile =
        said ? text -> anyPart(text, PersonalDetector::isMobile) : PersonalDetector::isLocalMobile;
    List<String> mobiles = column.distinct(mobile);
    if (mobiles.isEmpty() || column.share(mobile) < (said ? BY_HEADER : BY_SHARE)) {
      return Optional.empty();
    }
    boolean taxCodes =
        !said
            && column.share(text -> Identifiers.isEnterpriseTaxCode(Identifiers.digits(text)))
                >= BY_SHARE;
    // The same few numbers all over are the contact points of an office.
    boolean contactPoints =
        !grain.namesPeople() && mobiles.size() < MANY && column.distinctness() < 0.2;
    boolean tooFew = !said && mobiles.size() < FEWEST;
    return taxCodes || contactPoints || tooFew
        ? Optional.empty()
        : found(PersonalKind.PHONE, mobiles, said);
  }

  private static boolean isMobile(String text) {
    return isNumber(text) && Identifiers.phone(text) == Identifiers.Phone.MOBILE;
  }

  /**
   * With the leading zero or the country code, as a number alone must have it to be a telephone.
   */
  private static boolean isLocalMobile(String text) {
    String digits = Identifiers.digits(text);
    return isMobile(text)
        && ((digits.startsWith("0") && digits.length() == 10)
            || (digits.startsWith("84") && digits.length() == 11));
  }

  private Optional<Detection> emails(ColumnProfile column) {
    boolean said = PersonalKind.EMAIL.isSaidBy(column.header());
    List<String> emails = column.distinct(this::isPersonalEmail);
    boolean enough =
        said || column.share(this::isPersonalEmail) >= BY_SHARE || emails.size() >= MANY;
    boolean contactPoints =
        !grain.namesPeople() && emails.size() < MANY && column.distinctness() < 0.2;
    return emails.isEmpty() || !enough || contactPoints || column.header().say(OFFICE_CONTACT)
        ? Optional.empty()
        : found(PersonalKind.EMAIL, emails, said);
  }

  private boolean isPersonalEmail(String text) {
    return EMAIL
        .matcher(text)
        .results()
        .anyMatch(
            found -> {
              String domain = found.group(2).toLowerCase(Locale.ROOT);
              boolean free = FREE_MAIL.contains(domain);
              boolean office =
                  domain.equals("gov.vn")
                      || domain.endsWith(".gov.vn")
                      || grain.namesOffices()
                      || (!free && OFFICE_MAIL.matcher(found.group(1)).matches());
              return !office;
            });
  }

  private Optional<Detection> plates(ColumnProfile column) {
    boolean said = PersonalKind.PLATE.isSaidBy(column.header());
    Predicate<String> plate = text -> anyPart(text, Identifiers::isPlate);
    List<String> plates = column.distinct(plate);
    return column.share(plate) >= (said ? BY_HEADER : BY_SHARE)
            && plates.size() >= (said ? 1 : FEWEST)
        ? found(PersonalKind.PLATE, plates, said)
        : Optional.empty();
  }

  private Optional<Detection> birthDates(ColumnProfile column) {
    Predicate<String> date = text -> DATE.matcher(text.strip()).matches();
    return grain.namesPeople()
            && PersonalKind.BIRTH_DATE.isSaidBy(column.header())
            && column.share(date) >= BY_HEADER
        ? found(PersonalKind.BIRTH_DATE, column.distinct(date), true)
        : Optional.empty();
  }

  /** Beside names, what is said of ethnicity, religion, health or family is said of persons. */
  private Optional<Detection> besideNames(ColumnProfile column, PersonalKind kind) {
    Predicate<String> words = text -> text.codePoints().anyMatch(Character::isLetter);
    return grain.namesPeople()
            && kind.isSaidBy(column.header())
            && !(kind == PersonalKind.ONLINE_ACCOUNT && column.header().say(OFFICE_CONTACT))
            && column.share(words) >= BY_HEADER
        ? found(kind, column.distinct(words), true)
        : Optional.empty();
  }

  private boolean isOfOffices(ColumnProfile column) {
    return grain.namesOffices() || column.header().say(OFFICE_CONTACT);
  }

  private static Optional<Detection> found(PersonalKind kind, List<String> values, boolean said) {
    return Optional.of(new Detection(kind, values.size(), said));
  }

  private static boolean anyPart(String text, Predicate<String> test) {
    return PARTS.splitAsStream(text).map(String::strip).anyMatch(test);
  }

  /** Digits with the signs that people put between them, and nothing else. */
  private static boolean isNumber(String text) {
    return NUMBER.matcher(text.strip()).matches();
  }

  private static final Pattern NUMBER =
      Pattern.compile("'?\\(?\\+?\\d[\\d .()-]{6,24}\\d\\.?0?|\\d{9,16}\\.0+");

  private static String compact(String text) {
    return text.strip().replaceAll("[ .'-]", "").replaceFirst("^(\\d{9,12})0$", "$1");
  }
}
