/**
 * How mappers say in RDF what sources say in other ways. Door: {@link
 * vn.sen.harvest.mapping.Statements}.
 */
@NullMarked
package vn.sen.harvest.mapping;

import org.jspecify.annotations.NullMarked;
