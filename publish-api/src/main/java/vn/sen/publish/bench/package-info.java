/**
 * Sources and yardsticks of {@code sen bench}. Door: {@link vn.sen.publish.bench.SyntheticDcat}.
 */
@NullMarked
package vn.sen.publish.bench;

import org.jspecify.annotations.NullMarked;
