package vn.sen.harvest.contract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A form in which a contract can be written down. */
public enum ContractForm {
  /** Open Data Contract Standard 3.1, as YAML. */
  ODCS("yaml"),
  /** Frictionless Table Schema 2.0, as JSON. */
  TABLE_SCHEMA("json"),
  /** CSV on the Web metadata, as JSON-LD. */
  CSVW("json");

  private final String extension;

  ContractForm(String extension) {
    this.extension = extension;
  }

  /** Its name at the command line: {@code odcs}, {@code table-schema}, {@code csvw}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The form of that {@linkplain #key name}. */
  public static Optional<ContractForm> find(String key) {
    return Arrays.stream(values()).filter(form -> form.key().equals(key)).findFirst();
  }

  /** Of files in this form, without the dot. */
  public String extension() {
    return extension;
  }
}
