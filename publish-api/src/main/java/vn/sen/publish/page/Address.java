package vn.sen.publish.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A path of ours with parameters; changing one gives another address.
 *
 * @param path already encoded
 */
public record Address(String path, Map<String, List<String>> parameters) {
  public Address {
    var copy = new LinkedHashMap<String, List<String>>();
    parameters.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    parameters = java.util.Collections.unmodifiableMap(copy);
  }

  public static Address of(String path) {
    return new Address(path, Map.of());
  }

  /** With one value only. */
  public Address with(String name, String value) {
    var changed = new LinkedHashMap<>(parameters);
    changed.put(name, List.of(value));
    return new Address(path, changed);
  }

  /** With a value more. */
  public Address plus(String name, String value) {
    var changed = new LinkedHashMap<>(parameters);
    var values = new ArrayList<>(changed.getOrDefault(name, List.of()));
    values.add(value);
    changed.put(name, values);
    return new Address(path, changed);
  }

  public Address without(String name) {
    var changed = new LinkedHashMap<>(parameters);
    changed.remove(name);
    return new Address(path, changed);
  }

  /** Without one value of several. */
  public Address without(String name, String value) {
    var changed = new LinkedHashMap<>(parameters);
    changed.computeIfPresent(
        name, (_, values) -> values.stream().filter(v -> !v.equals(value)).toList());
    return new Address(path, changed);
  }

  @Override
  public String toString() {
    var text = new StringBuilder(path);
    char separator = '?';
    for (var entry : parameters.entrySet()) {
      for (String value : entry.getValue()) {
        if (!value.isEmpty()) {
          text.append(separator)
              .append(Page.encode(entry.getKey()))
              .append('=')
              .append(Page.encode(value));
          separator = '&';
        }
      }
    }
    return text.toString();
  }
}
