/**
 * The journal and the operational database, over SQL. Doors: {@link
 * vn.sen.catalog.journal.SqliteJournal}, {@link vn.sen.catalog.journal.SqliteOperations}.
 */
@NullMarked
package vn.sen.catalog.journal;

import org.jspecify.annotations.NullMarked;
