/**
 * Starting, bounding and watching child processes, in which untrusted bytes are touched. Doors:
 * {@link vn.sen.catalog.worker.WorkerPool} in the server, {@link vn.sen.catalog.worker.WorkerMain}
 * in the child.
 */
@NullMarked
package vn.sen.catalog.worker;

import org.jspecify.annotations.NullMarked;
