/** Who publishes what. */
@NullMarked
package vn.sen.publish.agencies;

import org.jspecify.annotations.NullMarked;
