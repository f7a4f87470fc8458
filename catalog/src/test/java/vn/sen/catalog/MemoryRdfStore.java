package vn.sen.catalog;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.jena.query.Dataset;
import org.apache.jena.query.DatasetFactory;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import vn.sen.vocab.problem.StoreUnavailableException;

/** An RDF store in memory, which can be told to fail. Answers SELECT as CSV. */
public final class MemoryRdfStore implements RdfStore {
  private final Map<String, Model> graphs = new TreeMap<>();
  private long reached;
  private boolean up = true;
  private int rebuilds;
  private boolean damaged;

  /** From now on it answers nothing, or again. */
  public synchronized void setUp(boolean up) {
    this.up = up;
  }

  /** From now on it refuses every change, until it is rebuilt. */
  public synchronized void damage() {
    damaged = true;
  }

  /** Graphs by name, a copy. */
  public synchronized Map<String, Model> graphs() {
    return new TreeMap<>(graphs);
  }

  public synchronized int rebuilds() {
    return rebuilds;
  }

  private void demandUp() {
    if (!up) {
      throw new StoreUnavailableException("the store is down");
    }
  }

  @Override
  public synchronized long reached() {
    demandUp();
    return reached;
  }

  @Override
  public synchronized void apply(long sequence, List<GraphChange> changes) {
    demandUp();
    if (damaged) {
      throw StoreUnavailableException.refusing("the store is damaged");
    }
    if (sequence < reached) {
      throw new IllegalStateException("back from %d to %d".formatted(reached, sequence));
    }
    changes.forEach(this::put);
    reached = sequence;
  }

  private void put(GraphChange change) {
    change
        .content()
        .ifPresentOrElse(
            model -> graphs.put(change.graph(), model), () -> graphs.remove(change.graph()));
  }

  @Override
  public synchronized void rebuild(long sequence, Iterator<GraphChange> changes) {
    demandUp();
    damaged = false;
    graphs.clear();
    changes.forEachRemaining(this::put);
    reached = sequence;
    rebuilds++;
  }

  @Override
  public synchronized Answer query(String query, String accept, Duration deadline) {
    demandUp();
    Model union = ModelFactory.createDefaultModel();
    graphs.values().forEach(union::add);
    Dataset dataset = DatasetFactory.create(union);
    var out = new ByteArrayOutputStream();
    try (var execution = QueryExecutionFactory.create(query, dataset)) {
      ResultSetFormatter.outputAsCSV(out, execution.execSelect());
    }
    return new Answer("text/csv", new ByteArrayInputStream(out.toByteArray()));
  }

  @Override
  public void compact() {}

  @Override
  public synchronized boolean isUp() {
    return up;
  }

  @Override
  public void close() {}
}
