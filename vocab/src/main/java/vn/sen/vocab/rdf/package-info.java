/** Safe reading and writing of RDF, canonical form and SHACL. */
@NullMarked
package vn.sen.vocab.rdf;

import org.jspecify.annotations.NullMarked;
