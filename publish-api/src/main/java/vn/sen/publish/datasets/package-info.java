/** One dataset: its page, its JSON and its RDF. */
@NullMarked
package vn.sen.publish.datasets;

import org.jspecify.annotations.NullMarked;
