/** One table: its rows, its schema, its versions and its files. */
@NullMarked
package vn.sen.publish.tables;

import org.jspecify.annotations.NullMarked;
