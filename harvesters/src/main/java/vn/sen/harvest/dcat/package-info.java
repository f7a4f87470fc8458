/** Reads DCAT catalogues in RDF, page by page. Door: {@link vn.sen.harvest.dcat.DcatConnector}. */
@NullMarked
package vn.sen.harvest.dcat;

import org.jspecify.annotations.NullMarked;
