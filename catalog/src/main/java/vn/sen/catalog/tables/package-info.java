/** Tables as Parquet, through DuckDB. */
@NullMarked
package vn.sen.catalog.tables;

import org.jspecify.annotations.NullMarked;
