/** What a caller should be told. Root: {@link vn.sen.vocab.problem.CatalogException}, sealed. */
@NullMarked
package vn.sen.vocab.problem;

import org.jspecify.annotations.NullMarked;
