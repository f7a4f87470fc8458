package vn.sen.catalog.rdf;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.jena.atlas.web.AcceptList;
import org.apache.jena.atlas.web.MediaType;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.Query;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.riot.rowset.RowSetWriter;
import org.apache.jena.riot.rowset.RowSetWriterFactory;
import org.apache.jena.riot.rowset.RowSetWriterRegistry;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFWriter;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.graph.GraphFactory;
import vn.sen.vocab.problem.InvalidRequestException;

/**
 * The formats of answers. Rows are streamed; a graph is gathered as far as it fits and streamed
 * from there on, where the format allows.
 */
final class Answers {
  private static final int GATHERED = 50_000;
  private static final Map<String, Lang> ROWS = new LinkedHashMap<>();
  private static final Map<String, Lang> GRAPHS = new LinkedHashMap<>();

  static {
    ROWS.put("application/sparql-results+json", ResultSetLang.RS_JSON);
    ROWS.put("application/sparql-results+xml", ResultSetLang.RS_XML);
    ROWS.put("text/csv", ResultSetLang.RS_CSV);
    ROWS.put("text/tab-separated-values", ResultSetLang.RS_TSV);
    ROWS.put("application/json", ResultSetLang.RS_JSON);
    ROWS.put("application/xml", ResultSetLang.RS_XML);
    GRAPHS.put("text/turtle", Lang.TURTLE);
    GRAPHS.put("application/n-triples", Lang.NTRIPLES);
    GRAPHS.put("application/rdf+xml", Lang.RDFXML);
    GRAPHS.put("application/ld+json", Lang.JSONLD);
    GRAPHS.put("text/plain", Lang.NTRIPLES);
    GRAPHS.put("application/json", Lang.JSONLD);
    GRAPHS.put("application/xml", Lang.RDFXML);
  }

  private Answers() {}

  /** The format of an answer, by its media type. */
  record Form(String mediaType, Lang lang) {}

  /** None of the formats is one that the caller takes; the message names them. */
  static final class NotAcceptableException extends Exception {
    private static final long serialVersionUID = 1;

    NotAcceptableException(String message) {
      super(message);
    }
  }

  /** Chooses among the formats that a query can be answered in. */
  static Form choose(Query query, String accept) throws NotAcceptableException {
    Map<String, Lang> offers = query.isSelectType() || query.isAskType() ? ROWS : GRAPHS;
    MediaType chosen =
        AcceptList.match(
            new AcceptList(accept.isBlank() ? "*/*" : accept),
            AcceptList.create(offers.keySet().toArray(String[]::new)));
    if (chosen == null) {
      throw new NotAcceptableException(
          "this query is answered as one of " + String.join(", ", offers.keySet()));
    }
    String mediaType = chosen.getContentTypeStr();
    Lang lang = Objects.requireNonNull(offers.get(mediaType));
    return new Form(
        mediaType.startsWith("text/") ? mediaType + "; charset=utf-8" : mediaType, lang);
  }

  /** Writes the answer. What has been written when this throws is no answer. */
  static void write(QueryExec execution, Lang lang, OutputStream out) throws IOException {
    Query query = execution.getQuery();
    if (query.isSelectType()) {
      rows(lang).write(out, execution.select(), ARQ.getContext());
    } else if (query.isAskType()) {
      rows(lang).write(out, execution.ask(), ARQ.getContext());
    } else {
      Iterator<Triple> triples =
          query.isConstructType() ? execution.constructTriples() : execution.describeTriples();
      writeGraph(query, triples, lang, out);
    }
    out.flush();
  }

  private static RowSetWriter rows(Lang lang) {
    RowSetWriterFactory factory = Objects.requireNonNull(RowSetWriterRegistry.getFactory(lang));
    return factory.create(lang);
  }

  private static void writeGraph(
      Query query, Iterator<Triple> triples, Lang lang, OutputStream out) {
    Graph gathered = GraphFactory.createDefaultGraph();
    gathered.getPrefixMapping().setNsPrefixes(query.getPrefixMapping());
    while (triples.hasNext() && gathered.size() < GATHERED) {
      gathered.add(triples.next());
    }
    if (!triples.hasNext()) {
      RDFDataMgr.write(out, gathered, format(lang));
      return;
    }
    if (!lang.equals(Lang.TURTLE) && !lang.equals(Lang.NTRIPLES)) {
      throw new InvalidRequestException(
          "the answer has over %,d statements; so many are given as text/turtle or application/n-triples"
              .formatted(GATHERED));
    }
    StreamRDF stream = StreamRDFWriter.getWriterStream(out, lang);
    stream.start();
    query.getPrefixMapping().getNsPrefixMap().forEach(stream::prefix);
    gathered.find().forEachRemaining(stream::triple);
    while (triples.hasNext()) {
      Triple triple = triples.next();
      if (!gathered.contains(triple)) {
        stream.triple(triple);
      }
    }
    stream.finish();
  }

  private static RDFFormat format(Lang lang) {
    return lang.equals(Lang.NTRIPLES)
        ? RDFFormat.NTRIPLES_UTF8
        : lang.equals(Lang.RDFXML)
            ? RDFFormat.RDFXML_PLAIN // abbreviating it takes long for large graphs
            : lang.equals(Lang.JSONLD) ? RDFFormat.JSONLD : RDFFormat.TURTLE_PRETTY;
  }
}
