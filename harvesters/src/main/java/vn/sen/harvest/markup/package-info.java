/**
 * A received file on its way back to its agency, with what was found in it. Door: {@link
 * MarkedReturn}.
 */
@NullMarked
package vn.sen.harvest.markup;

import org.jspecify.annotations.NullMarked;
