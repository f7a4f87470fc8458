/**
 * Those who registered what they rely on of a table: registered and removed by stewards, and the
 * version that each can use. Door: {@code /api/v1/datasets/ID/tables/TABLE/consumers}.
 */
@NullMarked
package vn.sen.publish.consumers;

import org.jspecify.annotations.NullMarked;
