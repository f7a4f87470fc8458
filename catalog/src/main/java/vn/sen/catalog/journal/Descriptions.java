package vn.sen.catalog.journal;

import java.util.ArrayList;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.lang.LabelToNode;
import org.apache.jena.riot.system.StreamRDFBase;

/** Reads descriptions back from their canonical form, one statement a line. */
final class Descriptions {
  /** A parser's buffers and tables cost more than one description: so many share one. */
  private static final int AT_ONCE = 100;

  private Descriptions() {}

  /** A model for each text, in order; an empty one for an empty text. */
  static List<Model> read(List<String> nquads) {
    var models = new ArrayList<Model>(nquads.size());
    for (int start = 0; start < nquads.size(); start += AT_ONCE) {
      models.addAll(parse(nquads.subList(start, Math.min(start + AT_ONCE, nquads.size()))));
    }
    return models;
  }

  private static List<Model> parse(List<String> nquads) {
    var split = new Split(nquads);
    // We wrote it ourselves, from what was checked when it came in: no graph is named in it.
    RDFParser.fromString(String.join("", nquads), Lang.NTRIPLES)
        .labelToNode(LabelToNode.createUseLabelAsGiven())
        .checking(false)
        .parse(split);
    return split.models;
  }

  /** Deals the statements out as the lines lie in the texts. */
  private static final class Split extends StreamRDFBase {
    private final List<Model> models;
    private final long[] lines;
    private int current;

    Split(List<String> texts) {
      this.models = texts.stream().map(_ -> ModelFactory.createDefaultModel()).toList();
      this.lines =
          texts.stream().mapToLong(text -> text.chars().filter(c -> c == '\n').count()).toArray();
    }

    @Override
    public void triple(Triple triple) {
      while (lines[current] == 0) {
        current++;
      }
      lines[current]--;
      Graph graph = models.get(current).getGraph();
      graph.add(triple);
    }
  }
}
