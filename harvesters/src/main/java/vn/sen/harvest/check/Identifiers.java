package vn.sen.harvest.check;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The structure of the numbers that name people and enterprises in Vietnam. */
final class Identifiers {
  private static final String REGION = "VN";
  private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
  private static final Pattern NOT_DIGIT = Pattern.compile("\\D");
  private static final Pattern FLOAT = Pattern.compile("(\\d+)\\.0+");

  /**
   * The provinces of birth registration in a citizen number: the 63 codes before July 2025, which
   * run with gaps from 001 to 096.
   */
  private static final Set<Integer> BIRTH_PROVINCES =
      IntStream.of(
              1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35,
              36, 37, 38, 40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68,
              70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96)
          .boxed()
          .collect(Collectors.toUnmodifiableSet());

  /** Numbers of registration that no plate begins with. */
  private static final Set<Integer> NO_PLATES = Set.of(13, 42, 44, 45, 46, 87, 91, 96);

  private static final Pattern PLATE =
      Pattern.compile("(\\d{2})[A-HK-NPR-VX-Z]{1,2}\\d?[- ]?(\\d{3}\\.?\\d{2}|\\d{4})");

  private static final int[] TAX_WEIGHTS = {31, 29, 23, 19, 17, 13, 7, 5, 3};
  private static final int CITIZEN_DIGITS = 12;

  /** The last year of birth that a number of today can hold. */
  private static final int LATEST_BIRTH = 2035;

  private Identifiers() {}

  /** All digits of {@code text}; a number that was read as a float loses its {@code .0}. */
  static String digits(String text) {
    var decimal = FLOAT.matcher(text.strip());
    return NOT_DIGIT.matcher(decimal.matches() ? decimal.group(1) : text).replaceAll("");
  }

  /** Whether {@code digits} are 12 with the structure of a citizen number. */
  static boolean isCitizenNumber(String digits) {
    return digits.length() == CITIZEN_DIGITS && birthYear(digits).isPresent();
  }

  /**
   * The year of birth that a citizen number states; leading zeros lost to a spreadsheet are put
   * back. Empty when it is none.
   */
  static Optional<Integer> birthYear(String digits) {
    if (digits.length() < 10 || digits.length() > CITIZEN_DIGITS) {
      return Optional.empty();
    }
    String full = "0".repeat(CITIZEN_DIGITS - digits.length()) + digits;
    int century = full.charAt(3) - '0';
    int year = 1900 + 100 * (century / 2) + Integer.parseInt(full.substring(4, 6));
    boolean plausible =
        BIRTH_PROVINCES.contains(Integer.parseInt(full.substring(0, 3)))
            && century <= 3
            && year <= LATEST_BIRTH;
    return plausible ? Optional.of(year) : Optional.empty();
  }

  /** Whether {@code digits} are a tax code of 10 digits, or 13 for a branch, by its check digit. */
  static boolean isEnterpriseTaxCode(String digits) {
    if (digits.length() != 10 && digits.length() != 13) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < TAX_WEIGHTS.length; i++) {
      sum += TAX_WEIGHTS[i] * (digits.charAt(i) - '0');
    }
    int remainder = sum % 11;
    return remainder != 0 && 10 - remainder == digits.charAt(9) - '0';
  }

  /** Whether {@code digits} are a bank card of Vietnam: issuer 9704 and Luhn's check digit. */
  static boolean isCard(String digits) {
    if (!digits.startsWith("9704") || (digits.length() != 16 && digits.length() != 19)) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int doubled = i % 2 == 1 ? digit * 2 : digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }

  /** Whether {@code text} is a number plate. */
  static boolean isPlate(String text) {
    var plate = PLATE.matcher(text.strip().toUpperCase(java.util.Locale.ROOT));
    if (!plate.matches()) {
      return false;
    }
    int place = Integer.parseInt(plate.group(1));
    return place >= 11 && !NO_PLATES.contains(place);
  }

  /** What kind of telephone number of Vietnam {@code text} is. */
  static Phone phone(String text) {
    var decimal = FLOAT.matcher(text.strip());
    try {
      var number = PHONES.parse(decimal.matches() ? decimal.group(1) : text.strip(), REGION);
      if (!PHONES.isValidNumberForRegion(number, REGION)) {
        return Phone.NONE;
      }
      return switch (PHONES.getNumberType(number)) {
        case MOBILE, FIXED_LINE_OR_MOBILE, PERSONAL_NUMBER -> Phone.MOBILE;
        default -> Phone.FIXED;
      };
    } catch (NumberParseException e) {
      return Phone.NONE;
    }
  }

  /**
   * What a telephone number tells: mobiles belong to people, fixed and service lines to offices.
   */
  enum Phone {
    MOBILE,
    FIXED,
    NONE
  }
}
