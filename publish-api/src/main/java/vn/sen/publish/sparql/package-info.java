/** The SPARQL 1.1 protocol, read only, and a page to try it. */
@NullMarked
package vn.sen.publish.sparql;

import org.jspecify.annotations.NullMarked;
