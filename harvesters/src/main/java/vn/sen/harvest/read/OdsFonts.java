package vn.sen.harvest.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** What the styles of an OpenDocument spreadsheet say of the encoding of letters. */
final class OdsFonts {
  private static final String CELL = "table-cell";
  private static final String DEFAULT = "";

  /** A style is known by its family and name; the default of a family has no name. */
  private record Key(String family, String name) {}

  /** Faces have names of their own, such as {@code .VnTime1}. */
  private final Map<String, String> faces = new HashMap<>();

  private final Map<Key, String> fonts = new HashMap<>();
  private final Map<Key, String> parents = new HashMap<>();
  private Key current = new Key(DEFAULT, DEFAULT);

  /** Takes what an element says that just began. */
  void look(XMLStreamReader xml) {
    switch (xml.getLocalName()) {
      case "font-face" ->
          faces.put(
              SafeXml.attribute(xml, "name"),
              SafeXml.attribute(xml, "font-family").replace("'", ""));
      case "default-style" -> current = new Key(SafeXml.attribute(xml, "family"), DEFAULT);
      case "style" -> {
        current = new Key(SafeXml.attribute(xml, "family"), SafeXml.attribute(xml, "name"));
        parents.put(current, SafeXml.attribute(xml, "parent-style-name"));
      }
      case "text-properties" -> {
        String face = SafeXml.attribute(xml, "font-name");
        String font =
            face.isEmpty()
                ? SafeXml.attribute(xml, "font-family").replace("'", "")
                : faces.getOrDefault(face, face);
        if (!font.isEmpty()) {
          fonts.put(current, font);
        }
      }
      default -> {
        // Other looks.
      }
    }
  }

  /** Whether a font is an encoding. */
  boolean areOld() {
    return fonts.values().stream().anyMatch(font -> FontEncoding.of(font).isPresent());
  }

  Optional<FontEncoding> ofCell(String style) {
    return font(CELL, style.isEmpty() ? "Default" : style).flatMap(FontEncoding::of);
  }

  /** That of a paragraph or a span; of what it stands in where its style names none. */
  Optional<FontEncoding> ofText(String style, Optional<FontEncoding> outer) {
    Optional<String> own = font("text", style).or(() -> font("paragraph", style));
    return own.isPresent() ? FontEncoding.of(own.get()) : outer;
  }

  private Optional<String> font(String family, String style) {
    Set<String> passed = new HashSet<>();
    for (String name = style; passed.add(name); ) {
      var key = new Key(family, name);
      @Nullable String font = fonts.get(key);
      if (font != null) {
        return Optional.of(font);
      }
      // The default stands behind all others, but for text, which has that of its cell.
      name = parents.getOrDefault(key, DEFAULT);
      if (name.equals(DEFAULT) && !family.equals(CELL)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** The styles that cells of a column have which name none. */
  static final class Columns {
    private record Span(long end, String style) {}

    private final List<Span> spans = new ArrayList<>();

    void add(String style, int times) {
      long begin = spans.isEmpty() ? 0 : spans.getLast().end;
      if (begin < LayoutDetector.MOST_COLUMNS) {
        spans.add(new Span(begin + times, style));
      }
    }

    /** Empty where none is stated. */
    String style(int column) {
      for (Span span : spans) {
        if (column < span.end) {
          return span.style;
        }
      }
      return DEFAULT;
    }
  }
}
