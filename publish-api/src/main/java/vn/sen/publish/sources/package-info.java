/** Where data come from: sources, harvests, and what waits for a person. */
@NullMarked
package vn.sen.publish.sources;

import org.jspecify.annotations.NullMarked;
