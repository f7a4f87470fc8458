/** What every page has, by examples. */
@NullMarked
package vn.sen.publish.page;

import org.jspecify.annotations.NullMarked;
