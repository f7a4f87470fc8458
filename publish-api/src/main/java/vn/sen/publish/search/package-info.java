/** Finding datasets: the first page, the list with its facets, and the same as JSON. */
@NullMarked
package vn.sen.publish.search;

import org.jspecify.annotations.NullMarked;
