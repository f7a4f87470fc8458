package vn.sen.harvest.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import vn.sen.vocab.Message;

/**
 * Data of SDMX-ML, versions 2.1 and 3.0, generic or specific to a structure, by series or flat: one
 * long table, a row for each observation with all that is said of its series. What is said of
 * groups and of the whole is not repeated in rows.
 *
 * <p>Source: SDMX 2.1, section 3A, SDMX-ML schemas.
 */
final class SdmxMl {
  private static final Pattern MESSAGE =
      Pattern.compile("https?://www\\.sdmx\\.org/resources/sdmxml/schemas/v(2_1|3_\\d)/message");

  private static final Set<String> ROOTS =
      Set.of(
          "GenericData",
          "GenericTimeSeriesData",
          "StructureSpecificData",
          "StructureSpecificTimeSeriesData");

  private SdmxMl() {}

  /** The table; absent when the file is none of these messages. */
  static Optional<RawTable> open(Path file) throws IOException, Refused {
    if (!isData(file)) {
      return Optional.empty();
    }
    Map<String, Integer> columns = new LinkedHashMap<>();
    Optional<Message> broken;
    try (Observations all = new Observations(file)) {
      for (Optional<Map<String, String>> one = all.read(); one.isPresent(); one = all.read()) {
        one.get().keySet().forEach(name -> columns.putIfAbsent(name, columns.size()));
        if (columns.size() > LayoutDetector.MOST_COLUMNS) {
          throw new Refused(
              "SDMX-ML có hơn %,d thành phần khác nhau.".formatted(LayoutDetector.MOST_COLUMNS),
              "The SDMX-ML has more than %,d different components."
                  .formatted(LayoutDetector.MOST_COLUMNS));
        }
      }
      broken = all.broken();
    }
    if (columns.isEmpty()) {
      Message why =
          broken.orElseGet(
              () ->
                  new Message(
                      "SDMX-ML không có quan sát (Obs) nào.",
                      "There is no observation (Obs) in the SDMX-ML."));
      throw new Refused(why.vi(), why.en());
    }
    return Optional.of(
        RawTable.cells(
                "sdmx-ml",
                Optional.empty(),
                new CellRecords(() -> new Rows(new Observations(file), columns)),
                Optional.of(RawTable.Known.named(List.copyOf(columns.keySet()))))
            .truncated(broken));
  }

  private static boolean isData(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      XMLStreamReader xml = SafeXml.open(in);
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT) {
          return ROOTS.contains(xml.getLocalName())
              && MESSAGE
                  .matcher(String.valueOf(xml.getNamespaceURI()).toLowerCase(Locale.ROOT))
                  .matches();
        }
        if (xml.getEventType() == XMLStreamConstants.DTD) {
          return false; // refused as any other XML that has one
        }
      }
      return false;
    } catch (XMLStreamException e) {
      return false; // what is wrong is told as of any other XML
    }
  }

  /** Observations, one after another, from the start of the file. */
  private static final class Observations implements AutoCloseable {
    private final InputStream in;
    private final XMLStreamReader xml;
    private final Map<String, String> series = new LinkedHashMap<>();
    private Optional<Message> broken = Optional.empty();

    /** Whether what is read now is said of a series: not of a group, nor of the whole. */
    private boolean inSeries;

    Observations(Path file) throws IOException {
      this.in = Files.newInputStream(file);
      try {
        this.xml = SafeXml.open(in);
      } catch (XMLStreamException e) {
        in.close();
        throw new IOException(e);
      }
    }

    /** Components of the next observation by their ids; absent at the end. */
    Optional<Map<String, String>> read() {
      try {
        while (broken.isEmpty() && xml.hasNext()) {
          int event = xml.next();
          if (event == XMLStreamConstants.START_ELEMENT) {
            switch (xml.getLocalName()) {
              case "Series" -> {
                inSeries = true;
                series.clear();
                attributes(series);
              }
              case "Value" -> {
                if (inSeries) {
                  component(series, "");
                }
              }
              case "Obs" -> {
                return Optional.of(observation());
              }
              default -> {
                // The header, groups, and what holds the others.
              }
            }
          } else if (event == XMLStreamConstants.END_ELEMENT
              && xml.getLocalName().equals("Series")) {
            inSeries = false;
            series.clear();
          }
        }
      } catch (XMLStreamException e) {
        broken = Optional.of(XmlFile.where(e));
      }
      return Optional.empty();
    }

    /** Reads the observation that was just entered to its end. */
    private Map<String, String> observation() throws XMLStreamException {
      Map<String, String> components = new LinkedHashMap<>(series);
      attributes(components);
      for (int depth = 1; depth > 0; ) {
        int event = xml.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          depth++;
          switch (xml.getLocalName()) {
            case "Value" -> component(components, "");
            case "ObsDimension" -> component(components, "TIME_PERIOD");
            case "ObsValue" -> component(components, "OBS_VALUE");
            default -> {
              // What holds values.
            }
          }
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          depth--;
        }
      }
      return components;
    }

    /** Components specific to a structure are attributes without a namespace. */
    private void attributes(Map<String, String> components) {
      for (int i = 0; i < xml.getAttributeCount(); i++) {
        String namespace = xml.getAttributeNamespace(i);
        if (namespace == null || namespace.isEmpty()) {
          components.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
        }
      }
    }

    private void component(Map<String, String> components, String otherwise) {
      String id = SafeXml.attribute(xml, "id");
      String name = id.isEmpty() ? otherwise : id;
      if (!name.isEmpty()) {
        components.put(name, SafeXml.attribute(xml, "value"));
      }
    }

    Optional<Message> broken() {
      return broken;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private record Rows(Observations observations, Map<String, Integer> columns)
      implements CellRecords.Source {
    @Override
    public Optional<List<String>> next() {
      return observations.read().map(one -> CellRecords.cells(columns, one));
    }

    @Override
    public Optional<Message> broken() {
      return observations.broken();
    }

    @Override
    public void close() throws IOException {
      observations.close();
    }
  }
}
