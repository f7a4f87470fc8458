/**
 * Reads Catalogue Services for the Web, version 2.0.2. Door: {@link
 * vn.sen.harvest.csw.CswConnector}.
 */
@NullMarked
package vn.sen.harvest.csw;

import org.jspecify.annotations.NullMarked;
