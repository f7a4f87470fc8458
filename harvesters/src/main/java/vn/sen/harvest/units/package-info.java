/**
 * Tables with codes of administrative units, brought from the units of one day to those of another.
 * Door: {@link UnitMigration}.
 */
@NullMarked
package vn.sen.harvest.units;

import org.jspecify.annotations.NullMarked;
