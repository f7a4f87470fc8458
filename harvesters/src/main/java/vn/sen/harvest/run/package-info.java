/** Ties the ends of a harvest: fetch, read, check, gate, intake. Door: Harvester. */
@NullMarked
package vn.sen.harvest.run;

import org.jspecify.annotations.NullMarked;
