package vn.sen.harvest.net;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A file as received, decompressed if it was compressed for the way only.
 *
 * @param file under a temporary name in the folder that was asked for; the caller moves or deletes
 *     it
 * @param instead what the bytes seem to be where data was promised; absent when they may be data
 */
public record Downloaded(Path file, long bytes, String sha256, Optional<NoData> instead) {}
