package vn.sen.vocab;

import java.time.LocalDate;
import java.util.Optional;

/**
 * An administrative unit during the time in which nothing about it changed. A code alone names
 * none: seven province codes were given to other provinces on 1 July 2025.
 *
 * @param code two digits for a province, three for a district, five for a commune
 * @param name in full, as the source writes it, such as {@code Phường Phúc Xá}
 * @param parent code of the unit above it at that time, absent for a province
 * @param validFrom first day; absent where it is older than the list knows
 * @param validTo last day; absent while it stands
 */
public record AdministrativeUnit(
    String code,
    String name,
    Level level,
    Optional<String> parent,
    Optional<LocalDate> validFrom,
    Optional<LocalDate> validTo) {

  /** Whether it stood on {@code date}. */
  public boolean isValidOn(LocalDate date) {
    return validFrom.map(from -> !date.isBefore(from)).orElse(true)
        && validTo.map(to -> !date.isAfter(to)).orElse(true);
  }

  /** The name without its kind ({@code Phúc Xá}); numbered units keep it ({@code Quận 1}). */
  public String shortName() {
    String bare =
        name.replaceFirst(
            "(?iu)^(tỉnh|thành phố|quận|huyện|thị xã|thị trấn|phường|xã|đặc khu) ", "");
    return bare.matches("\\d+") ? name : bare;
  }

  /** The tiers of government. Districts ended on 30 June 2025. */
  public enum Level {
    PROVINCE(2),
    DISTRICT(3),
    COMMUNE(5);

    private final int digits;

    Level(int digits) {
      this.digits = digits;
    }

    /** How long a code of this level is. */
    public int digits() {
      return digits;
    }

    /**
     * A code with the zeros that a spreadsheet took ({@code 1}, {@code 1.0}); else as it stands.
     */
    public String padded(String code) {
      String bare = code.replaceFirst("[.,]0+$", "");
      boolean number = !bare.isEmpty() && bare.chars().allMatch(c -> c >= '0' && c <= '9');
      return number ? "0".repeat(Math.max(0, digits - bare.length())) + bare : code;
    }
  }
}
