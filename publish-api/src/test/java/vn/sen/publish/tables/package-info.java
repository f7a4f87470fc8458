/** Tables and files over HTTP, by examples. */
@NullMarked
package vn.sen.publish.tables;

import org.jspecify.annotations.NullMarked;
