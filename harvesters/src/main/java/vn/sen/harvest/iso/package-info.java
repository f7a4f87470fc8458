/**
 * Reads geographic metadata, ISO 19139 and ISO 19115-3, as DCAT. Door: {@link
 * vn.sen.harvest.iso.IsoRecord}.
 */
@NullMarked
package vn.sen.harvest.iso;

import org.jspecify.annotations.NullMarked;
