package vn.sen.publish.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vn.sen.vocab.LangText;

/**
 * A sample dataset as its agency describes it.
 *
 * @param identifier kebab-case, unique within the agency
 * @param owner who publishes it, not always who runs the portal
 * @param title empty in the one sample that is to be rejected
 * @param theme of the EU's data theme list, such as {@code GOVE}
 * @param license IRI, absent where the agency forgot it
 * @param period what the data are about, absent where it isn't said
 * @param place IRI of {@code dct:spatial}
 * @param listed what becomes of the record itself, where that differs from its files
 */
record Sample(
    String identifier,
    Office owner,
    LangText title,
    LangText description,
    String theme,
    List<String> keywords,
    Frequency frequency,
    Optional<String> license,
    Optional<Period> period,
    String place,
    LocalDate issued,
    LocalDate modified,
    List<SampleFile> files,
    Optional<Expected> listed) {

  static final String CC_BY = "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0";
  static final String VIET_NAM = "http://publications.europa.eu/resource/authority/country/VNM";
  static final String HA_NOI = "https://sws.geonames.org/1581130/";
  static final String HO_CHI_MINH = "https://sws.geonames.org/1566083/";

  Sample {
    keywords = List.copyOf(keywords);
    files = List.copyOf(files);
  }

  /** How often the agency promises new data, of the EU's frequency list. */
  enum Frequency {
    MONTHLY,
    QUARTERLY,
    ANNUAL,
    /** The series has ended. */
    NEVER;

    String iri() {
      return "http://publications.europa.eu/resource/authority/frequency/" + name();
    }
  }

  /** A period, first and last day included. */
  record Period(LocalDate start, LocalDate end) {}

  String iri() {
    return owner.datasetIri(identifier);
  }

  String themeIri() {
    return "http://publications.europa.eu/resource/authority/data-theme/" + theme;
  }

  /** The same dataset under another title. */
  Sample titled(LangText other) {
    return new Sample(
        identifier,
        owner,
        other,
        description,
        theme,
        keywords,
        frequency,
        license,
        period,
        place,
        issued,
        modified,
        files,
        listed);
  }

  /** The same dataset with other files, changed on {@code day}. */
  Sample withFiles(LocalDate day, List<SampleFile> others) {
    return new Sample(
        identifier,
        owner,
        title,
        description,
        theme,
        keywords,
        frequency,
        license,
        period,
        place,
        issued,
        day,
        others,
        listed);
  }

  /** The same record, of which this becomes. */
  Sample listed(Expected outcome) {
    return new Sample(
        identifier,
        owner,
        title,
        description,
        theme,
        keywords,
        frequency,
        license,
        period,
        place,
        issued,
        modified,
        files,
        Optional.of(outcome));
  }

  /** A record that says too little: no licence, no keyword. */
  Sample poorlyDescribed() {
    return new Sample(
        identifier,
        owner,
        title,
        description,
        theme,
        List.of(),
        frequency,
        Optional.empty(),
        period,
        place,
        issued,
        modified,
        files,
        listed);
  }
}
