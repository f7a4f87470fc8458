/**
 * Reads {@code data.json} of DCAT-US, versions 1.1 (Project Open Data) and 3.0. Door: {@link
 * vn.sen.harvest.dcatus.DcatUsConnector}.
 */
@NullMarked
package vn.sen.harvest.dcatus;

import org.jspecify.annotations.NullMarked;
