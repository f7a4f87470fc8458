/** The content-addressed tree of files. Door: {@link vn.sen.catalog.files.DirectoryFiles}. */
@NullMarked
package vn.sen.catalog.files;

import org.jspecify.annotations.NullMarked;
