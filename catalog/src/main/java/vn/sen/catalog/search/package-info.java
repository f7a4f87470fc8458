/** The search index over Lucene. Door: {@link vn.sen.catalog.search.LuceneIndex}. */
@NullMarked
package vn.sen.catalog.search;

import org.jspecify.annotations.NullMarked;
