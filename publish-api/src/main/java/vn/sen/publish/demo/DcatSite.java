package vn.sen.publish.demo;

import java.io.StringWriter;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.rdf.model.AnonId;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.VCARD4;
import vn.sen.vocab.LangText;
import vn.sen.vocab.Sen;

/**
 * A DCAT catalogue in one syntax, in Hydra pages ({@code hydra:PartialCollectionView}) when it is
 * longer than one. JSON-LD comes with its context inside.
 */
final class DcatSite implements Site {
  private static final String HYDRA = "http://www.w3.org/ns/hydra/core#";
  private static final String CHECKSUM_SHA256 = Sen.SPDX + "checksumAlgorithm_sha256";

  private static final String VIETNAMESE =
      "http://publications.europa.eu/resource/authority/language/VIE";
  private static final String PUBLIC =
      "http://publications.europa.eu/resource/authority/access-right/PUBLIC";

  private final Syntax syntax;
  private final Shelf shelf;
  private final Map<String, Answer> pages = new HashMap<>();

  /** How the catalogue is written down. */
  enum Syntax {
    TURTLE("catalog.ttl", "text/turtle", RDFFormat.TURTLE_PRETTY),
    RDF_XML("catalog.rdf", "application/rdf+xml", RDFFormat.RDFXML_ABBREV),
    JSON_LD("catalog.jsonld", "application/ld+json", RDFFormat.JSONLD11_PRETTY);

    private final String path;
    private final String mediaType;
    private final RDFFormat format;

    Syntax(String path, String mediaType, RDFFormat format) {
      this.path = path;
      this.mediaType = mediaType;
      this.format = format;
    }

    /** Of the first page, relative to the portal. */
    String path() {
      return path;
    }
  }

  DcatSite(
      URI base, Syntax syntax, int pageSize, Office operator, LangText name, List<Sample> samples) {
    this.syntax = syntax;
    this.shelf = new Shelf(base, name, samples);
    int last = Math.max(1, Math.ceilDiv(samples.size(), pageSize));
    for (int page = 1; page <= last; page++) {
      List<Sample> here =
          samples.subList((page - 1) * pageSize, Math.min(page * pageSize, samples.size()));
      Model model = new Page(base).catalogue(operator, name, here, samples.size(), page, last);
      var text = new StringWriter();
      RDFDataMgr.write(text, model, syntax.format);
      pages.put(
          Integer.toString(page),
          new Answer(200, Content.text(syntax.mediaType, text.toString(), Shelf.newest(samples))));
    }
  }

  @Override
  public Answer answer(Request request) {
    if (!request.path().equals("/" + syntax.path)) {
      return shelf.answer(request.path());
    }
    Answer page = pages.get(request.parameters().getOrDefault("page", "1"));
    return page == null ? shelf.answer("/" + syntax.path + "/no-such-page") : page;
  }

  /** Writes one page. Blank nodes are numbered, so that the same samples give the same bytes. */
  private final class Page {
    private final URI base;
    private final Model model = ModelFactory.createDefaultModel();
    private int blanks = 0;

    Page(URI base) {
      this.base = base;
      Map.of(
              "dcat", DCAT.NS,
              "dct", DCTerms.NS,
              "foaf", FOAF.NS,
              "vcard", VCARD4.NS,
              "xsd", XSDDatatype.XSD + "#",
              "spdx", Sen.SPDX,
              "hydra", HYDRA)
          .forEach(model::setNsPrefix);
    }

    Model catalogue(
        Office operator, LangText name, List<Sample> samples, int total, int page, int last) {
      Resource catalog = model.createResource(base + syntax.path, DCAT.Catalog);
      say(catalog, DCTerms.title, name);
      say(
          catalog,
          DCTerms.description,
          Office.words(
              "Danh mục dữ liệu mẫu, dựng để trình diễn Sen.",
              "A catalogue of sample data, made to demonstrate Sen."));
      catalog.addProperty(DCTerms.publisher, agent(operator));
      catalog.addProperty(DCTerms.language, model.createResource(VIETNAMESE));
      catalog.addProperty(RDF.type, model.createResource(HYDRA + "Collection"));
      catalog.addLiteral(hydra("totalItems"), total);
      if (last > 1) {
        Resource view =
            model.createResource(page(page), model.createResource(HYDRA + "PartialCollectionView"));
        catalog.addProperty(hydra("view"), view);
        view.addProperty(hydra("first"), model.createResource(page(1)));
        view.addProperty(hydra("last"), model.createResource(page(last)));
        if (page > 1) {
          view.addProperty(hydra("previous"), model.createResource(page(page - 1)));
        }
        if (page < last) {
          view.addProperty(hydra("next"), model.createResource(page(page + 1)));
        }
      }
      samples.forEach(sample -> catalog.addProperty(DCAT.dataset, dataset(sample)));
      return model;
    }

    private Resource dataset(Sample sample) {
      Resource dataset = model.createResource(sample.iri(), DCAT.Dataset);
      say(dataset, DCTerms.title, sample.title());
      say(dataset, DCTerms.description, sample.description());
      dataset.addProperty(DCTerms.identifier, sample.identifier());
      dataset.addProperty(DCTerms.publisher, agent(sample.owner()));
      dataset.addProperty(DCAT.contactPoint, contact(sample.owner()));
      dataset.addProperty(DCAT.theme, model.createResource(sample.themeIri()));
      sample.keywords().forEach(word -> dataset.addProperty(DCAT.keyword, word, "vi"));
      dataset.addProperty(
          DCTerms.accrualPeriodicity, model.createResource(sample.frequency().iri()));
      dataset.addProperty(DCTerms.issued, sample.issued().toString(), XSDDatatype.XSDdate);
      dataset.addProperty(DCTerms.modified, sample.modified().toString(), XSDDatatype.XSDdate);
      dataset.addProperty(DCTerms.language, model.createResource(VIETNAMESE));
      dataset.addProperty(DCTerms.spatial, model.createResource(sample.place()));
      dataset.addProperty(DCTerms.accessRights, model.createResource(PUBLIC));
      dataset.addProperty(DCAT.landingPage, model.createResource(shelf.landingPage(sample)));
      sample
          .license()
          .ifPresent(iri -> dataset.addProperty(DCTerms.license, model.createResource(iri)));
      sample
          .period()
          .ifPresent(
              period -> {
                Resource temporal = blank(DCTerms.PeriodOfTime);
                temporal.addProperty(
                    DCAT.startDate, period.start().toString(), XSDDatatype.XSDdate);
                temporal.addProperty(DCAT.endDate, period.end().toString(), XSDDatatype.XSDdate);
                dataset.addProperty(DCTerms.temporal, temporal);
              });
      sample
          .files()
          .forEach(file -> dataset.addProperty(DCAT.distribution, distribution(sample, file)));
      return dataset;
    }

    private Resource distribution(Sample sample, SampleFile file) {
      Resource distribution =
          model.createResource(sample.iri() + "/" + file.name(), DCAT.Distribution);
      say(distribution, DCTerms.title, file.title());
      Resource url = model.createResource(shelf.url(sample, file));
      distribution.addProperty(DCAT.accessURL, model.createResource(shelf.landingPage(sample)));
      distribution.addProperty(DCAT.downloadURL, url);
      distribution.addProperty(DCTerms.format, model.createResource(file.format().fileTypeIri()));
      distribution.addProperty(DCAT.mediaType, model.createResource(file.format().mediaTypeIri()));
      distribution.addProperty(DCTerms.issued, sample.issued().toString(), XSDDatatype.XSDdate);
      distribution.addProperty(DCTerms.modified, sample.modified().toString(), XSDDatatype.XSDdate);
      sample
          .license()
          .ifPresent(iri -> distribution.addProperty(DCTerms.license, model.createResource(iri)));
      shelf
          .schemaUrl(sample, file)
          .ifPresent(
              schema -> distribution.addProperty(DCTerms.conformsTo, model.createResource(schema)));
      shelf
          .content(sample, file)
          .ifPresent(
              content -> {
                distribution.addProperty(
                    DCAT.byteSize,
                    Integer.toString(content.bytes().length),
                    XSDDatatype.XSDnonNegativeInteger);
                Resource checksum = blank(model.createResource(Sen.SPDX + "Checksum"));
                checksum.addProperty(Sen.SPDX_ALGORITHM, model.createResource(CHECKSUM_SHA256));
                checksum.addProperty(
                    Sen.SPDX_CHECKSUM_VALUE, content.sha256(), XSDDatatype.XSDhexBinary);
                distribution.addProperty(Sen.SPDX_CHECKSUM, checksum);
              });
      return distribution;
    }

    private Resource agent(Office office) {
      Resource agent = model.createResource(office.iri(), FOAF.Agent);
      say(agent, FOAF.name, office.name());
      agent.addProperty(DCTerms.identifier, office.code().value());
      return agent;
    }

    private Resource contact(Office office) {
      Resource contact = model.createResource(office.iri() + "contact", VCARD4.Organization);
      say(contact, VCARD4.fn, office.name());
      contact.addProperty(VCARD4.hasEmail, model.createResource("mailto:" + office.email()));
      return contact;
    }

    private Resource blank(Resource type) {
      blanks++;
      return model.createResource(new AnonId("b" + blanks)).addProperty(RDF.type, type);
    }

    private String page(int number) {
      return base + syntax.path + "?page=" + number;
    }

    private static void say(Resource subject, Property property, LangText text) {
      text.byLanguage()
          .forEach((language, words) -> subject.addProperty(property, words, language));
    }

    private static Property hydra(String name) {
      return ResourceFactory.createProperty(HYDRA + name);
    }
  }
}
