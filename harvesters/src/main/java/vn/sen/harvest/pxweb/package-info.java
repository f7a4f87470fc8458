/** Reads statistical databases through PxWeb. Door: {@link vn.sen.harvest.pxweb.PxWebConnector}. */
@NullMarked
package vn.sen.harvest.pxweb;

import org.jspecify.annotations.NullMarked;
