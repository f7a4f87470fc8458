package vn.sen.publish.demo;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A column and its entry in the data dictionary.
 *
 * @param type a type of Frictionless Table Schema
 * @param more further members of its entry there, such as {@code unit} or {@code decimalChar}
 */
record Field(
    String name, String type, String vietnamese, String english, Map<String, String> more) {

  Field {
    more = Map.copyOf(more);
  }

  /** Text; codes too, which are no numbers. */
  static Field text(String name, String vietnamese, String english) {
    return new Field(name, "string", vietnamese, english, Map.of());
  }

  static Field integer(String name, String vietnamese, String english) {
    return new Field(name, "integer", vietnamese, english, Map.of());
  }

  static Field number(String name, String vietnamese, String english) {
    return new Field(name, "number", vietnamese, english, Map.of());
  }

  static Field date(String name, String vietnamese, String english) {
    return new Field(name, "date", vietnamese, english, Map.of());
  }

  /** A month, such as {@code 2026-01}. */
  static Field month(String name, String vietnamese, String english) {
    return new Field(name, "yearmonth", vietnamese, english, Map.of());
  }

  static Field year(String name, String vietnamese, String english) {
    return new Field(name, "year", vietnamese, english, Map.of());
  }

  /** The same column, counted or measured in {@code unit}. */
  Field in(String unit) {
    return with("unit", unit);
  }

  /** The same column with numbers written {@code 1.234.567,89}. */
  Field withDecimalComma() {
    return with("decimalChar", ",").with("groupChar", ".");
  }

  private Field with(String member, String value) {
    var extended = new LinkedHashMap<>(more);
    extended.put(member, value);
    return new Field(name, type, vietnamese, english, extended);
  }
}
