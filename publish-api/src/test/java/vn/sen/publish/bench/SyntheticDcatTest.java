package vn.sen.publish.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.vocabulary.DCAT;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.sen.publish.bench.SyntheticDcat.Caching;
import vn.sen.publish.bench.SyntheticDcat.Shape;
import vn.sen.publish.bench.SyntheticDcat.Syntax;

class SyntheticDcatTest {
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void closes() {
    client.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyDatasetIsOnOnePageWithItsTriples(Syntax syntax) throws Exception {
    try (var catalogue = SyntheticDcat.start(new Shape(25, 10, syntax, Caching.NONE))) {
      int datasets = 0;
      Optional<URI> page = Optional.of(catalogue.url());
      while (page.isPresent()) {
        Model model = read(page.get(), syntax);
        List<RDFNode> here = model.listObjectsOfProperty(DCAT.dataset).toList();
        datasets += here.size();
        Optional<URI> next = next(model);
        long about = model.size() - (next.isPresent() ? 10 : 9);
        assertThat(about).isEqualTo((long) here.size() * SyntheticDcat.TRIPLES);
        page = next;
      }

      assertThat(datasets).isEqualTo(25);
      assertThat(catalogue.pageCount()).isEqualTo(3);
    }
  }

  @Test
  void aDatasetHasFourBlankNodesAndTwoDistributions() throws Exception {
    try (var catalogue = SyntheticDcat.start(new Shape(1, 10, Syntax.TURTLE, Caching.NONE))) {
      Model model = read(catalogue.url(), Syntax.TURTLE);

      assertThat(model.listSubjects().filterKeep(RDFNode::isAnon).toList()).hasSize(4);
      assertThat(model.listObjectsOfProperty(DCAT.distribution).toList()).hasSize(2);
    }
  }

  @Test
  void bothSyntaxesSayTheSame() throws Exception {
    try (var turtle = SyntheticDcat.start(new Shape(7, 10, Syntax.TURTLE, Caching.NONE));
        var plain = SyntheticDcat.start(new Shape(7, 10, Syntax.N_TRIPLES, Caching.NONE))) {
      Model one = read(turtle.url(), Syntax.TURTLE);
      Model other = read(plain.url(), Syntax.N_TRIPLES);
      one.remove(about(one));
      other.remove(about(other));

      assertThat(one.size()).isEqualTo(7L * (SyntheticDcat.TRIPLES - 1));
      assertThat(one.isIsomorphicWith(other)).isTrue();
    }
  }

  @Test
  void aPageThatIsKnownIsNotSentAgainWhereTagsAreOn() throws Exception {
    try (var tagged = SyntheticDcat.start(new Shape(5, 5, Syntax.TURTLE, Caching.ENTITY_TAGS));
        var bare = SyntheticDcat.start(new Shape(5, 5, Syntax.TURTLE, Caching.NONE))) {
      String etag = get(tagged.url()).headers().firstValue("ETag").orElseThrow();

      assertThat(get(tagged.url(), "If-None-Match", etag).statusCode()).isEqualTo(304);
      assertThat(get(tagged.url(), "If-None-Match", "\"x\"").statusCode()).isEqualTo(200);
      assertThat(get(bare.url()).headers().firstValue("ETag")).isEmpty();
      assertThat(get(bare.url(), "If-None-Match", etag).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whatIsNotThereIsNotFound() throws Exception {
    try (var catalogue = SyntheticDcat.start(new Shape(5, 5, Syntax.TURTLE, Caching.NONE))) {
      assertThat(get(URI.create(catalogue.url() + "?page=2")).statusCode()).isEqualTo(404);
      assertThat(get(catalogue.url().resolve("/other")).statusCode()).isEqualTo(404);
      assertThatThrownBy(() -> catalogue.page(2)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> new Shape(0, 5, Syntax.TURTLE, Caching.NONE))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static Model about(Model model) {
    Model catalogue = ModelFactory.createDefaultModel();
    model
        .listStatements()
        .filterKeep(s -> s.getSubject().toString().startsWith("http://127.0.0.1"))
        .forEach(catalogue::add);
    return catalogue;
  }

  private static Optional<URI> next(Model model) {
    return model
        .listObjectsOfProperty(model.createProperty("http://www.w3.org/ns/hydra/core#next"))
        .nextOptional()
        .map(node -> URI.create(node.asResource().getURI()));
  }

  private Model read(URI page, Syntax syntax) throws Exception {
    Model model = ModelFactory.createDefaultModel();
    Lang lang = syntax == Syntax.TURTLE ? Lang.TURTLE : Lang.NTRIPLES;
    RDFDataMgr.read(model, new ByteArrayInputStream(get(page).body()), lang);
    return model;
  }

  private HttpResponse<byte[]> get(URI uri, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }
}
