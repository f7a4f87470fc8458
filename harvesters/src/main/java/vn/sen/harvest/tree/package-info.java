/**
 * Trees of files, whichever way they are reached: which of them are data, what describes them, and
 * the bytes of each. Door: {@link vn.sen.harvest.tree.TreeConnector}.
 */
@NullMarked
package vn.sen.harvest.tree;

import org.jspecify.annotations.NullMarked;
