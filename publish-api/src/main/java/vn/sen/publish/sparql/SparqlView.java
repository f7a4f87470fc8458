package vn.sen.publish.sparql;

import java.util.List;

/**
 * A query and its answer.
 *
 * @param variables of the solutions; empty where the answer is none
 * @param solutions a cell per variable, in its order
 * @param isCut whether there are more than are shown
 * @param text an answer that is no table: a graph in Turtle, or true or false; empty otherwise
 * @param complaint what was wrong with the query; empty when it was fine
 */
public record SparqlView(
    String query,
    List<String> variables,
    List<List<Cell>> solutions,
    boolean isCut,
    String text,
    String complaint) {

  /**
   * A term of a solution.
   *
   * @param link its address where it is an IRI that may be followed; empty otherwise
   */
  public record Cell(String text, String link) {}

  static SparqlView ask(String query) {
    return new SparqlView(query, List.of(), List.of(), false, "", "");
  }
}
