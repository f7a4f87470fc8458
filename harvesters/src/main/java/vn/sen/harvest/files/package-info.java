/**
 * Reads lists of files: text, CSV, JSON, or a file by itself. Door: {@link
 * vn.sen.harvest.files.FilesConnector}.
 */
@NullMarked
package vn.sen.harvest.files;

import org.jspecify.annotations.NullMarked;
