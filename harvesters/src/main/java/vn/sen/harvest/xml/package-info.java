/**
 * XML of metadata, read whole behind caps: no document type, no entity of its own, nothing fetched.
 */
@NullMarked
package vn.sen.harvest.xml;

import org.jspecify.annotations.NullMarked;
