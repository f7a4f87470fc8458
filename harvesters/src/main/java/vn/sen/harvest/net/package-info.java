/**
 * The only package that opens connections to sources: guarded, bounded, polite. Door: {@link
 * vn.sen.harvest.net.SourceClient}.
 */
@NullMarked
package vn.sen.harvest.net;

import org.jspecify.annotations.NullMarked;
