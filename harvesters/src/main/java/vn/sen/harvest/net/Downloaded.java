package vn.sen.harvest.net;

import java.nio.file.Path;

/**
 * A file as received, decompressed if it was compressed for the way only.
 *
 * @param file under a temporary name in the folder that was asked for; the caller moves or deletes
 *     it
 * @param looksLikeHtml whether it begins like a web page; an error or a login page where data was
 *     promised
 */
public record Downloaded(Path file, long bytes, String sha256, boolean looksLikeHtml) {}
