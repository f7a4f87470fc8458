package vn.sen.catalog.rdf;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFWriter;
import org.apache.jena.sparql.core.Quad;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.catalog.RdfStore.GraphChange;
import vn.sen.vocab.rdf.IriText;

/**
 * How changes travel to the RDF process: the names of the graphs that are replaced or dropped, as a
 * JSON array with its length before it, then their new statements in Jena's binary form, in which
 * no content can pass for syntax.
 */
final class GraphBatch {
  private static final Logger LOG = LoggerFactory.getLogger(GraphBatch.class);
  private static final int LONGEST_NAMES = 64 << 20;

  private GraphBatch() {}

  /** A batch as bytes. */
  static byte[] write(List<GraphChange> changes) {
    var out = new ByteArrayOutputStream();
    try (var data = new DataOutputStream(out)) {
      byte[] names =
          vn.sen.vocab.Json.write(changes.stream().map(GraphChange::graph).distinct().toList())
              .getBytes(StandardCharsets.UTF_8);
      data.writeInt(names.length);
      data.write(names);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    writeQuads(changes, out);
    return out.toByteArray();
  }

  /** The statements alone, for a store that is built anew; pieces may follow each other. */
  static byte[] writeQuads(List<GraphChange> changes) {
    var out = new ByteArrayOutputStream();
    writeQuads(changes, out);
    return out.toByteArray();
  }

  private static void writeQuads(List<GraphChange> changes, ByteArrayOutputStream out) {
    StreamRDF quads = StreamRDFWriter.getWriterStream(out, Lang.RDFTHRIFT);
    quads.start();
    int unwritable = 0;
    for (GraphChange change : changes) {
      if (change.content().isEmpty()) {
        continue;
      }
      Node graph = NodeFactory.createURI(change.graph());
      for (Iterator<Triple> all = change.content().get().getGraph().find(); all.hasNext(); ) {
        Triple triple = all.next();
        if (isWritable(triple)) {
          quads.quad(Quad.create(graph, triple));
        } else {
          unwritable++;
        }
      }
    }
    quads.finish();
    if (unwritable > 0) {
      LOG.warn(
          "{} statements left out of the RDF store: their IRIs cannot be written in RDF",
          unwritable);
    }
  }

  /** Reads the names; the stream then stands before the statements. */
  static Set<String> readNames(InputStream in) throws IOException {
    var data = new DataInputStream(in);
    int length = data.readInt();
    if (length < 0 || length > LONGEST_NAMES) {
      throw new IOException("not a batch of graphs");
    }
    byte[] names = data.readNBytes(length);
    return new HashSet<>(
        vn.sen.vocab.Json.read(
            new String(names, StandardCharsets.UTF_8), new TypeReference<List<String>>() {}));
  }

  /** Reads the statements. */
  static void readQuads(InputStream in, StreamRDF to) {
    RDFParser.source(in).lang(Lang.RDFTHRIFT).parse(to);
  }

  private static boolean isWritable(Triple triple) {
    return isWritable(triple.getSubject())
        && isWritable(triple.getPredicate())
        && isWritable(triple.getObject());
  }

  private static boolean isWritable(Node node) {
    return !node.isURI() || IriText.findFault(node.getURI()) < 0;
  }
}
