/**
 * The RDF process over TDB2, and its client. Doors: {@link vn.sen.catalog.rdf.RdfProcess}, {@link
 * vn.sen.catalog.rdf.ChildRdfStore}.
 */
@NullMarked
package vn.sen.catalog.rdf;

import org.jspecify.annotations.NullMarked;
