/** Turns failures into answers: RFC 9457 for programs, a page for people. */
@NullMarked
package vn.sen.publish.problem;

import org.jspecify.annotations.NullMarked;
