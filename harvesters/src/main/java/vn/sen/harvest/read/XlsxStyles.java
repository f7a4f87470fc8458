package vn.sen.harvest.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.jspecify.annotations.Nullable;

/**
 * What the styles of an Open XML workbook say of cells: the format of their numbers and the
 * encoding of their font. All else is looks.
 */
final class XlsxStyles {
  private record Style(ExcelValue.Format format, Optional<FontEncoding> font) {
    static final Style PLAIN = new Style(ExcelValue.Format.PLAIN, Optional.empty());
  }

  private final List<Style> styles = new ArrayList<>();
  private final boolean hasOldFonts;

  private XlsxStyles(
      Map<Integer, String> formats, List<Optional<FontEncoding>> fonts, List<int[]> cells) {
    for (int[] cell : cells) {
      @Nullable String own = formats.get(cell[0]);
      @Nullable String pattern = own == null ? BuiltinFormats.getBuiltinFormat(cell[0]) : own;
      styles.add(
          new Style(
              pattern == null ? ExcelValue.Format.PLAIN : ExcelValue.Format.of(cell[0], pattern),
              cell[1] >= 0 && cell[1] < fonts.size() ? fonts.get(cell[1]) : Optional.empty()));
    }
    hasOldFonts = styles.stream().anyMatch(style -> style.font.isPresent());
  }

  /** A workbook without styles. */
  static XlsxStyles none() {
    return new XlsxStyles(Map.of(), List.of(), List.of());
  }

  static XlsxStyles read(InputStream in) throws IOException, XMLStreamException {
    Map<Integer, String> formats = new HashMap<>();
    var fonts = new ArrayList<Optional<FontEncoding>>();
    var cells = new ArrayList<int[]>();
    XMLStreamReader xml = SafeXml.openLarge(in);
    String within = "";
    while (xml.hasNext()) {
      int event = xml.next();
      String name = xml.hasName() ? xml.getLocalName() : "";
      if (event == XMLStreamConstants.END_ELEMENT && name.equals(within)) {
        within = "";
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        switch (name) {
          case "numFmts", "fonts", "cellXfs", "cellStyleXfs", "dxfs" -> within = name;
          case "numFmt" -> {
            @Nullable String code = xml.getAttributeValue(null, "formatCode");
            if (within.equals("numFmts") && code != null) {
              formats.put(number(xml, "numFmtId"), code);
            }
          }
          case "font" -> {
            if (within.equals("fonts")) {
              fonts.add(Optional.empty());
            }
          }
          case "name" -> {
            @Nullable String font = xml.getAttributeValue(null, "val");
            if (within.equals("fonts") && font != null && !fonts.isEmpty()) {
              fonts.set(fonts.size() - 1, FontEncoding.of(font));
            }
          }
          case "xf" -> {
            if (within.equals("cellXfs")) {
              cells.add(new int[] {number(xml, "numFmtId"), number(xml, "fontId")});
            }
          }
          default -> {
            // Borders, fills, protection.
          }
        }
      }
    }
    return new XlsxStyles(formats, fonts, cells);
  }

  private static int number(XMLStreamReader xml, String name) {
    @Nullable String value = xml.getAttributeValue(null, name);
    return value == null ? 0 : Integer.parseInt(value);
  }

  /** Whether a style has a font that is an encoding. */
  boolean hasOldFonts() {
    return hasOldFonts;
  }

  /**
   * @param style its number in the workbook; null for a cell that names none, which has the first
   */
  ExcelValue.Format format(@Nullable String style) {
    return style(style).format;
  }

  Optional<FontEncoding> font(@Nullable String style) {
    return style(style).font;
  }

  private Style style(@Nullable String style) {
    int index = style == null ? 0 : Integer.parseInt(style);
    return index >= 0 && index < styles.size() ? styles.get(index) : Style.PLAIN;
  }
}
