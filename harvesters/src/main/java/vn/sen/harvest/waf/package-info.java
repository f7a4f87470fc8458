/** Reads web-accessible folders of metadata. Door: {@link vn.sen.harvest.waf.WafConnector}. */
@NullMarked
package vn.sen.harvest.waf;

import org.jspecify.annotations.NullMarked;
