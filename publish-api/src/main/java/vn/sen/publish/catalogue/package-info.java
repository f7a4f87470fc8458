/** The catalogue as a whole: in RDF, for crawlers, and how it is doing. */
@NullMarked
package vn.sen.publish.catalogue;

import org.jspecify.annotations.NullMarked;
