/** A small catalogue to show pages and answers from, and the server that shows them. */
@NullMarked
package vn.sen.publish;

import org.jspecify.annotations.NullMarked;
