@NullMarked
package vn.sen.vocab;

import org.jspecify.annotations.NullMarked;
