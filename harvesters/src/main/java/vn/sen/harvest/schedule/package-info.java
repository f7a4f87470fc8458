/**
 * When each source is harvested, and how many at a time. Door: {@link
 * vn.sen.harvest.schedule.HarvestSchedule}.
 */
@NullMarked
package vn.sen.harvest.schedule;

import org.jspecify.annotations.NullMarked;
