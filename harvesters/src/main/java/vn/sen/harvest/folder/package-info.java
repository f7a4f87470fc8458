/** Folders on this machine. Door: {@link vn.sen.harvest.folder.FolderConnector}. */
@NullMarked
package vn.sen.harvest.folder;

import org.jspecify.annotations.NullMarked;
