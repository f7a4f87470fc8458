package vn.sen.publish.catalogue;

import java.util.List;
import java.util.Optional;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import vn.sen.catalog.Catalog;
import vn.sen.publish.Site;
import vn.sen.vocab.DatasetId;

/**
 * A page of the catalogue in the words of Hydra, both those of its core vocabulary and those that
 * DCAT harvesters know from CKAN.
 */
final class HydraPage {
  private static final String HYDRA = "http://www.w3.org/ns/hydra/core#";

  private HydraPage() {}

  static Model of(
      Site site, String path, Catalog.RdfPage found, Optional<DatasetId> after, int limit) {
    Model model = ModelFactory.createDefaultModel();
    model.setNsPrefixes(found.model().getNsPrefixMap());
    model.setNsPrefix("hydra", HYDRA).setNsPrefix("dcat", DCAT.getURI());
    model.setNsPrefix("dct", DCTerms.getURI());
    model.add(found.model());

    Resource catalogue = model.createResource(site.absolute("/catalog"));
    catalogue
        .addProperty(RDF.type, DCAT.Catalog)
        .addProperty(DCTerms.title, "Cổng dữ liệu mở Sen", "vi")
        .addProperty(DCTerms.title, "Sen open data catalogue", "en");
    List<Resource> datasets =
        found.model().listSubjectsWithProperty(RDF.type, DCAT.Dataset).toList();
    datasets.stream()
        .filter(Resource::isURIResource)
        .forEach(dataset -> catalogue.addProperty(DCAT.dataset, dataset));

    Resource page =
        model.createResource(
            site.absolute(
                after.map(id -> address(path, id, limit)).orElse(path + "?limit=" + limit)));
    catalogue.addProperty(term("view"), page);
    catalogue.addLiteral(term("totalItems"), found.total());
    page.addProperty(RDF.type, resource("PartialCollectionView"))
        .addProperty(RDF.type, resource("PagedCollection"))
        .addProperty(RDFS.seeAlso, catalogue)
        .addLiteral(term("totalItems"), found.total())
        .addLiteral(term("itemsPerPage"), limit);
    Resource first = model.createResource(site.absolute(path + "?limit=" + limit));
    page.addProperty(term("first"), first).addProperty(term("firstPage"), first);
    found
        .next()
        .map(id -> model.createResource(site.absolute(address(path, id, limit))))
        .ifPresent(
            next -> page.addProperty(term("next"), next).addProperty(term("nextPage"), next));
    return model;
  }

  /** Where the page after that dataset is. */
  static String address(String path, DatasetId after, int limit) {
    return "%s?after=%s&limit=%d".formatted(path, after, limit);
  }

  private static Property term(String name) {
    return ResourceFactory.createProperty(HYDRA + name);
  }

  private static Resource resource(String name) {
    return ResourceFactory.createResource(HYDRA + name);
  }
}
