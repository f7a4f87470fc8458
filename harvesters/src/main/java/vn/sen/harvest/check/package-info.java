/** Rules, scores and the gate. Door: Checker. */
@NullMarked
package vn.sen.harvest.check;

import org.jspecify.annotations.NullMarked;
