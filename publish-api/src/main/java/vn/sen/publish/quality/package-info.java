/** The four rules, their catalogue, and reports on tables. */
@NullMarked
package vn.sen.publish.quality;

import org.jspecify.annotations.NullMarked;
