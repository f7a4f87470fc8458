/** Folders behind SFTP. Door: {@link vn.sen.harvest.sftp.SftpConnector}. */
@NullMarked
package vn.sen.harvest.sftp;

import org.jspecify.annotations.NullMarked;
