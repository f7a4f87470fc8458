/**
 * Reads statistical services through SDMX REST. Door: {@link vn.sen.harvest.sdmx.SdmxConnector}.
 */
@NullMarked
package vn.sen.harvest.sdmx;

import org.jspecify.annotations.NullMarked;
