/**
 * What has been accepted. Doors: {@link vn.sen.catalog.Catalog} to read, {@link
 * vn.sen.catalog.Intake} to write; behind them stand the engines, each an interface here and a
 * package below.
 */
@NullMarked
package vn.sen.catalog;

import org.jspecify.annotations.NullMarked;
