package vn.sen.harvest.iso;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import vn.sen.harvest.mapping.Statements;
import vn.sen.harvest.xml.XmlElement;
import vn.sen.vocab.Themes;

/** What a resource is about: keywords, with the lists they are from, and topics. */
final class Topics {
  private static final String THEME =
      "http://publications.europa.eu/resource/authority/data-theme/";

  /** Topics that lie within one of the EU's themes; the others lie across. */
  private static final Map<String, String> THEMES =
      Map.ofEntries(
          Map.entry("biota", "ENVI"),
          Map.entry("boundaries", "REGI"),
          Map.entry("climatologyMeteorologyAtmosphere", "ENVI"),
          Map.entry("economy", "ECON"),
          Map.entry("environment", "ENVI"),
          Map.entry("farming", "AGRI"),
          Map.entry("health", "HEAL"),
          Map.entry("inlandWaters", "ENVI"),
          Map.entry("location", "REGI"),
          Map.entry("oceans", "ENVI"),
          Map.entry("planningCadastre", "REGI"),
          Map.entry("society", "SOCI"),
          Map.entry("transportation", "TRAN"));

  private final Texts texts;
  private final Resource dataset;
  private final Model model;

  Topics(Texts texts, Resource dataset) {
    this.texts = texts;
    this.dataset = dataset;
    this.model = dataset.getModel();
  }

  void say(XmlElement info) {
    keywords(info);
    topics(info);
  }

  private void keywords(XmlElement info) {
    info.all("descriptiveKeywords", "MD_Keywords")
        .forEach(
            group -> {
              Optional<XmlElement> thesaurus =
                  group
                      .first("thesaurusName", "CI_Citation", "title")
                      .filter(title -> Texts.plain(title).isPresent());
              Optional<Resource> scheme = thesaurus.map(this::scheme);
              group.all("keyword").distinct().forEach(keyword -> keyword(keyword, scheme));
            });
  }

  private void keyword(XmlElement keyword, Optional<Resource> scheme) {
    texts.say(dataset, DCAT.keyword, Stream.of(keyword));
    Optional<String> iri = Texts.anchor(keyword);
    iri.flatMap(Themes::find)
        .ifPresent(theme -> dataset.addProperty(DCAT.theme, model.createResource(theme.iri())));
    if (iri.isEmpty() && (scheme.isEmpty() || Texts.plain(keyword).isEmpty())) {
      return; // a word of no list
    }
    Resource concept = iri.map(model::createResource).orElseGet(model::createResource);
    concept.addProperty(RDF.type, SKOS.Concept);
    texts.say(concept, SKOS.prefLabel, Stream.of(keyword));
    scheme.ifPresent(list -> concept.addProperty(SKOS.inScheme, list));
    dataset.addProperty(DCTerms.subject, concept);
  }

  private Resource scheme(XmlElement title) {
    Optional<Resource> known =
        Texts.plain(title)
            .map(Statements::clean)
            .flatMap(
                words ->
                    model
                        .listSubjectsWithProperty(RDF.type, SKOS.ConceptScheme)
                        .filterKeep(
                            list ->
                                list.listProperties(DCTerms.title)
                                    .filterKeep(said -> said.getString().equals(words))
                                    .hasNext())
                        .toList()
                        .stream()
                        .findFirst());
    return known.orElseGet(
        () -> {
          Resource scheme =
              Texts.anchor(title).map(model::createResource).orElseGet(model::createResource);
          scheme.addProperty(RDF.type, SKOS.ConceptScheme);
          texts.say(scheme, DCTerms.title, Stream.of(title));
          return scheme;
        });
  }

  private void topics(XmlElement info) {
    Texts.codes(info, "topicCategory")
        .distinct()
        .forEach(
            topic -> {
              if (topic.matches("[A-Za-z]+")) {
                dataset.addProperty(
                    DCTerms.subject,
                    model.createResource(IsoMapper.INSPIRE + "TopicCategory/" + topic));
              } else {
                Statements.text(dataset, DCTerms.subject, topic);
              }
              Optional.ofNullable(THEMES.get(topic))
                  .ifPresent(
                      theme ->
                          dataset.addProperty(DCAT.theme, model.createResource(THEME + theme)));
            });
  }
}
