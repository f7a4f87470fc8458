/** What an agency promises of a table. */
@NullMarked
package vn.sen.harvest.contract;

import org.jspecify.annotations.NullMarked;
