package vn.sen.vocab;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * From which failed share on a finding weighs how much, written as in {@code W>0; E>=1 %; Q>=5 %}.
 *
 * <p>{@code >0} is reached by the first failing item. {@code E>=1 %} is reached at max(2, 1 % of
 * the items evaluated), or at 1,000, whichever is less; a quarantine or a block has no such
 * ceiling. In keys and coded columns one failing item is enough for an error, and none of them
 * needs two.
 */
public record Thresholds(List<Limit> limits) {
  /** Nothing can be said by shares alone: the rule decides. */
  public static final Thresholds NONE = new Thresholds(List.of());

  private static final int ENOUGH_FOR_AN_ERROR = 1_000;

  public Thresholds {
    limits = limits.stream().sorted(Comparator.comparing(Limit::severity)).toList();
  }

  /**
   * Reads the notation above.
   *
   * @throws IllegalArgumentException when {@code notation} is another
   */
  @JsonCreator
  public static Thresholds parse(String notation) {
    if (notation.isBlank()) {
      return NONE;
    }
    var limits = new ArrayList<Limit>();
    for (String part : Pattern.compile(";").split(notation)) {
      limits.add(Limit.parse(part.strip()));
    }
    return new Thresholds(limits);
  }

  /** The severity of {@code failed} items of {@code evaluated}; empty when no limit is reached. */
  public Optional<Severity> reached(long evaluated, long failed) {
    return worst(limit -> failed >= limit.fewest(evaluated, 2));
  }

  /** As {@link #reached}, in a key or a coded column, where one failing item is enough. */
  public Optional<Severity> reachedInKey(long evaluated, long failed) {
    return worst(
        limit ->
            limit.severity == Severity.ERROR ? failed >= 1 : failed >= limit.fewest(evaluated, 1));
  }

  private Optional<Severity> worst(java.util.function.Predicate<Limit> isReached) {
    return limits.stream().filter(isReached).map(Limit::severity).max(Comparator.naturalOrder());
  }

  /** The limits in words. */
  public Message describe() {
    if (limits.isEmpty()) {
      return new Message("Do quy tắc quyết định", "As the rule decides");
    }
    return new Message(
        limits.stream().map(l -> l.words().vi()).collect(Collectors.joining("; ")),
        limits.stream().map(l -> l.words().en()).collect(Collectors.joining("; ")));
  }

  /** The notation, as {@link #parse} reads it. */
  @JsonValue
  @Override
  public String toString() {
    return limits.stream().map(Limit::toString).collect(Collectors.joining("; "));
  }

  /**
   * One limit.
   *
   * @param percent of the items evaluated
   * @param inclusive whether exactly that share reaches it
   */
  public record Limit(Severity severity, BigDecimal percent, boolean inclusive) {
    private static final Pattern FORM = Pattern.compile("([IWEQB])(>=?)(\\d+(?:\\.\\d+)?)(?: ?%)?");

    private static Limit parse(String text) {
      var form = FORM.matcher(text);
      if (!form.matches()) {
        throw new IllegalArgumentException("no threshold: '%s'".formatted(text));
      }
      return new Limit(
          severity(form.group(1).charAt(0)),
          new BigDecimal(form.group(3)),
          form.group(2).equals(">="));
    }

    private static Severity severity(char letter) {
      return switch (letter) {
        case 'I' -> Severity.INFO;
        case 'W' -> Severity.WARNING;
        case 'E' -> Severity.ERROR;
        case 'Q' -> Severity.QUARANTINE;
        default -> Severity.BLOCK;
      };
    }

    private boolean isFirstItem() {
      return percent.signum() == 0;
    }

    /** The fewest failing items of {@code evaluated} that reach it. */
    private long fewest(long evaluated, int atLeast) {
      if (isFirstItem()) {
        return 1;
      }
      BigDecimal share = percent.movePointLeft(2).multiply(BigDecimal.valueOf(evaluated));
      long items =
          inclusive
              ? share.setScale(0, RoundingMode.CEILING).longValueExact()
              : share.setScale(0, RoundingMode.FLOOR).longValueExact() + 1;
      long bound = Math.max(severity.compareTo(Severity.WARNING) > 0 ? atLeast : 1, items);
      return severity == Severity.ERROR ? Math.min(bound, ENOUGH_FOR_AN_ERROR) : bound;
    }

    private Message words() {
      Message name =
          switch (severity) {
            case INFO -> new Message("Ghi nhận", "Noted");
            case WARNING -> new Message("Cảnh báo", "Warning");
            case ERROR -> new Message("Lỗi", "Error");
            case QUARANTINE -> new Message("Giữ lại", "Quarantine");
            case BLOCK -> new Message("Chặn", "Block");
          };
      if (isFirstItem()) {
        return new Message(name.vi() + " từ lỗi đầu tiên", name.en() + " from the first failure");
      }
      String number = percent.stripTrailingZeros().toPlainString();
      return new Message(
          name.vi() + (inclusive ? " từ " : " khi quá ") + number.replace('.', ',') + " %",
          name.en() + (inclusive ? " from " : " above ") + number + " %");
    }

    @Override
    public String toString() {
      return severity.name().charAt(0)
          + (inclusive ? ">=" : ">")
          + percent.toPlainString()
          + (isFirstItem() ? "" : " %");
    }
  }
}
