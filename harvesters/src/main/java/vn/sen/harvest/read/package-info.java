/** Any file to one canonical table, as text and typed. Runs in a worker. Door: TableReader. */
@NullMarked
package vn.sen.harvest.read;

import org.jspecify.annotations.NullMarked;
