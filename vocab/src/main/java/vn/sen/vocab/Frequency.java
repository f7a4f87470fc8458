package vn.sen.vocab;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How often a dataset is promised to be updated ({@code dct:accrualPeriodicity}).
 *
 * @param code of the EU's authority table frequency, such as {@code MONTHLY}; ISO 8601 ({@code
 *     R/P45D}) for a period the table has no word for
 * @param period the longest a period can be (31 days for a month, 366 for a year), so that nobody
 *     is late who isn't; absent where none is promised
 */
public record Frequency(String code, Kind kind, Optional<Duration> period, Message label) {

  /** The IRI of the EU's table; absent for a period it has no word for. */
  public Optional<String> iri() {
    return code.startsWith("R/") ? Optional.empty() : Optional.of(Frequencies.NAMESPACE + code);
  }

  /** Whether it promises something that can be checked, or says that the series has ended. */
  public boolean isMeaningful() {
    return kind == Kind.PERIODIC || kind == Kind.CONTINUOUS || kind == Kind.ENDED;
  }

  /** What sort of promise it is. */
  public enum Kind {
    PERIODIC,
    CONTINUOUS,
    IRREGULAR,
    UNKNOWN,
    /** No further update is to be expected. */
    ENDED;

    @JsonValue
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
