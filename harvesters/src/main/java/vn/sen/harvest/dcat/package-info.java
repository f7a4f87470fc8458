/**
 * Reads DCAT catalogues in RDF, page by page. Door: {@link vn.sen.harvest.dcat.DcatConnector}; for
 * protocols that carry DCAT, {@link vn.sen.harvest.dcat.DcatDescription}.
 */
@NullMarked
package vn.sen.harvest.dcat;

import org.jspecify.annotations.NullMarked;
