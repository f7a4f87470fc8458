package vn.sen.catalog.rdf;

import java.util.List;
import java.util.Set;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryException;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.QueryParseException;
import org.apache.jena.query.SortCondition;
import org.apache.jena.query.Syntax;
import org.apache.jena.sparql.ARQConstants;
import org.apache.jena.sparql.algebra.Algebra;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpVisitor;
import org.apache.jena.sparql.algebra.OpVisitorBase;
import org.apache.jena.sparql.algebra.op.OpService;
import org.apache.jena.sparql.algebra.walker.Walker;
import org.apache.jena.sparql.expr.E_Function;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprAggregator;
import org.apache.jena.sparql.expr.ExprFunctionN;
import org.apache.jena.sparql.expr.ExprVisitorBase;
import org.apache.jena.sparql.expr.aggregate.AggCustom;
import org.apache.jena.sparql.function.FunctionFactory;
import org.apache.jena.sparql.function.FunctionRegistry;
import org.apache.jena.sparql.function.StandardFunctions;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.vocabulary.XSD;
import org.jspecify.annotations.Nullable;
import vn.sen.vocab.problem.InvalidRequestException;

/** A query that only reads, only from the store, and only with the functions of the standard. */
final class SafeQuery {
  private static final Set<String> FUNCTIONS =
      Set.of("http://www.w3.org/2005/xpath-functions", XSD.getURI());

  private SafeQuery() {}

  /**
   * Shuts off, for this whole JVM, everything in ARQ that reaches out of the store or into the
   * program: SERVICE, functions loaded by class name, scripts, property functions.
   */
  static void lockDown() {
    Context context = ARQ.getContext();
    context.set(ARQ.httpServiceAllowed, false);
    context.set(ARQ.enablePropertyFunctions, false);
    context.set(ARQConstants.registryFunctions, new StandardOnly());
    context.unset(ARQ.symCustomFunctionScriptAllowList);
    context.unset(ARQ.symJavaScriptFunctions);
    context.unset(ARQ.symJavaScriptLibFile);
  }

  /** Functions of the standard by name; Jena's own registry loads a class for any other name. */
  private static final class StandardOnly extends FunctionRegistry {
    StandardOnly() {
      StandardFunctions.loadStdDefs(this);
    }

    @Override
    public @Nullable FunctionFactory getFunctionFactory(String uri) {
      return isStandard(uri) && isRegistered(uri) ? super.getFunctionFactory(uri) : null;
    }
  }

  private static boolean isStandard(String iri) {
    return FUNCTIONS.stream().anyMatch(iri::startsWith);
  }

  /**
   * Parses SPARQL 1.1 and refuses what isn't offered here.
   *
   * @param defaultGraphs graphs of the protocol, which stand for FROM when there are any
   * @param namedGraphs likewise for FROM NAMED
   * @throws InvalidRequestException with the place and what was found there
   */
  static Query parse(String text, List<String> defaultGraphs, List<String> namedGraphs) {
    QueryText.check(text);
    try {
      Query query = QueryFactory.create(text, Syntax.syntaxSPARQL_11);
      if (!defaultGraphs.isEmpty() || !namedGraphs.isEmpty()) {
        query.getGraphURIs().clear();
        query.getNamedGraphURIs().clear();
        defaultGraphs.forEach(query::addGraphURI);
        namedGraphs.forEach(query::addNamedGraphURI);
      }
      if (query.getQueryPattern() != null) {
        Op plan = Algebra.compile(query);
        Walker.walk(plan, REFUSE_SERVICE, REFUSE_FUNCTIONS);
        query.getAggregators().forEach(REFUSE_FUNCTIONS::visit);
        if (query.hasOrderBy()) {
          for (SortCondition condition : query.getOrderBy()) {
            Walker.walk(condition.getExpression(), REFUSE_SERVICE, REFUSE_FUNCTIONS);
          }
        }
        Algebra.optimize(plan); // recurses most: better here than amid a transaction
      }
      return query;
    } catch (QueryParseException e) {
      throw new InvalidRequestException(message(e), e);
    } catch (QueryException e) {
      throw new InvalidRequestException("the query is not SPARQL 1.1: " + e.getMessage(), e);
    } catch (StackOverflowError e) {
      throw new InvalidRequestException("the query is nested too deeply, or has too many parts", e);
    }
  }

  private static String message(QueryParseException e) {
    String found = String.valueOf(e.getMessage()).strip();
    return e.getLine() < 1
        ? found
        : "line %d, column %d: %s".formatted(e.getLine(), e.getColumn(), found);
  }

  private static final OpVisitor REFUSE_SERVICE =
      new OpVisitorBase() {
        @Override
        public void visit(OpService service) {
          throw new InvalidRequestException(
              "SERVICE is not offered: queries read this catalogue alone");
        }
      };

  private static final ExprVisitorBase REFUSE_FUNCTIONS =
      new ExprVisitorBase() {
        @Override
        public void visit(ExprFunctionN function) {
          if (function instanceof E_Function named && !isStandard(named.getFunctionIRI())) {
            throw refused(named.getFunctionIRI());
          }
        }

        @Override
        public void visit(ExprAggregator aggregate) {
          if (aggregate.getAggregator() instanceof AggCustom custom) {
            throw refused(custom.getIRI());
          }
          if (aggregate.getAggregator().getExprList() != null) {
            for (Expr expression : aggregate.getAggregator().getExprList()) {
              Walker.walk(expression, REFUSE_SERVICE, this);
            }
          }
        }

        private InvalidRequestException refused(String iri) {
          return new InvalidRequestException(
              "the function <%s> is not offered: only those of SPARQL 1.1 and XPath are"
                  .formatted(iri));
        }
      };
}
