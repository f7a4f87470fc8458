/**
 * Everything that brings data in and judges it. What connectors, readers and rules share stands
 * here.
 */
@NullMarked
package vn.sen.harvest;

import org.jspecify.annotations.NullMarked;
