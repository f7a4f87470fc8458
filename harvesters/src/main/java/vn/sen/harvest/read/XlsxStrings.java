package vn.sen.harvest.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The texts that cells of an Open XML workbook point to, packed in UTF-8: a record takes them as
 * they are, and a million of them take little more than their letters.
 */
final class XlsxStrings {
  private static final int CHUNK = 1 << 20;

  /** More runs than this in all are not kept apart. */
  private static final int MOST_RUNS = 200_000;

  private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

  private final List<byte[]> chunks = new ArrayList<>();
  private int[] chunkOf = new int[1 << 10];
  private int[] from = new int[1 << 10];
  private int[] length = new int[1 << 10];
  private int size;
  private int free;

  /** Texts of which a part has a font of its own. */
  private final Map<Integer, List<Part>> parts = new HashMap<>();

  private int runs;
  private boolean hasOldFonts;
  private final SheetEncodings.Suspicion suspicion = new SheetEncodings.Suspicion();

  /**
   * Letters of a text.
   *
   * @param font the name of their font; null where it is that of the cell
   */
  record Part(String text, @Nullable String font) {
    FontRun run(Optional<FontEncoding> cell) {
      return new FontRun(text, font == null ? cell : FontEncoding.of(font));
    }
  }

  static XlsxStrings none() {
    return new XlsxStrings();
  }

  static XlsxStrings read(InputStream in) throws IOException, XMLStreamException {
    var strings = new XlsxStrings();
    XMLStreamReader xml = SafeXml.openLarge(in);
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.DTD) {
        throw new XMLStreamException("a document type");
      }
      if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("si")) {
        strings.add(parts(xml, "si"));
      }
    }
    return strings;
  }

  /** The parts of a text up to the end of {@code element}. */
  static List<Part> parts(XMLStreamReader xml, String element) throws XMLStreamException {
    var parts = new ArrayList<Part>(1);
    @Nullable String font = null;
    while (xml.next() != XMLStreamConstants.END_ELEMENT || !xml.getLocalName().equals(element)) {
      if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
        switch (xml.getLocalName()) {
          case "r" -> font = null;
          case "rFont" -> font = xml.getAttributeValue(null, "val");
          case "t" -> parts.add(new Part(unescaped(xml.getElementText()), font));
          case "rPh" -> skip(xml);
          default -> {
            // Looks.
          }
        }
      }
    }
    return parts;
  }

  /** Passes over an element and all in it. */
  static void skip(XMLStreamReader xml) throws XMLStreamException {
    for (int depth = 1; depth > 0; ) {
      int event = xml.next();
      depth +=
          event == XMLStreamConstants.START_ELEMENT
              ? 1
              : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
    }
  }

  /** Control characters, which XML cannot hold, are written {@code _x000D_}. */
  static String unescaped(String text) {
    return text.contains("_x")
        ? ESCAPE
            .matcher(text)
            .replaceAll(
                match ->
                    java.util.regex.Matcher.quoteReplacement(
                        Character.toString((char) Integer.parseInt(match.group(1), 16))))
        : text;
  }

  private void add(List<Part> text) {
    String whole = text.size() == 1 ? text.getFirst().text : join(text);
    suspicion.look(whole);
    for (Part part : text) {
      hasOldFonts |= part.font != null && FontEncoding.of(part.font).isPresent();
    }
    if (text.stream().anyMatch(part -> part.font != null) && runs < MOST_RUNS) {
      runs += text.size();
      parts.put(size, text);
    }
    add(whole.getBytes(StandardCharsets.UTF_8));
  }

  private static String join(List<Part> parts) {
    var whole = new StringBuilder();
    parts.forEach(part -> whole.append(part.text));
    return whole.toString();
  }

  private void add(byte[] text) {
    if (chunks.isEmpty() || chunks.getLast().length - free < text.length) {
      chunks.add(new byte[Math.max(chunks.isEmpty() ? 1 << 12 : CHUNK, text.length)]);
      free = 0;
    }
    if (size == from.length) {
      chunkOf = Arrays.copyOf(chunkOf, size * 2);
      from = Arrays.copyOf(from, size * 2);
      length = Arrays.copyOf(length, size * 2);
    }
    System.arraycopy(text, 0, chunks.getLast(), free, text.length);
    chunkOf[size] = chunks.size() - 1;
    from[size] = free;
    length[size++] = text.length;
    free += text.length;
  }

  /** Whether some text may be in an old encoding. */
  boolean mayBeOld() {
    return hasOldFonts || suspicion.isConfirmed();
  }

  boolean isEmpty(int index) {
    return length[check(index)] == 0;
  }

  void put(int index, CellBuffer cells, int cell) throws Refused {
    cells.put(cell, chunks.get(chunkOf[check(index)]), from[index], length[index]);
  }

  /**
   * @param cell what the font of the cell says
   */
  List<FontRun> runs(int index, Optional<FontEncoding> cell) {
    @Nullable List<Part> apart = parts.get(check(index));
    if (apart != null) {
      return apart.stream().map(part -> part.run(cell)).toList();
    }
    byte[] chunk = chunks.get(chunkOf[index]);
    String whole = new String(chunk, from[index], length[index], StandardCharsets.UTF_8);
    return List.of(new FontRun(whole, cell));
  }

  private int check(int index) {
    return java.util.Objects.checkIndex(index, size);
  }
}
