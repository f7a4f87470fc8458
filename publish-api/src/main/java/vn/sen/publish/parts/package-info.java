/** Every part of the pages once, to be looked at and photographed. */
@NullMarked
package vn.sen.publish.parts;

import org.jspecify.annotations.NullMarked;
