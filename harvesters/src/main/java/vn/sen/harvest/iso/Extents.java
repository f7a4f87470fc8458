package vn.sen.harvest.iso;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import vn.sen.harvest.mapping.Statements;
import vn.sen.harvest.xml.XmlElement;

/** Where and when a resource speaks of. */
final class Extents {
  private static final String WKT = "http://www.opengis.net/ont/geosparql#wktLiteral";

  private final Texts texts;
  private final Model model;

  Extents(Texts texts, Model model) {
    this.texts = texts;
    this.model = model;
  }

  void say(Resource dataset, XmlElement info) {
    info.all("extent", "EX_Extent")
        .forEach(
            extent -> {
              extent
                  .all("geographicElement")
                  .flatMap(XmlElement::children)
                  .distinct()
                  .forEach(element -> place(dataset, extent, element));
              extent
                  .all("temporalElement")
                  .flatMap(XmlElement::children)
                  .flatMap(temporal -> temporal.all("extent"))
                  .flatMap(XmlElement::children)
                  .forEach(time -> period(dataset, time));
            });
  }

  private void place(Resource dataset, XmlElement extent, XmlElement element) {
    switch (element.name()) {
      case "EX_GeographicBoundingBox" ->
          box(element)
              .ifPresent(
                  wkt -> {
                    Resource location =
                        model
                            .createResource(DCTerms.Location)
                            .addProperty(
                                DCAT.bbox,
                                model.createTypedLiteral(
                                    wkt, TypeMapper.getInstance().getSafeTypeByName(WKT)));
                    texts.say(location, RDFS.label, extent.all("description"));
                    dataset.addProperty(DCTerms.spatial, location);
                  });
      case "EX_GeographicDescription" ->
          element
              .all("geographicIdentifier")
              .flatMap(XmlElement::children)
              .flatMap(identifier -> identifier.all("code"))
              .forEach(code -> named(dataset, code));
      default -> {
        // A polygon is kept in the XML: its box says where it is.
      }
    }
  }

  private void named(Resource dataset, XmlElement code) {
    Optional<String> iri = Texts.anchor(code).or(() -> Texts.plain(code).flatMap(Texts::iri));
    if (iri.isPresent()) {
      dataset.addProperty(DCTerms.spatial, model.createResource(iri.get()));
    } else if (Texts.plain(code).isPresent()) {
      Resource location = model.createResource(DCTerms.Location);
      texts.say(location, RDFS.label, Stream.of(code));
      dataset.addProperty(DCTerms.spatial, location);
    }
  }

  /** The box in well-known text, longitude first (CRS84, which is what it means without a name). */
  static Optional<String> box(XmlElement box) {
    Optional<BigDecimal> west = degrees(box, 180, "westBoundLongitude");
    Optional<BigDecimal> east = degrees(box, 180, "eastBoundLongitude");
    Optional<BigDecimal> south = degrees(box, 90, "southBoundLatitude");
    Optional<BigDecimal> north = degrees(box, 90, "northBoundLatitude");
    if (west.isEmpty()
        || east.isEmpty()
        || south.isEmpty()
        || north.isEmpty()
        || south.get().compareTo(north.get()) > 0) {
      return Optional.empty();
    }
    String low = south.get().toPlainString();
    String high = north.get().toPlainString();
    String left = west.get().toPlainString();
    String right = east.get().toPlainString();
    // A box whose west is east of its east crosses the 180th meridian.
    return Optional.of(
        west.get().compareTo(east.get()) <= 0
            ? "POLYGON" + ring(left, low, right, high)
            : "MULTIPOLYGON(%s, %s)"
                .formatted(ring(left, low, "180", high), ring("-180", low, right, high)));
  }

  private static String ring(String west, String south, String east, String north) {
    return "((%1$s %2$s, %3$s %2$s, %3$s %4$s, %1$s %4$s, %1$s %2$s))"
        .formatted(west, south, east, north);
  }

  private static Optional<BigDecimal> degrees(XmlElement box, int most, String side) {
    return Texts.plain(box, side)
        .filter(number -> number.matches("[+-]?\\d{1,3}(\\.\\d{0,30})?"))
        .map(BigDecimal::new)
        .filter(number -> number.abs().compareTo(BigDecimal.valueOf(most)) <= 0)
        .findFirst();
  }

  private void period(Resource dataset, XmlElement time) {
    Optional<String> start;
    Optional<String> end;
    switch (time.name()) {
      case "TimePeriod" -> {
        start = position(time, "beginPosition", "begin");
        end = position(time, "endPosition", "end");
      }
      case "TimeInstant" -> {
        start = time.text("timePosition");
        end = start;
      }
      default -> {
        return; // a topological time has no date
      }
    }
    if (start.isPresent() || end.isPresent()) {
      Resource period = model.createResource().addProperty(RDF.type, DCTerms.PeriodOfTime);
      start.ifPresent(day -> Statements.date(period, DCAT.startDate, day));
      end.ifPresent(day -> Statements.date(period, DCAT.endDate, day));
      dataset.addProperty(DCTerms.temporal, period);
    }
  }

  /** A moment; empty where it is {@code now} or {@code unknown}, which leaves the period open. */
  private static Optional<String> position(XmlElement period, String direct, String wrapped) {
    return period.text(direct).or(() -> period.text(wrapped, "TimeInstant", "timePosition"));
  }

  /** How fine the data are, where it is said as a distance on the ground. */
  void sayResolution(Resource dataset, XmlElement info) {
    info.all("spatialResolution", "MD_Resolution", "distance")
        .flatMap(XmlElement::children)
        .forEach(
            distance ->
                metres(distance)
                    .ifPresent(
                        metres ->
                            dataset.addProperty(
                                Statements.property(DCAT.NS + "spatialResolutionInMeters"),
                                model.createTypedLiteral(metres))));
    info.all(
            "spatialResolution",
            "MD_Resolution",
            "equivalentScale",
            "MD_RepresentativeFraction",
            "denominator")
        .flatMap(scale -> Texts.plain(scale).stream())
        .forEach(
            scale ->
                Statements.text(
                    dataset, Statements.property(IsoMapper.NS + "scaleDenominator"), scale));
  }

  private static Optional<BigDecimal> metres(XmlElement distance) {
    String unit =
        distance.attribute("uom").orElse("").replaceFirst("^.*[#:/]", "").toLowerCase(Locale.ROOT);
    Optional<BigDecimal> factor =
        switch (unit) {
          case "m", "metre", "metres", "meter", "meters", "9001" -> Optional.of(BigDecimal.ONE);
          case "km", "kilometre", "kilometres", "kilometer", "kilometers" ->
              Optional.of(BigDecimal.valueOf(1000));
          case "cm" -> Optional.of(new BigDecimal("0.01"));
          case "mm" -> Optional.of(new BigDecimal("0.001"));
          default -> Optional.empty(); // degrees are no length
        };
    String number = distance.text();
    return number.matches("\\d{1,12}(\\.\\d{1,12})?")
        ? factor.map(new BigDecimal(number)::multiply)
        : Optional.empty();
  }
}
