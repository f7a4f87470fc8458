/** Relational databases. Door: {@link vn.sen.harvest.jdbc.JdbcConnector}. */
@NullMarked
package vn.sen.harvest.jdbc;

import org.jspecify.annotations.NullMarked;
