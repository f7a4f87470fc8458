package vn.sen.harvest.check;

import java.util.Locale;

/** Numbers as people write them: {@code 1.234} in Vietnamese, {@code 1,234} in English. */
final class Figures {
  private Figures() {}

  static String vi(long number) {
    return en(number).replace(',', '.');
  }

  static String en(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A share as a percentage, with as many digits as keep it from reading as zero. */
  static String percent(long part, long whole) {
    double percent = whole == 0 ? 0 : 100.0 * part / whole;
    if (percent == Math.rint(percent)) {
      return String.format(Locale.ROOT, "%.0f %%", percent);
    }
    return percent < 0.01 ? "< 0.01 %" : String.format(Locale.ROOT, "%.2f %%", percent);
  }

  static String percentVi(long part, long whole) {
    return percent(part, whole).replace('.', ',');
  }
}
