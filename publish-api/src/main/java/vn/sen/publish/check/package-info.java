/** Checks a visitor's own file; nothing of it is kept. */
@NullMarked
package vn.sen.publish.check;

import org.jspecify.annotations.NullMarked;
